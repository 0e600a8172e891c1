import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DialogueConversation } from '../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import { show } from '../../bot/reply.ts';
import type { BuildingId, PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { RequestTransfer } from '../../services/membership/request-transfer.ts';
import {
  changeBackButton,
  changePlaceButton,
  changePutButton,
  changeSendButton,
  changeUnitAllButton,
  changeUnitButton,
  changeUnitPageButton,
  changeUnitSkipButton,
  changeUnitTypedButton,
  changeWorkButton,
} from '../buttons.ts';
import {
  askBuildingScreen,
  confirmScreen,
  type Found,
  foundScreen,
  outcomeScreen,
  putScreen,
  type UnitPage,
  unitScreen,
} from './change-view.ts';
import {
  advance,
  type ChangeEvent,
  type ChangeState,
  changeDialogue,
  lettersTyped,
  type Target,
} from './dialogue.ts';

export interface ChangeDeps {
  /** Buildings that may be meant, the likeliest first; one alone when it is clear. */
  readonly findBuildings: (work: Work, typed: string) => Promise<readonly Found[]>;
  readonly placeToJoin: (
    work: Work,
    building: BuildingId,
  ) => Promise<
    | {
        readonly building: Named & { readonly id: BuildingId };
        readonly union: Named & { readonly id: UnionId };
      }
    | undefined
  >;
  readonly findUnits: (work: Work, building: BuildingId, typed: string, page: number) => Promise<UnitPage>;
  readonly unitIn: (
    work: Work,
    building: BuildingId,
    unit: UnitId,
  ) => Promise<{ readonly name: string } | undefined>;
  /** The union she is a member of. */
  readonly unionOf: (work: Work, person: PersonId) => Promise<UnionId | null>;
  readonly requestTransfer: RequestTransfer;
}

/** Telling where she works now. Returns the dialogue for it. */
export function addChange(
  composer: Composer<BotContext>,
  deps: ChangeDeps,
  {
    dayOf,
    standing,
  }: {
    readonly dayOf: (date: string) => Date;
    /** How things stand; for who is no member, and for taps that come late. */
    readonly standing: (ctx: BotContext, note?: Html) => Promise<void>;
  },
): DialogueConversation & { readonly begin: (ctx: BotContext) => Promise<void> } {
  async function begin(ctx: BotContext): Promise<void> {
    if ((await deps.unionOf(ctx.work, ctx.person.id)) === null) return standing(ctx);
    await enter(ctx, { step: 'askBuilding' });
  }

  onPress(composer, changeWorkButton, begin);
  onPress(composer, changePlaceButton, (ctx, { building }) => choose(ctx, building));
  onPress(composer, changeUnitButton, async (ctx, { unit }) => {
    const state = here(ctx);
    if (state?.step !== 'askUnit') return old(ctx);
    const found = await deps.unitIn(ctx.work, state.target.building, unit);
    if (!found) return enter(ctx, { ...state, page: 0 }, ctx.t('membership.unitGone'));
    const given = { kind: 'listed', unit, name: found.name } as const;
    await move(ctx, { type: 'unitGiven', unit: given, within: await isWithin(ctx, state) });
  });
  onPress(composer, changeUnitPageButton, (ctx, { page }) => move(ctx, { type: 'paged', page }));
  onPress(composer, changeUnitAllButton, (ctx) => move(ctx, { type: 'narrowed', typed: '' }));
  onPress(composer, changeUnitTypedButton, async (ctx) => {
    const state = here(ctx);
    if (state?.step !== 'askUnit') return old(ctx);
    await move(ctx, { type: 'typedTaken', within: await isWithin(ctx, state) });
  });
  onPress(composer, changeUnitSkipButton, async (ctx) => {
    const state = here(ctx);
    if (state?.step !== 'askUnit') return old(ctx);
    await move(ctx, { type: 'unitGiven', unit: { kind: 'unsaid' }, within: await isWithin(ctx, state) });
  });
  onPress(composer, changeBackButton, (ctx, { to }) => move(ctx, { type: 'wentBack', to }));
  onPress(composer, changePutButton, (ctx) => {
    if (!here(ctx)) return old(ctx);
    ctx.dialogues.close(changeDialogue);
    show(ctx, putScreen(ctx.t));
  });
  onPress(composer, changeSendButton, send);

  async function send(ctx: BotContext): Promise<void> {
    const state = here(ctx);
    if (state?.step !== 'confirm') return old(ctx);
    const { building, union } = state.target;
    const outcome = await deps.requestTransfer(ctx.work, ctx.actor, { building, union, unit: state.unit });
    switch (outcome.type) {
      case 'unitGone':
        return enter(
          ctx,
          { step: 'askUnit', target: state.target, typed: '', page: 0 },
          ctx.t('membership.unitGone'),
        );
      case 'notCovered':
        return enter(ctx, { step: 'askBuilding' }, ctx.t('membership.buildingGone'));
      case 'notMember':
        ctx.dialogues.close(changeDialogue);
        return standing(ctx);
      default:
        ctx.dialogues.close(changeDialogue);
        return show(ctx, outcomeScreen(outcome, dayOf, ctx.t));
    }
  }

  async function choose(ctx: BotContext, building: BuildingId): Promise<void> {
    if (!here(ctx)) return old(ctx);
    const found = await deps.placeToJoin(ctx.work, building);
    if (!found) return enter(ctx, { step: 'askBuilding' }, ctx.t('membership.buildingGone'));
    const target: Target = {
      building: found.building.id,
      union: found.union.id,
      buildingNamed: namesOf(found.building),
      unionNamed: namesOf(found.union),
    };
    await move(ctx, { type: 'placed', target });
  }

  async function isWithin(ctx: BotContext, { target }: { readonly target: Target }): Promise<boolean> {
    return (await deps.unionOf(ctx.work, ctx.person.id)) === target.union;
  }

  async function receive(ctx: BotContext): Promise<void> {
    const state = here(ctx);
    if (!state) return startAgain(ctx, changeDialogue.kind);
    const { typed } = ctx;
    if (state.step === 'askUnit') {
      const letters = typed === undefined ? null : lettersTyped(typed);
      if (letters === null) return enter(ctx, state, ctx.t('membership.unitUnread'));
      return move(ctx, { type: 'narrowed', typed: letters });
    }
    if (state.step === 'confirm') return enter(ctx, state);
    if (typed === undefined) return enter(ctx, state, ctx.t('membership.buildingUnread'));
    const found = await deps.findBuildings(ctx.work, typed);
    const [only] = found;
    if (only && found.length === 1) return choose(ctx, only.building);
    show(ctx, foundScreen(typed, found, ctx.t));
  }

  /** Takes a step and shows where it leads. A tap that belongs to another step changes nothing. */
  async function move(ctx: BotContext, event: ChangeEvent): Promise<void> {
    const state = here(ctx);
    const next = state && advance(state, event);
    return next ? enter(ctx, next) : old(ctx);
  }

  /** Makes this the open dialogue, at this step. */
  async function enter(ctx: BotContext, state: ChangeState, hint?: Html): Promise<void> {
    ctx.dialogues.save(changeDialogue, state);
    switch (state.step) {
      case 'askBuilding':
        return show(ctx, askBuildingScreen(ctx.t, hint));
      case 'askUnit': {
        const { target, typed, page } = state;
        const units = await deps.findUnits(ctx.work, target.building, typed, page);
        return show(ctx, unitScreen(state, units, ctx.t, hint));
      }
      case 'confirm':
        return show(ctx, confirmScreen(state, ctx.t));
    }
  }

  function here(ctx: BotContext): ChangeState | null {
    const place = ctx.dialogues.load(changeDialogue);
    return 'state' in place ? place.state : null;
  }

  function old(ctx: BotContext): Promise<void> {
    const state = here(ctx);
    return answerOldButton(ctx, () => (state ? enter(ctx, state) : standing(ctx)));
  }

  return {
    kind: changeDialogue.kind,
    begin,
    receive,
    resume(ctx) {
      const state = here(ctx);
      return state ? enter(ctx, state) : startAgain(ctx, changeDialogue.kind);
    },
    isEmpty: (ctx) => here(ctx)?.step === 'askBuilding',
    title: (ctx) => ctx.t.plain('membership.moveTitle'),
  };
}

function namesOf({ name, nameEn }: Named): Named {
  return { name, nameEn };
}
