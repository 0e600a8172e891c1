import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DialogueConversation } from '../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import { show } from '../../bot/reply.ts';
import { type Actor, isStaff, type Scope } from '../../domain/actor.ts';
import type { BuildingId, StallId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { readMoment } from '../../domain/read-moment.ts';
import { stallHoursAtMost } from '../../domain/stall.ts';
import { StallWords } from '../../domain/stall-place.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import type { OpenStall } from '../../services/stalls/open-stall.ts';
import {
  openStallButton,
  stallBackButton,
  stallForAllButton,
  stallForBuildingButton,
  stallForStreetButton,
  stallForUnionButton,
  stallForUnitButton,
  stallPauseButton,
  stallUntilButton,
} from '../buttons.ts';
import { advance, type OpeningEvent, type OpeningState, openingDialogue } from './dialogue.ts';
import { nothingOffered, type Offers, openingScreen } from './opening-view.ts';
import { asTyped } from './view.ts';

export interface OpeningDeps {
  readonly openStall: OpenStall;
  readonly scopeNames: (work: Work, scopes: readonly Scope[]) => Promise<Offers['scopes']>;
  /** Buildings she may mean by what she typed. */
  readonly findBuildings: (work: Work, actor: Actor, typed: string) => Promise<Offers['buildings']>;
  readonly buildingNamed: (work: Work, building: BuildingId) => Promise<Named | undefined>;
  readonly findUnits: (
    work: Work,
    building: BuildingId,
    typed: string,
  ) => Promise<readonly { readonly id: UnitId; readonly name: string }[]>;
  readonly timeZone: string;
}

const hoursOffered = [2, 4, 8] as const;
const mostOffered = 6;

/** Opening a stall: for whom, where it stands, until when. */
export function addOpening(
  composer: Composer<BotContext>,
  deps: OpeningDeps,
  back: {
    readonly opened: (ctx: BotContext, stall: StallId) => Promise<void>;
    readonly menu: (ctx: BotContext) => Promise<void>;
  },
): DialogueConversation {
  onPress(composer, openStallButton, async (ctx) => {
    if (!isStaff(ctx.actor)) return back.menu(ctx);
    await enter(ctx, { step: 'where' });
  });
  onPress(composer, stallForStreetButton, (ctx, { street }) =>
    move(ctx, { type: 'wide', for: { kind: 'street', street } }),
  );
  onPress(composer, stallForUnionButton, (ctx, { union }) =>
    move(ctx, { type: 'wide', for: { kind: 'union', union } }),
  );
  onPress(composer, stallForBuildingButton, async (ctx, { building }) => {
    const named = await deps.buildingNamed(ctx.work, building);
    if (!named) return old(ctx);
    await move(ctx, { type: 'building', building, name: shortNameIn(named, ctx.t) });
  });
  onPress(composer, stallForUnitButton, (ctx, { unit }) => move(ctx, { type: 'unit', unit }));
  onPress(composer, stallForAllButton, (ctx) => move(ctx, { type: 'unit', unit: null }));
  onPress(composer, stallBackButton, (ctx) => move(ctx, { type: 'back' }));
  onPress(composer, stallPauseButton, async (ctx) => {
    ctx.dialogues.pause(openingDialogue.kind);
    await back.menu(ctx);
  });
  onPress(composer, stallUntilButton, (ctx, { minute }) => openUntil(ctx, new Date(minute * 60_000)));

  async function move(ctx: BotContext, event: OpeningEvent): Promise<void> {
    const place = ctx.dialogues.load(openingDialogue);
    const next = 'state' in place ? advance(place.state, event) : null;
    return next ? enter(ctx, next) : old(ctx);
  }

  async function enter(
    ctx: BotContext,
    state: OpeningState,
    hint?: Html,
    found: Partial<Offers> = {},
  ): Promise<void> {
    ctx.dialogues.save(openingDialogue, state);
    const offers: Offers = {
      ...nothingOffered,
      ...(state.step === 'where' ? { scopes: await deps.scopeNames(ctx.work, ctx.actor.scopes) } : {}),
      ...(state.step === 'until' ? { until: endings(ctx.work.now) } : {}),
      ...found,
    };
    show(ctx, openingScreen(state, offers, ctx.t, hint));
  }

  async function openUntil(ctx: BotContext, until: Date): Promise<void> {
    const here = ctx.dialogues.load(openingDialogue);
    if (!('state' in here) || here.state.step !== 'until') return old(ctx);
    const { state } = here;
    const outcome = await deps.openStall(ctx.work, ctx.actor, { for: state.for, place: state.place, until });
    switch (outcome.type) {
      case 'wrongTime':
        return enter(ctx, state, ctx.t('stall.untilUnread'));
      case 'notYours':
        return enter(ctx, { step: 'where' }, ctx.t('stall.notYours'));
      case 'opened':
        ctx.dialogues.close(openingDialogue);
        return back.opened(ctx, outcome.stall);
    }
  }

  async function receive(ctx: BotContext): Promise<void> {
    const here = ctx.dialogues.load(openingDialogue);
    if (!('state' in here)) return startAgain(ctx, openingDialogue.kind);
    const { state } = here;
    const typed = ctx.typed ?? '';
    const { t } = ctx;
    const quoted = { typed: asTyped(typed) };
    switch (state.step) {
      case 'where': {
        const buildings = (await deps.findBuildings(ctx.work, ctx.actor, typed)).slice(0, mostOffered);
        const hint = buildings.length > 0 ? t('stall.forWhich') : t('stall.forNone', quoted);
        return enter(ctx, state, hint, buildings.length > 0 ? { buildings, scopes: [] } : {});
      }
      case 'unit': {
        const units = (await deps.findUnits(ctx.work, state.building, typed)).slice(0, mostOffered);
        const hint =
          units.length > 0 ? t('stall.unitWhich') : t('stall.unitNone', { ...quoted, building: state.name });
        return enter(ctx, state, hint, { units });
      }
      case 'place': {
        const place = StallWords.safeParse(typed);
        if (!place.success) return enter(ctx, state, t('stall.placeUnread'));
        return move(ctx, { type: 'placed', place: place.data });
      }
      case 'until': {
        const { now } = ctx.work;
        const until =
          readMoment(typed, now, deps.timeZone) ?? readMoment(`今天 ${typed}`, now, deps.timeZone);
        const ms = until ? until.getTime() - now.getTime() : 0;
        if (!until || ms <= 0 || ms > stallHoursAtMost * 3_600_000)
          return enter(ctx, state, t('stall.untilUnread'));
        return openUntil(ctx, until);
      }
    }
  }

  function old(ctx: BotContext): Promise<void> {
    return answerOldButton(ctx, () => back.menu(ctx));
  }

  return {
    kind: openingDialogue.kind,
    receive,
    resume(ctx) {
      const here = ctx.dialogues.load(openingDialogue);
      return 'state' in here ? enter(ctx, here.state) : startAgain(ctx, openingDialogue.kind);
    },
    isEmpty(ctx) {
      const here = ctx.dialogues.load(openingDialogue);
      return 'state' in here && here.state.step === 'where';
    },
    title: (ctx) => ctx.t.plain('stall.title'),
  };
}

/** Some hours from now, at a round quarter. */
function endings(now: Date): readonly Date[] {
  const quarter = 15 * 60_000;
  return hoursOffered.map((hours) => {
    const at = now.getTime() + hours * 3_600_000;
    return new Date(Math.ceil(at / quarter) * quarter);
  });
}
