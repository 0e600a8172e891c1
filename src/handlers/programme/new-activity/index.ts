import { Composer } from 'telegraf';
import { onPress } from '../../../bot/button.ts';
import type { BotContext } from '../../../bot/context.ts';
import type { Conversation } from '../../../bot/conversation.ts';
import { show, toast } from '../../../bot/reply.ts';
import type { Scope } from '../../../domain/actor.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import { ActivityWords, activityWordsMax, Capacity, momentRefusal } from '../../../domain/program.ts';
import { readMoment } from '../../../domain/read-moment.ts';
import type { Work } from '../../../domain/work.ts';
import type { Html } from '../../../i18n/index.ts';
import type { CreateActivity } from '../../../services/create-activity.ts';
import {
  draftAfreshButton,
  draftBackButton,
  draftEditButton,
  draftKindButton,
  draftPauseButton,
  draftPlacesButton,
  draftPublishButton,
  draftUnionButton,
  draftUnionsButton,
  draftWhenButton,
  newActivityButton,
} from '../../buttons.ts';
import { type NamedUnion, pickUnionScreen } from '../view.ts';
import { askedAt, back, type DraftState, draftDialogue, edit, type Given, given } from './dialogue.ts';
import { halfDoneScreen, pausedScreen, type Setting, stepScreen } from './view.ts';

export interface NewActivityDeps {
  readonly unionsAnsweredFor: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedUnion[]>;
  readonly createActivity: CreateActivity;
  /** Shows what was published, with the ways to tell members of it. */
  readonly showPublished: (ctx: BotContext, activity: ActivityId) => Promise<void>;
  readonly timeZone: string;
}

