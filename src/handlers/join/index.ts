import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { startAgain } from '../../bot/create-bot.ts';
import { show } from '../../bot/reply.ts';
import type { BuildingId, PersonId, StallId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { likelyName } from '../../domain/membership.ts';
import type { Work } from '../../domain/work.ts';
import type { ReadFormerSelf } from '../../services/membership/read-former-self.ts';
import type { WithdrawApplication } from '../../services/withdraw-application.ts';
import {
  joinAfreshButton,
  joinAgreeButton,
  joinBackButton,
  joinButton,
  joinConfidantsButton,
  joinEditButton,
  joinNameButton,
  joinNewsButton,
  joinPauseButton,
  joinSubmitButton,
  joinUnitAllButton,
  joinUnitButton,
  joinUnitPageButton,
  joinUnitSkipButton,
  joinUnitTypedButton,
  joinUnitUnlistedButton,
} from '../buttons.ts';
import { begin, beginAgain, type JoinState, joinDialogue, type Target } from './dialogue.ts';
import { contactOf, type FormDeps, isHere, joinForm } from './form.ts';
import {
  findFirstScreen,
  halfDoneElsewhereScreen,
  halfDoneScreen,
  notCoveredScreen,
  pausedScreen,
} from './view.ts';
import { addWithdrawal } from './withdraw.ts';

/** A building, and whom somebody who works there joins: the union that covers it, or the street's federation. */
interface JoinPlace {
  readonly building: Named & { readonly id: BuildingId };
  readonly union: Named & { readonly id: UnionId };
}

/** The stall at which she is, and what its code fills in. */
interface VisitedStall {
  readonly stall: StallId;
  readonly building: BuildingId | null;
  readonly unit: UnitId | null;
  readonly unitName: string | null;
}

export interface JoinDeps extends FormDeps {
  readonly placeToJoin: (work: Work, building: BuildingId) => Promise<JoinPlace | undefined>;
  readonly openVisit: (work: Work, person: PersonId) => Promise<VisitedStall | undefined>;
  readonly withdrawApplication: WithdrawApplication;
  /** What somebody who was a member before needn't give again. */
  readonly formerSelf: ReadFormerSelf;
}

/** Joining the union of a building: name, unit, phone, consent, review. And taking the application back. */
export function joinConversation(deps: JoinDeps): Conversation & {
  /** Begins the form, or goes on with it. */
  readonly start: (ctx: BotContext, building: BuildingId) => Promise<void>;
} {
  const composer = new Composer<BotContext>();
  const { settled, enter, move, chooseUnit, agree, submit, receive, old } = joinForm(deps);

  composer.command('join', async (ctx) => {
    const place = ctx.dialogues.load(joinDialogue);
    if (place.status === 'none' || place.status === 'outdated') {
      return (await settled(ctx)) ?? show(ctx, findFirstScreen(ctx.t));
    }
    // The offer is the way back in: no second card after it.
    if (ctx.interrupted === joinDialogue.kind) ctx.interrupted = undefined;
    show(ctx, halfDoneScreen(place.state.target.buildingNamed, ctx.t));
  });
  onPress(composer, joinButton, (ctx, { building }) => start(ctx, building, 'asked'));
  onPress(composer, joinAfreshButton, (ctx, { building }) => start(ctx, building, 'afresh'));

  onPress(composer, joinNameButton, (ctx) => move(ctx, { type: 'suggestionTaken' }));
  onPress(composer, joinUnitButton, chooseUnit);
  onPress(composer, joinUnitPageButton, (ctx, { page }) => move(ctx, { type: 'paged', page }));
  onPress(composer, joinUnitAllButton, (ctx) => move(ctx, { type: 'narrowed', typed: '' }));
  onPress(composer, joinUnitUnlistedButton, (ctx) => move(ctx, { type: 'unlisted' }));
  onPress(composer, joinUnitTypedButton, (ctx) => move(ctx, { type: 'typedTaken' }));
  onPress(composer, joinUnitSkipButton, (ctx) =>
    move(ctx, { type: 'unitGiven', unit: { kind: 'unsaid' } }, 'writeUnit'),
  );
  onPress(composer, joinNewsButton, (ctx, { on }) => move(ctx, { type: 'newsChosen', news: on === 'yes' }));
  onPress(composer, joinConfidantsButton, (ctx, { to }) =>
    move(ctx, { type: 'confidantsChosen', visibleTo: to }),
  );
  onPress(composer, joinAgreeButton, agree);
  onPress(composer, joinEditButton, (ctx, { field }) => move(ctx, { type: 'edited', field }));
  onPress(composer, joinBackButton, (ctx, { from }) => move(ctx, { type: 'wentBack' }, from));
  onPress(composer, joinSubmitButton, submit);
  onPress(composer, joinPauseButton, (ctx) => {
    if (ctx.dialogues.load(joinDialogue).status === 'none') return old(ctx);
    ctx.dialogues.pause(joinDialogue.kind);
    show(ctx, pausedScreen(ctx.t));
  });

  addWithdrawal(composer, deps);

  // The key that sends her number outlives an interruption, and what it sends is meant for nothing else.
  composer.use((ctx, next) => {
    if (!contactOf(ctx) || ctx.dialogues.openKind !== undefined) return next();
    const place = ctx.dialogues.load(joinDialogue);
    return place.status === 'paused' && place.state.step === 'askPhone' ? receive(ctx) : next();
  });

  async function start(ctx: BotContext, building: BuildingId, how: 'asked' | 'afresh'): Promise<void> {
    if (await settled(ctx)) return;
    const found = await deps.placeToJoin(ctx.work, building);
    if (!found) return show(ctx, notCoveredScreen(ctx.t));
    const target: Target = {
      building: found.building.id,
      union: found.union.id,
      buildingNamed: namesOf(found.building),
      unionNamed: namesOf(found.union),
      stall: await stallAt(ctx, found.building.id),
    };
    const place = ctx.dialogues.load(joinDialogue);
    const half = isHere(place) ? place.state : null;
    const same =
      half?.target.building === target.building &&
      half.target.union === target.union &&
      half.target.stall?.id === target.stall?.id;
    if (half && same) return enter(ctx, half);
    // At a stall she has come to join there and then: what she gave elsewhere is asked again, in three steps.
    if (half && how === 'asked' && target.stall === null)
      return show(ctx, halfDoneElsewhereScreen(half.target.buildingNamed, found.building, ctx.t));
    const former = half ? null : await deps.formerSelf(ctx.work, ctx.person.id, target.building);
    if (former) return enter(ctx, beginAgain(target, former));
    const from = ctx.from;
    await enter(
      ctx,
      begin(target, nameGiven(half) ?? (from ? likelyName(from.first_name, from.last_name) : null)),
    );
  }

  async function stallAt(ctx: BotContext, building: BuildingId): Promise<Target['stall']> {
    const visit = await deps.openVisit(ctx.work, ctx.person.id);
    if (!visit || (visit.building !== null && visit.building !== building)) return null;
    const { stall: id, unit, unitName } = visit;
    return {
      id,
      unit: unit === null ? { kind: 'unsaid' } : { kind: 'listed', unit, name: unitName ?? '' },
    };
  }

  return {
    start: (ctx, building) => start(ctx, building, 'asked'),
    middleware: composer.middleware(),
    dialogue: {
      kind: joinDialogue.kind,
      receive,
      resume: (ctx) => {
        const place = ctx.dialogues.load(joinDialogue);
        return isHere(place) ? enter(ctx, place.state) : startAgain(ctx, joinDialogue.kind);
      },
      title: (ctx) => ctx.t.plain('join.title'),
    },
  };
}

function nameGiven(state: JoinState | null): string | null {
  if (state === null) return null;
  if (state.step === 'askName') return state.suggestion;
  return 'answers' in state ? state.answers.name : state.name;
}

function namesOf({ name, nameEn }: Named): Named {
  return { name, nameEn };
}
