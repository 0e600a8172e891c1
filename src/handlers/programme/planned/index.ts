import { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import type { Conversation } from '../../../bot/conversation.ts';
import { show, toast } from '../../../bot/reply.ts';
import type { Scope } from '../../../domain/actor.ts';
import type { ActivityId, PersonId, UnionId } from '../../../domain/ids.ts';
import type { ActivityCard, Announcement } from '../../../domain/program.ts';
import { readMoment } from '../../../domain/read-moment.ts';
import type { Work } from '../../../domain/work.ts';
import type { Html } from '../../../i18n/index.ts';
import type { AnnounceActivity } from '../../../services/announce-activity.ts';
import type { CancelActivity } from '../../../services/cancel-activity.ts';
import {
  announceAtButton,
  announceLaterButton,
  announceNotButton,
  announceNowButton,
  cancelActivityButton,
  plannedActivityButton,
  plannedButton,
  plannedInUnionButton,
  plannedUnionsButton,
  reallyCancelActivityButton,
} from '../../buttons.ts';
import { type AudienceSize, type NamedUnion, pickUnionScreen } from '../view.ts';
import { announceDialogue } from './dialogue.ts';
import { askCancelScreen, askTimeScreen, listScreen, plannedScreen } from './view.ts';

export interface PlannedDeps {
  readonly unionsAnsweredFor: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedUnion[]>;
  readonly comingActivities: (work: Work, union: UnionId, person: PersonId) => Promise<ActivityCard[]>;
  readonly activityCard: (
    work: Work,
    which: { readonly id: ActivityId },
    person: PersonId,
  ) => Promise<ActivityCard | undefined>;
  readonly announcementOf: (work: Work, activity: ActivityId) => Promise<Announcement>;
  readonly audienceSize: AudienceSize;
  readonly announceActivity: AnnounceActivity;
  readonly cancelActivity: CancelActivity;
  readonly timeZone: string;
}

type Planned = Conversation & {
  readonly showPublished: (ctx: BotContext, activity: ActivityId) => Promise<void>;
};

/** What is planned: telling members of it, now or at a time, and calling it off. */
export function plannedConversation(deps: PlannedDeps): Planned {
  const composer = new Composer<BotContext>();

  onPress(composer, plannedButton, async (ctx) => {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const [only, ...others] = unions;
    if (only && others.length === 0) return list(ctx, only, 0);
    return pick(ctx, 0);
  });
  onPress(composer, plannedUnionsButton, (ctx, { page }) => pick(ctx, page));
  onPress(composer, plannedInUnionButton, async (ctx, { union, page }) => {
    const named = await answeredFor(ctx, union);
    if (named) return list(ctx, named, page);
    return notYours(ctx);
  });
  onPress(composer, plannedActivityButton, (ctx, { activity }) => card(ctx, activity));

  onPress(composer, announceNowButton, (ctx, { activity }) => announce(ctx, activity, 'now'));
  onPress(composer, announceAtButton, (ctx, { activity, minute }) =>
    announce(ctx, activity, new Date(minute * 60_000)),
  );
  onPress(composer, announceNotButton, (ctx, { activity }) => {
    ctx.dialogues.close(announceDialogue);
    return card(ctx, activity, ctx.t('programme.notNow'));
  });
  onPress(composer, announceLaterButton, (ctx, { activity }) => askTime(ctx, activity));

  onPress(composer, cancelActivityButton, async (ctx, { activity }) => {
    const found = await open(ctx, activity);
    if (!found) return;
    if (found.cancelled || found.startsAt <= ctx.work.now) return card(ctx, activity);
    show(ctx, askCancelScreen(found, ctx.t));
  });
  onPress(composer, reallyCancelActivityButton, async (ctx, { activity }) => {
    const outcome = await deps.cancelActivity(ctx.work, ctx.actor, activity);
    if (outcome.type === 'notYours') return notYours(ctx);
    toast(ctx, ctx.t.plain(`programme.${outcome.type}`));
    return card(ctx, activity);
  });

  async function announce(ctx: BotContext, activity: ActivityId, at: Date | 'now'): Promise<void> {
    const outcome = await deps.announceActivity(ctx.work, ctx.actor, { activity, at });
    const { t } = ctx;
    switch (outcome.type) {
      case 'announced': {
        ctx.dialogues.close(announceDialogue);
        const { goesAt, dueAt, reach } = outcome;
        if (reach === 0) return card(ctx, activity, t('programme.announcedToNobody'));
        // At night it waits for the morning, whether it was to go now or then.
        return card(
          ctx,
          activity,
          goesAt > dueAt
            ? t('programme.announceAtNight', { when: goesAt, count: reach })
            : at === 'now'
              ? t('programme.announcing', { count: reach })
              : t('programme.announceSet', { when: dueAt, count: reach }),
        );
      }
      case 'past':
        return askTime(ctx, activity, at === 'now' ? null : t('programme.past', { when: at }));
      case 'tooLate':
        return askTime(ctx, activity, at === 'now' ? null : t('programme.announceTooLate', { when: at }));
      case 'alreadyUnderWay':
        ctx.dialogues.close(announceDialogue);
        return card(ctx, activity, t('programme.announcedBefore'));
      case 'cancelled':
      case 'over':
        ctx.dialogues.close(announceDialogue);
        return card(ctx, activity);
      case 'notYours':
        ctx.dialogues.close(announceDialogue);
        return notYours(ctx);
    }
  }

  async function askTime(ctx: BotContext, activity: ActivityId, note: Html | null = null): Promise<void> {
    const found = await open(ctx, activity);
    if (!found) return ctx.dialogues.close(announceDialogue);
    const announcement = await deps.announcementOf(ctx.work, activity);
    if (found.cancelled || found.startsAt <= ctx.work.now || announcement.status === 'underWay') {
      ctx.dialogues.close(announceDialogue);
      return card(ctx, activity);
    }
    ctx.dialogues.save(announceDialogue, { step: 'askTime', activity });
    show(ctx, askTimeScreen(found, { now: ctx.work.now, timeZone: deps.timeZone, t: ctx.t }, note));
  }

  async function card(ctx: BotContext, activity: ActivityId, note: Html | null = null): Promise<void> {
    const found = await open(ctx, activity);
    if (!found) return;
    const [announcement, reach] = await Promise.all([
      deps.announcementOf(ctx.work, activity),
      deps.audienceSize(ctx.work, found.union.id, { kind: 'activityAnnounced', at: ctx.work.now }),
    ]);
    const facts = { activity: found, announcement, reach };
    show(ctx, plannedScreen(facts, { now: ctx.work.now, t: ctx.t }, note));
  }

  /** An activity of a union she answers for; otherwise says so. */
  async function open(ctx: BotContext, activity: ActivityId): Promise<ActivityCard | undefined> {
    const found = await deps.activityCard(ctx.work, { id: activity }, ctx.person.id);
    if (found && (await answeredFor(ctx, found.union.id))) return found;
    if (found) await notYours(ctx);
    else {
      toast(ctx, ctx.t.plain('programme.gone'));
      await pick(ctx, 0);
    }
    return undefined;
  }

  async function list(ctx: BotContext, union: NamedUnion, page: number): Promise<void> {
    const activities = await deps.comingActivities(ctx.work, union.id, ctx.person.id);
    show(ctx, listScreen(union, activities, page, ctx.t));
  }

  async function pick(ctx: BotContext, page: number): Promise<void> {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const press = {
      union: (union: UnionId) => plannedInUnionButton.press({ union, page: 0 }),
      turn: (to: number) => plannedUnionsButton.press({ page: to }),
    };
    show(ctx, pickUnionScreen(ctx.t('programme.pickPlanned'), { unions, page }, press, ctx.t));
  }

  async function notYours(ctx: BotContext): Promise<void> {
    toast(ctx, ctx.t.plain('programme.notYours'));
    await pick(ctx, 0);
  }

  async function answeredFor(ctx: BotContext, union: UnionId): Promise<NamedUnion | undefined> {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    return unions.find(({ id }) => id === union);
  }

  /** What she wrote while asked for a time. */
  async function receive(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(announceDialogue);
    if (place.status === 'none' || place.status === 'outdated') return lost(ctx);
    const { activity } = place.state;
    if (ctx.typed === undefined) return askTime(ctx, activity, ctx.t('common.textPlease'));
    const at = readMoment(ctx.typed, ctx.work.now, deps.timeZone);
    if (!at) return askTime(ctx, activity, ctx.t('programme.unreadWhen'));
    return announce(ctx, activity, at);
  }

  function lost(ctx: BotContext): Promise<void> {
    ctx.dialogues.close(announceDialogue);
    return pick(ctx, 0);
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: announceDialogue.kind,
      receive,
      resume: (ctx) => {
        const place = ctx.dialogues.load(announceDialogue);
        return place.status === 'none' || place.status === 'outdated'
          ? lost(ctx)
          : askTime(ctx, place.state.activity);
      },
      title: (ctx) => ctx.t.plain('programme.titleAnnounce'),
    },
    showPublished: (ctx, activity) => card(ctx, activity, ctx.t('programme.published')),
  };
}