/** Planning an activity, from its kind to its publication. */
export function newActivityConversation(
  deps: NewActivityDeps,
): Conversation & { readonly beginDraft: (ctx: BotContext, state: DraftState) => void } {
  const composer = new Composer<BotContext>();

  onPress(composer, newActivityButton, (ctx) => {
    const left = stateOf(ctx);
    return left ? halfDone(ctx, left) : begin(ctx, 0);
  });
  onPress(composer, draftAfreshButton, (ctx) => {
    ctx.dialogues.close(draftDialogue);
    return begin(ctx, 0);
  });
  onPress(composer, draftUnionsButton, (ctx, { page }) => pick(ctx, page));
  onPress(composer, draftUnionButton, async (ctx, { union }) => {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const named = unions.find(({ id }) => id === union);
    if (!named) {
      toast(ctx, ctx.t.plain('programme.notYours'));
      return pick(ctx, 0);
    }
    enter(ctx, { step: 'kind', union: named });
  });

  onPress(composer, draftKindButton, (ctx, { kind }) => answer(ctx, { field: 'kind', kind }));
  onPress(composer, draftPlacesButton, (ctx, { places }) =>
    answer(ctx, { field: 'places', places: places === 0 ? null : places }),
  );
  onPress(composer, draftWhenButton, (ctx, { minute }) => {
    const startsAt = new Date(minute * 60_000);
    const refusal = momentRefusal(startsAt, ctx.work.now);
    // A button from last week, say.
    if (!refusal) return answer(ctx, { field: 'when', startsAt });
    toast(ctx, ctx.t.plain(`programme.${refusal}`, { when: startsAt }));
    return again(ctx);
  });
  onPress(composer, draftEditButton, (ctx, { field }) => move(ctx, (state) => edit(state, field)));
  onPress(composer, draftBackButton, (ctx) => move(ctx, back));
  onPress(composer, draftPauseButton, (ctx) => {
    if (!stateOf(ctx)) return outdated(ctx);
    ctx.dialogues.pause(draftDialogue.kind);
    show(ctx, pausedScreen(ctx.t));
  });

  onPress(composer, draftPublishButton, async (ctx) => {
    const state = stateOf(ctx);
    if (state?.step !== 'review') return outdated(ctx);
    const { union, draft } = state;
    const outcome = await deps.createActivity(ctx.work, ctx.actor, {
      union: union.id,
      kind: draft.kind,
      title: { [ctx.t.language]: draft.title },
      startsAt: new Date(draft.startsAt),
      place: { [ctx.t.language]: draft.place },
      capacity: draft.places,
    });
    switch (outcome.type) {
      case 'created':
        ctx.dialogues.close(draftDialogue);
        return deps.showPublished(ctx, outcome.activity);
      case 'notYours':
        ctx.dialogues.close(draftDialogue);
        toast(ctx, ctx.t.plain('programme.notYours'));
        return pick(ctx, 0);
      case 'past':
      case 'tooFar': {
        const note = ctx.t(`programme.${outcome.type}`, { when: new Date(draft.startsAt) });
        return enter(ctx, { step: 'edit', union, draft, field: 'when' }, note);
      }
    }
  });

  function halfDone(ctx: BotContext, left: DraftState): void {
    ctx.dialogues.save(draftDialogue, left);
    show(ctx, halfDoneScreen(left, settingOf(ctx)));
  }

  async function begin(ctx: BotContext, page: number): Promise<void> {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const [only, ...others] = unions;
    if (only && others.length === 0) return enter(ctx, { step: 'kind', union: only });
    return pick(ctx, page);
  }

  async function pick(ctx: BotContext, page: number): Promise<void> {
    const unions = await deps.unionsAnsweredFor(ctx.work, ctx.actor.scopes);
    const press = {
      union: (union: NamedUnion['id']) => draftUnionButton.press({ union }),
      turn: (to: number) => draftUnionsButton.press({ page: to }),
    };
    show(ctx, pickUnionScreen(ctx.t('programme.pickNew'), { unions, page }, press, ctx.t));
  }

  function answer(ctx: BotContext, what: Given): Promise<void> | void {
    return move(ctx, (state) => given(state, what));
  }

  /** Makes a move that belongs to the step she is at; any other comes from an old button. */
  function move(ctx: BotContext, to: (state: DraftState) => DraftState | null): Promise<void> | void {
    const state = stateOf(ctx);
    const next = state && to(state);
    if (!next) return outdated(ctx);
    enter(ctx, next);
  }

  function outdated(ctx: BotContext): Promise<void> | void {
    toast(ctx, ctx.t.plain('common.oldButton'));
    return again(ctx);
  }

  function again(ctx: BotContext, note: Html | null = null): Promise<void> | void {
    const state = stateOf(ctx);
    if (!state) return begin(ctx, 0);
    enter(ctx, state, note);
  }

  function enter(ctx: BotContext, state: DraftState, note: Html | null = null): void {
    ctx.dialogues.save(draftDialogue, state);
    show(ctx, stepScreen(state, settingOf(ctx), note));
  }

  /** What she wrote: the answer to the step's question, or a reminder of what it asks for. */
  function receive(ctx: BotContext): Promise<void> | void {
    const { typed, t } = ctx;
    const state = stateOf(ctx);
    const field = state && askedAt(state);
    if (!field || field === 'kind') return again(ctx, t('common.tapPlease'));
    if (typed === undefined) return again(ctx, t('common.textPlease'));
    const read = readAnswer(field, typed, settingOf(ctx));
    return 'answer' in read ? answer(ctx, read.answer) : again(ctx, read.note);
  }

  function settingOf(ctx: BotContext): Setting {
    return { now: ctx.work.now, timeZone: deps.timeZone, t: ctx.t };
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: draftDialogue.kind,
      receive,
      resume: (ctx) => again(ctx),
      title: (ctx) => ctx.t.plain('programme.title'),
    },
    beginDraft(ctx, state) {
      const left = stateOf(ctx);
      return left ? halfDone(ctx, left) : enter(ctx, state);
    },
  };
}

function stateOf(ctx: BotContext): DraftState | undefined {
  const place = ctx.dialogues.load(draftDialogue);
  return place.status === 'open' || place.status === 'paused' ? place.state : undefined;
}

type Read = { readonly answer: Given } | { readonly note: Html };

function readAnswer(
  field: 'title' | 'when' | 'place' | 'places',
  typed: string,
  { now, timeZone, t }: Setting,
): Read {
  switch (field) {
    case 'title': {
      const title = ActivityWords.safeParse(typed);
      if (title.success) return { answer: { field, title: title.data } };
      return { note: t('programme.unreadWords', { count: activityWordsMax }) };
    }
    case 'place': {
      const place = ActivityWords.safeParse(typed);
      if (place.success) return { answer: { field, place: place.data } };
      return { note: t('programme.unreadWords', { count: activityWordsMax }) };
    }
    case 'when': {
      const startsAt = readMoment(typed, now, timeZone);
      if (!startsAt) return { note: t('programme.unreadWhen') };
      const refusal = momentRefusal(startsAt, now);
      if (refusal) return { note: t(`programme.${refusal}`, { when: startsAt }) };
      return { answer: { field, startsAt } };
    }
    case 'places': {
      const number = /^\D{0,3}(\d{1,4})\D{0,3}$/u.exec(typed.normalize('NFKC').trim())?.[1];
      const places = Capacity.safeParse(number === undefined ? undefined : Number(number));
      if (places.success) return { answer: { field, places: places.data } };
      return { note: t('programme.unreadPlaces') };
    }
  }
}
