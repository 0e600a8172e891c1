import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { say, show, toast } from '../../bot/reply.ts';
import type { ActivityId, PersonId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { ActivityCard } from '../../domain/program.ts';
import type { Needs } from '../../domain/survey.ts';
import type { Work } from '../../domain/work.ts';
import { shortNameIn } from '../../i18n/named.ts';
import type { SignedUp, SignUp } from '../../services/sign-up.ts';
import type { TakeBackSignUp } from '../../services/take-back-sign-up.ts';
import {
  activitiesButton,
  activityButton,
  signUpButton,
  takeBackButton,
  unionActivitiesButton,
} from '../buttons.ts';
import { type Bond, type Coming, cardScreen, findFirstScreen, listScreen } from './view.ts';

type NamedUnion = Named & { readonly id: UnionId };

export interface ActivitiesDeps {
  /** Her union, or the one she has applied to. */
  readonly homeUnion: (
    work: Work,
    person: PersonId,
  ) => Promise<{ readonly union: NamedUnion; readonly member: boolean } | null>;
  readonly unionNamed: (work: Work, union: UnionId) => Promise<NamedUnion | undefined>;
  readonly comingActivities: (work: Work, union: UnionId, person: PersonId) => Promise<ActivityCard[]>;
  readonly activityCard: (
    work: Work,
    which: { readonly id: ActivityId } | { readonly code: string },
    person: PersonId,
  ) => Promise<ActivityCard | undefined>;
  readonly needsOf: (work: Work, person: PersonId) => Promise<Needs | null>;
  readonly signUp: SignUp;
  readonly takeBackSignUp: TakeBackSignUp;
  readonly timeZone: string;
}

/** What the union has coming: looking, signing up, giving a place back. */
export function activitiesConversation(deps: ActivitiesDeps): Conversation {
  const composer = new Composer<BotContext>();

  composer.command('activities', (ctx) => showOwn(ctx, 0));
  onPress(composer, activitiesButton, (ctx, { page }) => showOwn(ctx, page));
  onPress(composer, unionActivitiesButton, async (ctx, { union, page }) => {
    const named = await deps.unionNamed(ctx.work, union);
    if (!named) return void show(ctx, findFirstScreen(ctx.t));
    await showList(ctx, named, await bondWith(ctx, union), page);
  });
  onPress(composer, activityButton, (ctx, { activity }) => showCard(ctx, { id: activity }));

  onPress(composer, signUpButton, async (ctx, { activity }) => {
    const outcome = await deps.signUp(ctx.work, ctx.actor, activity);
    await showCard(ctx, { id: activity }, (card) => toast(ctx, signUpWords(outcome, card, ctx)));
  });

  onPress(composer, takeBackButton, async (ctx, { activity }) => {
    await deps.takeBackSignUp(ctx.work, ctx.actor, activity);
    await showCard(ctx, { id: activity }, () => toast(ctx, ctx.t.plain('activities.toastTakenBack')));
  });

  async function showOwn(ctx: BotContext, page: number): Promise<void> {
    const home = await deps.homeUnion(ctx.work, ctx.person.id);
    if (!home) return void show(ctx, findFirstScreen(ctx.t));
    await showList(ctx, home.union, home.member ? 'member' : 'applicant', page);
  }

  async function showList(ctx: BotContext, union: NamedUnion, bond: Bond, page: number): Promise<void> {
    const [activities, needs] = await Promise.all([
      deps.comingActivities(ctx.work, union.id, ctx.person.id),
      deps.needsOf(ctx.work, ctx.person.id),
    ]);
    const coming: Coming = { union, bond, activities, needs };
    show(ctx, listScreen(coming, page, { timeZone: deps.timeZone, t: ctx.t }));
  }

  async function showCard(
    ctx: BotContext,
    which: { readonly id: ActivityId } | { readonly code: string },
    before: (card: ActivityCard) => void = () => undefined,
  ): Promise<void> {
    const card = await deps.activityCard(ctx.work, which, ctx.person.id);
    if (!card) {
      if (ctx.queryId === undefined) say(ctx, { text: ctx.t('activities.gone') });
      else toast(ctx, ctx.t.plain('activities.gone'));
      return showOwn(ctx, 0);
    }
    before(card);
    show(ctx, cardScreen(card, await bondWith(ctx, card.union.id), { now: ctx.work.now, t: ctx.t }));
  }

  async function bondWith(ctx: BotContext, union: UnionId): Promise<Bond> {
    const home = await deps.homeUnion(ctx.work, ctx.person.id);
    if (home?.union.id !== union) return 'stranger';
    return home.member ? 'member' : 'applicant';
  }

  return {
    middleware: composer.middleware(),
    links: { a: (ctx, code) => showCard(ctx, { code }) },
  };
}

function signUpWords(outcome: SignedUp, card: ActivityCard, { t }: BotContext): string {
  switch (outcome.type) {
    case 'signedUp':
      return t.plain('activities.toastSignedUp', { when: card.startsAt });
    case 'full':
      return t.plain('activities.toastFull');
    case 'cancelled':
    case 'over':
      return t.plain(`activities.${outcome.type}`);
    case 'membersOnly':
      return t.plain('activities.membersOnly', { union: shortNameIn(card.union, t) });
    case 'gone':
      return t.plain('activities.gone');
  }
}
