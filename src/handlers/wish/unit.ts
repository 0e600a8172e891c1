import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DialogueConversation } from '../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import { show } from '../../bot/reply.ts';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import { type UnitGiven, WrittenUnit } from '../../domain/membership.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { ReadWish } from '../../services/wishes/read-wish.ts';
import type { SayUnit } from '../../services/wishes/say-unit.ts';
import {
  wishUnitAllButton,
  wishUnitButton,
  wishUnitLeaveButton,
  wishUnitNoneButton,
  wishUnitPageButton,
  wishUnitPickButton,
  wishUnitTypedButton,
} from '../buttons.ts';
import { placeOf } from '../wish-place.ts';
import { type UnitState, unitDialogue } from './dialogue.ts';
import type { Screens } from './index.ts';
import { type UnitPage, unitScreen } from './unit-view.ts';

export interface UnitDeps extends Screens {
  readonly readWish: ReadWish;
  readonly findUnits: (work: Work, building: BuildingId, typed: string, page: number) => Promise<UnitPage>;
  readonly sayUnit: SayUnit;
}

const none: UnitPage = { units: [], page: 0, pages: 1, total: 0 };

/** Adding to a wish where in the building she works; it may be left out, and taken away again. */
export function addUnit(composer: Composer<BotContext>, deps: UnitDeps): DialogueConversation {
  onPress(composer, wishUnitButton, async (ctx, fields) => {
    const view = await deps.readWish(ctx.work, ctx.person.id, placeOf(fields));
    if (view.type !== 'open' || !view.mine) return deps.showWish(ctx, placeOf(fields));
    const { name, nameEn } = view.named;
    await enter(ctx, { step: 'askUnit', place: view.place, named: { name, nameEn }, typed: '', page: 0 });
  });
  onPress(composer, wishUnitPageButton, (ctx, { page }) => change(ctx, (state) => ({ ...state, page })));
  onPress(composer, wishUnitAllButton, (ctx) => change(ctx, (state) => ({ ...state, typed: '', page: 0 })));
  onPress(composer, wishUnitPickButton, (ctx, { unit }) => pick(ctx, unit));
  onPress(composer, wishUnitTypedButton, (ctx) => {
    const state = stateOf(ctx);
    const written = WrittenUnit.safeParse(state?.typed);
    return state && written.success ? give(ctx, state, { kind: 'written', name: written.data }) : old(ctx);
  });
  onPress(composer, wishUnitNoneButton, (ctx) => {
    const state = stateOf(ctx);
    return state ? give(ctx, state, { kind: 'unsaid' }) : old(ctx);
  });
  onPress(composer, wishUnitLeaveButton, (ctx) => {
    const state = stateOf(ctx);
    if (!state) return old(ctx);
    ctx.dialogues.close(unitDialogue);
    return deps.showWish(ctx, state.place);
  });

  const pick = (ctx: BotContext, unit: UnitId) => {
    const state = stateOf(ctx);
    return state ? give(ctx, state, { kind: 'listed', unit, name: '' }) : old(ctx);
  };

  async function give(ctx: BotContext, state: UnitState, unit: UnitGiven): Promise<void> {
    const { type } = await deps.sayUnit(ctx.work, ctx.actor, { place: state.place, unit });
    if (type === 'unitGone') return enter(ctx, { ...state, page: 0 }, ctx.t('wish.unitGone'));
    ctx.dialogues.close(unitDialogue);
    await deps.showWish(ctx, state.place);
  }

  function change(ctx: BotContext, to: (state: UnitState) => UnitState): Promise<void> {
    const state = stateOf(ctx);
    return state ? enter(ctx, to(state)) : old(ctx);
  }

  async function enter(ctx: BotContext, state: UnitState, hint?: Html): Promise<void> {
    ctx.dialogues.save(unitDialogue, state);
    const { place, typed, page } = state;
    const units =
      place.kind === 'building' ? await deps.findUnits(ctx.work, place.building, typed, page) : none;
    show(ctx, unitScreen(state, units, ctx.t, hint));
  }

  /** Of a wish that was given its unit, or taken back: there is nothing to go on with. */
  function old(ctx: BotContext): Promise<void> {
    return answerOldButton(ctx, () => deps.showMine(ctx));
  }

  return {
    kind: unitDialogue.kind,
    async receive(ctx) {
      const state = stateOf(ctx);
      if (!state) return startAgain(ctx, unitDialogue.kind);
      const typed = WrittenUnit.safeParse(ctx.typed);
      if (!typed.success) return enter(ctx, state, ctx.t('wish.unitUnread'));
      // Of a building we have no list for, what she writes is the answer.
      if (state.place.kind === 'proposal') return give(ctx, state, { kind: 'written', name: typed.data });
      await enter(ctx, { ...state, typed: typed.data, page: 0 });
    },
    resume(ctx) {
      const state = stateOf(ctx);
      return state ? enter(ctx, state) : startAgain(ctx, unitDialogue.kind);
    },
    title: (ctx) => ctx.t.plain('wish.unitTitle'),
  };
}

function stateOf(ctx: BotContext): UnitState | undefined {
  const place = ctx.dialogues.load(unitDialogue);
  return 'state' in place ? place.state : undefined;
}
