import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { show } from '../../bot/reply.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import { readMoment } from '../../domain/read-moment.ts';
import { readClock, readEnd, readException, readMonthDay } from '../../domain/read-timing.ts';
import {
  beginSeries,
  bringBack,
  changeRhythm,
  endAfter,
  leaveOut,
  moveTo,
} from '../../domain/series-edits.ts';
import type { Pattern, Series, Timing } from '../../domain/timing.ts';
import type { Html } from '../../i18n/index.ts';
import type { DecideBroadcastSlot } from '../../services/series/decide-slot.ts';
import type { ReadTiming, TimingFacts } from '../../services/series/read-timing.ts';
import type { SetTiming } from '../../services/series/set-timing.ts';
import type { SteerSeries } from '../../services/series/steer-series.ts';
import {
  broadcastSlotButton,
  timingAtButton,
  timingBringBackButton,
  timingButton,
  timingDayButton,
  timingEndAskButton,
  timingEndsButton,
  timingExceptButton,
  timingHolidaysButton,
  timingHourButton,
  timingLeaveOutButton,
  timingMinuteButton,
  timingMoveButton,
  timingNowButton,
  timingNthButton,
  timingSeriesButton,
  timingSetButton,
  timingShiftButton,
  timingTimesButton,
  timingWeekdayButton,
} from '../buttons.ts';
import type { ReadDraftPart } from '../draft-part.ts';
import { clockOf, dayOf, patternOf } from './codes.ts';
import { type TimingState, timingDialogue } from './dialogue.ts';
import {
  askAtScreen,
  askDayScreen,
  askEveryScreen,
  askHourScreen,
  askNthScreen,
  askWeekdayScreen,
  endsScreen,
  exceptScreen,
  refusalNote,
} from './questions-view.ts';
import { endAskScreen, notYoursScreen, type Setting, timingPart, timingScreen } from './view.ts';

export interface TimingDeps {
  readonly readTiming: ReadTiming;
  readonly setTiming: SetTiming;
  readonly steerSeries: SteerSeries;
  readonly decideSlot: DecideBroadcastSlot;
  readonly timeZone: string;
}

/** When a broadcast goes out: at once, at a time, or as a series; what becomes of a slot that was held. */
export function timingConversation(deps: TimingDeps): Conversation & { readonly part: ReadDraftPart } {
  const composer = new Composer<BotContext>();

  onPress(composer, timingButton, (ctx, { broadcast }) => page(ctx, broadcast));
  onPress(composer, timingNowButton, (ctx, { broadcast }) => set(ctx, broadcast, () => null));
  onPress(composer, timingAtButton, (ctx, { broadcast }) => ask(ctx, { step: 'at', broadcast }));
  onPress(composer, timingMinuteButton, (ctx, { broadcast, minute }) =>
    setAt(ctx, broadcast, new Date(minute * 60_000)),
  );

  onPress(composer, timingSeriesButton, (ctx, { broadcast }) =>
    see(ctx, broadcast, () => askEveryScreen(broadcast, ctx.t)),
  );
  onPress(composer, timingNthButton, (ctx, { broadcast }) =>
    see(ctx, broadcast, () => askNthScreen(broadcast, ctx.t)),
  );
  onPress(composer, timingWeekdayButton, (ctx, { broadcast, every }) =>
    see(ctx, broadcast, () => askWeekdayScreen(broadcast, every, ctx.t)),
  );
  onPress(composer, timingDayButton, (ctx, { broadcast }) => ask(ctx, { step: 'day', broadcast }));
  onPress(composer, timingHourButton, (ctx, { broadcast, pattern }) =>
    ask(ctx, { step: 'hour', broadcast, pattern: patternOf(pattern) }),
  );
  onPress(composer, timingSetButton, (ctx, { broadcast, pattern, time }) =>
    setSeries(ctx, broadcast, patternOf(pattern), clockOf(time)),
  );

  onPress(composer, timingShiftButton, (ctx, { broadcast, day }) =>
    edit(ctx, broadcast, (series) => ({ ...series, from: dayOf(day) })),
  );
  onPress(composer, timingHolidaysButton, (ctx, { broadcast, skip }) =>
    edit(ctx, broadcast, (series) => ({ ...series, skipHolidays: skip === 'y' })),
  );
  onPress(composer, timingExceptButton, (ctx, { broadcast }) => ask(ctx, { step: 'except', broadcast }));
  onPress(composer, timingLeaveOutButton, (ctx, { broadcast, day }) =>
    edit(ctx, broadcast, (series) => leaveOut(series, dayOf(day)), 'except'),
  );
  onPress(composer, timingBringBackButton, (ctx, { broadcast, day }) =>
    edit(ctx, broadcast, (series) => bringBack(series, dayOf(day)), 'except'),
  );
  onPress(composer, timingEndsButton, (ctx, { broadcast }) => ask(ctx, { step: 'ends', broadcast }));
  onPress(composer, timingTimesButton, (ctx, { broadcast, times }) =>
    edit(ctx, broadcast, (series) => endAfter(series, times || null, ctx.work.now, deps.timeZone)),
  );

  onPress(composer, timingEndAskButton, (ctx, { broadcast }) =>
    see(ctx, broadcast, (facts) => (facts.state === 'ended' ? null : endAskScreen(facts, ctx.t))),
  );
  onPress(composer, timingMoveButton, async (ctx, { broadcast, move }) => {
    const steered = await deps.steerSeries(ctx.work, ctx.actor, { broadcast, move });
    const { t } = ctx;
    switch (steered.type) {
      case 'paused':
        return page(ctx, broadcast, t('timing.pausedNow'));
      case 'ended':
        return page(ctx, broadcast, t('timing.endedNow'));
      case 'resumed':
        return page(ctx, broadcast, t('timing.resumedNow', { when: steered.nextAt }));
      case 'past':
        return page(ctx, broadcast, t('timing.pastNow'));
      case 'tooLate':
        return page(ctx, broadcast, t('timing.notNow'));
      case 'notYours':
        return lost(ctx);
    }
  });

  onPress(composer, broadcastSlotButton, async (ctx, { broadcast, slot, send }) => {
    const decided = await deps.decideSlot(ctx.work, ctx.actor, {
      broadcast,
      slot: new Date(slot * 60_000),
      send: send === 'y',
    });
    const { t } = ctx;
    switch (decided.type) {
      case 'sent':
        return page(ctx, broadcast, t('timing.heldSent'));
      case 'skipped':
        return page(ctx, broadcast, t('timing.heldSkipped'));
      case 'settled':
        return page(ctx, broadcast, t('timing.heldSettled'));
      case 'scopeGone':
        return page(ctx, broadcast, t('timing.heldNobody'));
      case 'tooFew':
        return page(ctx, broadcast, t('release.block_tooFew'));
      case 'notYours':
        return lost(ctx);
    }
  });

  const settingOf = (ctx: BotContext): Setting => ({ now: ctx.work.now, timeZone: deps.timeZone, t: ctx.t });

  /** How things stand; what she types next isn't meant for it. */
  async function page(ctx: BotContext, broadcast: BroadcastId, note: Html | null = null): Promise<void> {
    ctx.dialogues.close(timingDialogue);
    await see(ctx, broadcast, (facts) => timingScreen(facts, settingOf(ctx), note));
  }

  async function see(
    ctx: BotContext,
    broadcast: BroadcastId,
    screen: (facts: TimingFacts) => ReturnType<typeof timingScreen> | null,
  ): Promise<void> {
    const facts = await deps.readTiming(ctx.work, ctx.actor, broadcast);
    if (!facts) return lost(ctx);
    // A question put aside, here or in another dialogue, mustn't swallow what she types next.
    ctx.dialogues.pause();
    show(ctx, screen(facts) ?? timingScreen(facts, settingOf(ctx), ctx.t('timing.notNow')));
  }

  function lost(ctx: BotContext): void {
    ctx.dialogues.close(timingDialogue);
    show(ctx, notYoursScreen(ctx.t));
  }

  /** Asks, and takes what she types for the answer. */
  async function ask(
    ctx: BotContext,
    state: TimingState,
    extra: { readonly note?: Html | null; readonly morning?: Date | null } = {},
  ): Promise<void> {
    const facts = await deps.readTiming(ctx.work, ctx.actor, state.broadcast);
    if (!facts) return lost(ctx);
    const { timing } = facts;
    const series = timing?.kind === 'series' ? timing : null;
    if ((state.step === 'except' || state.step === 'ends') && !series)
      return page(ctx, state.broadcast, ctx.t('timing.notNow'));
    ctx.dialogues.save(timingDialogue, state);
    const { note = null } = extra;
    const setting = settingOf(ctx);
    switch (state.step) {
      case 'at':
        return show(ctx, askAtScreen(facts, setting, extra));
      case 'day':
        return show(ctx, askDayScreen(state.broadcast, ctx.t, note));
      case 'hour':
        return show(ctx, askHourScreen(facts, state.pattern, ctx.t, note));
      case 'except':
        return show(ctx, exceptScreen(facts, series as Series, setting, note));
      case 'ends':
        return show(ctx, endsScreen(facts, ctx.t, note));
    }
  }

  function setAt(ctx: BotContext, broadcast: BroadcastId, at: Date): Promise<void> {
    return set(ctx, broadcast, () => ({ kind: 'at', at: at.toISOString() }), { step: 'at', broadcast });
  }

  function setSeries(ctx: BotContext, broadcast: BroadcastId, pattern: Pattern, time: string): Promise<void> {
    const { now } = ctx.work;
    return set(
      ctx,
      broadcast,
      ({ timing }) =>
        timing?.kind === 'series'
          ? changeRhythm(timing, { pattern, time }, now, deps.timeZone)
          : beginSeries({ pattern, time }, now, deps.timeZone),
      { step: 'hour', broadcast, pattern },
    );
  }

  /** Changes a series that there is; null: too much has been changed of it. */
  async function edit(
    ctx: BotContext,
    broadcast: BroadcastId,
    change: (series: Series) => Series | null,
    backTo?: 'except',
  ): Promise<void> {
    const facts = await deps.readTiming(ctx.work, ctx.actor, broadcast);
    if (!facts) return lost(ctx);
    if (facts.timing?.kind !== 'series') return page(ctx, broadcast, ctx.t('timing.notNow'));
    const changed = change(facts.timing);
    if (!changed) return ask(ctx, { step: 'except', broadcast }, { note: ctx.t('timing.tooManyExcept') });
    return set(ctx, broadcast, () => changed, { step: backTo ?? 'ends', broadcast }, backTo);
  }

  /** @param asked where a refusal leads back to */
  async function set(
    ctx: BotContext,
    broadcast: BroadcastId,
    timing: (facts: TimingFacts) => Timing | null,
    asked: TimingState = { step: 'at', broadcast },
    backTo?: 'except',
  ): Promise<void> {
    const facts = await deps.readTiming(ctx.work, ctx.actor, broadcast);
    if (!facts) return lost(ctx);
    const chosen = timing(facts);
    const outcome = await deps.setTiming(ctx.work, ctx.actor, { broadcast, timing: chosen });
    switch (outcome.type) {
      case 'set':
        if (backTo) return ask(ctx, { step: backTo, broadcast }, { note: ctx.t('timing.set') });
        return page(ctx, broadcast, ctx.t('timing.set'));
      case 'refused': {
        const { refusal } = outcome;
        const time = chosen?.kind === 'series' ? chosen.time : null;
        const note = refusalNote(refusal, facts, time, ctx.t);
        const morning = time === null && refusal.type === 'quiet' ? refusal.until : null;
        return ask(ctx, asked, { note, morning });
      }
      case 'over':
      case 'releasedOnce':
        return page(ctx, broadcast, ctx.t(`timing.${outcome.type}`));
      case 'notYours':
        return lost(ctx);
    }
  }

  /** What she wrote in answer to a question. */
  async function receive(ctx: BotContext): Promise<void> {
    const state = stateOf(ctx);
    if (!state) return lost(ctx);
    const { broadcast, step } = state;
    const { typed, t } = ctx;
    const { now } = ctx.work;
    const again = (note: Html) => ask(ctx, state, { note });
    if (typed === undefined) return again(t('common.textPlease'));
    switch (step) {
      case 'at': {
        const at = readMoment(typed, now, deps.timeZone);
        return at ? setAt(ctx, broadcast, at) : again(t('timing.unreadAt'));
      }
      case 'day': {
        const day = readMonthDay(typed);
        if (day === null) return again(t('timing.unreadDay'));
        return ask(ctx, { step: 'hour', broadcast, pattern: { every: 'monthDay', day } });
      }
      case 'hour': {
        const time = readClock(typed);
        return time ? setSeries(ctx, broadcast, state.pattern, time) : again(t('timing.unreadHour'));
      }
      case 'except': {
        const read = readException(typed, now, deps.timeZone);
        if (!read) return again(t('timing.unreadExcept'));
        const { day, instead } = read;
        return edit(
          ctx,
          broadcast,
          (series) => (instead === null ? leaveOut(series, day) : moveTo(series, day, instead)),
          'except',
        );
      }
      case 'ends': {
        const read = readEnd(typed, now, deps.timeZone);
        if (!read) return again(t('timing.unreadEnds'));
        return edit(ctx, broadcast, (series) =>
          'until' in read ? { ...series, ends: read } : endAfter(series, read.times, now, deps.timeZone),
        );
      }
    }
  }

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: timingDialogue.kind,
      receive,
      resume: async (ctx) => {
        const state = stateOf(ctx);
        return state ? ask(ctx, state) : lost(ctx);
      },
      isEmpty: () => true,
      title: (ctx) => ctx.t.plain('timing.dialogue'),
    },
    async part(ctx, draft) {
      const facts = await deps.readTiming(ctx.work, ctx.actor, draft.id);
      return facts ? timingPart(facts, ctx.t) : { lines: [], rows: [] };
    },
  };
}

function stateOf(ctx: BotContext): TimingState | undefined {
  const place = ctx.dialogues.load(timingDialogue);
  return place.status === 'open' || place.status === 'paused' ? place.state : undefined;
}
