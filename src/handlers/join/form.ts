import type { BotContext } from '../../bot/context.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import type { Place } from '../../bot/dialogue.ts';
import { say, show } from '../../bot/reply.ts';
import type { BuildingId, PersonId, StallId, UnitId } from '../../domain/ids.ts';
import { contactPhone, type Standing } from '../../domain/membership.ts';
import { instantAt } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { SubmitApplication, Submitted } from '../../services/submit-application.ts';
import { advance, type JoinEvent, type JoinState, joinDialogue, readText } from './dialogue.ts';
import { expectation, keyMeant, stepScreen, type UnitPage } from './step-view.ts';
import {
  alreadyMemberScreen,
  alreadyWaitingScreen,
  findFirstScreen,
  notCoveredScreen,
  pausedScreen,
  submittedAtStallScreen,
  submittedScreen,
} from './view.ts';

export interface FormDeps {
  readonly findUnits: (work: Work, building: BuildingId, typed: string, page: number) => Promise<UnitPage>;
  /** A unit that is open and in the building. */
  readonly unitIn: (
    work: Work,
    building: BuildingId,
    unit: UnitId,
  ) => Promise<{ readonly name: string } | undefined>;
  readonly standingOf: (work: Work, person: PersonId) => Promise<Standing>;
  readonly submitApplication: SubmitApplication;
  /** Says so if whoever shared this number stands on a roll: then there is nothing to apply for. */
  readonly offerRoll?: (ctx: BotContext, phone: string) => Promise<boolean>;
  /** Notes that she has begun to fill in the form at a stall. */
  readonly beganAtStall: (work: Work, person: PersonId, stall: StallId) => Promise<void>;
  readonly timeZone: string;
}

/** Her half-filled form: what a tap or a message makes of it, and where it stands. */
export function joinForm(deps: FormDeps) {
  /** For someone who is a member or waits for an answer, says so. */
  async function settled(ctx: BotContext): Promise<true | undefined> {
    const standing = await deps.standingOf(ctx.work, ctx.person.id);
    if (standing.kind === 'none') return undefined;
    show(
      ctx,
      standing.kind === 'member'
        ? alreadyMemberScreen(standing.union, ctx.t)
        : alreadyWaitingScreen(standing.union, dayOf(standing.dueOn), ctx.t),
    );
    return true;
  }

  /** Takes a step and shows where it leads. A tap that belongs to another step changes nothing. */
  async function move(ctx: BotContext, event: JoinEvent, from?: string): Promise<void> {
    const place = ctx.dialogues.load(joinDialogue);
    const here = isHere(place) && (from === undefined || place.state.step === from);
    const next = here ? advance(place.state, event) : null;
    // A box is ticked where it stands: that message is a protected one already.
    const ticked = here && place.state.step === 'confirm' && next?.step === 'confirm';
    return next ? enter(ctx, next, undefined, ticked) : old(ctx);
  }

  async function chooseUnit(ctx: BotContext, { unit }: { readonly unit: UnitId }): Promise<void> {
    const place = ctx.dialogues.load(joinDialogue);
    if (!isHere(place) || place.state.step !== 'askUnit') return old(ctx);
    const found = await deps.unitIn(ctx.work, place.state.target.building, unit);
    if (!found) return enter(ctx, { ...place.state, page: 0 }, ctx.t('join.unitGone'));
    await move(ctx, { type: 'unitGiven', unit: { kind: 'listed', unit, name: found.name } });
  }

  async function submit(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(joinDialogue);
    if (!isHere(place) || place.state.step !== 'review') return old(ctx);
    await handIn(ctx, place.state);
  }

  /** At a stall agreeing is handing in; elsewhere the review follows. */
  async function agree(ctx: BotContext, { version }: { readonly version: number }): Promise<void> {
    const place = ctx.dialogues.load(joinDialogue);
    if (!isHere(place) || place.state.step !== 'confirm') return move(ctx, { type: 'agreed', version });
    const { state } = place;
    await handIn(ctx, { ...state, answers: { ...state.answers, agreed: version } });
  }

  async function handIn(
    ctx: BotContext,
    state: Extract<JoinState, { step: 'review' | 'confirm' }>,
  ): Promise<void> {
    const { target, answers } = state;
    const outcome = await deps.submitApplication(ctx.work, ctx.actor, {
      building: target.building,
      union: target.union,
      unit: answers.unit,
      name: answers.name,
      phone: answers.phone,
      consent: answers.agreed,
      announcements: answers.news,
      visibleTo: answers.visibleTo,
    });
    await afterSubmit(ctx, state, outcome);
  }

  async function afterSubmit(ctx: BotContext, state: JoinState, outcome: Submitted): Promise<void> {
    const { t } = ctx;
    const reask = (field: 'unit' | 'news', hint: Html) =>
      enter(ctx, advance(state, { type: 'edited', field }) ?? state, hint);
    switch (outcome.type) {
      case 'unitGone':
        return reask('unit', t('join.unitGone'));
      case 'consentOutdated':
        if (state.step === 'confirm') return enter(ctx, state, t('join.consentChanged'));
        await reask('news', t('join.consentChanged'));
        return;
      case 'submitted':
        ctx.dialogues.close(joinDialogue);
        return show(
          ctx,
          state.target.stall
            ? submittedAtStallScreen(outcome.union, t)
            : submittedScreen(outcome.union, dayOf(outcome.dueOn), t),
        );
      case 'alreadyWaiting':
        ctx.dialogues.close(joinDialogue);
        return show(ctx, alreadyWaitingScreen(outcome.union, dayOf(outcome.dueOn), t));
      case 'alreadyMember':
        ctx.dialogues.close(joinDialogue);
        return show(ctx, alreadyMemberScreen(outcome.union, t));
      case 'notCovered':
        ctx.dialogues.pause(joinDialogue.kind);
        return show(ctx, notCoveredScreen(t));
    }
  }

  /** A message while the form is open: an answer to its step, or a sentence about what would be one. */
  async function receive(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(joinDialogue);
    if (!isHere(place)) return startAgain(ctx, joinDialogue.kind);
    const { state } = place;
    if (state.step === 'askPhone') return receivePhone(ctx, state);
    const event = ctx.typed === undefined ? null : readText(state, ctx.typed);
    const next = event && advance(state, event);
    await (next ? enter(ctx, next) : enter(ctx, state, expectation(state, ctx.t)));
  }

  async function receivePhone(ctx: BotContext, state: JoinState): Promise<void> {
    const { t } = ctx;
    const key = ctx.typed === undefined ? undefined : keyMeant(ctx.typed, t);
    if (key === 'pause') {
      ctx.dialogues.pause(joinDialogue.kind);
      say(ctx, { text: t('join.phoneLater'), dropKeyboard: true });
      return say(ctx, pausedScreen(t));
    }
    const contact = contactOf(ctx);
    if (contact && contact.user_id !== ctx.from?.id) return enter(ctx, state, t('join.contactOfOther'));
    const event = key === 'back' ? ({ type: 'wentBack' } as const) : phoneEvent(ctx, state);
    const next = event && advance(state, event);
    if (!next) return enter(ctx, state, expectation(state, t));
    if (contact && event.type === 'phoned') {
      // Should it not be her after all, the form goes on from here.
      ctx.dialogues.save(joinDialogue, next);
      if (await deps.offerRoll?.(ctx, event.phone)) return;
    }
    say(ctx, { text: t(key === 'back' ? 'join.phoneLater' : 'join.phoneKept'), dropKeyboard: true });
    await enter(ctx, next);
  }

  /** Makes this the open dialogue, at this step. */
  async function enter(ctx: BotContext, state: JoinState, hint?: Html, inPlace = false): Promise<void> {
    ctx.dialogues.save(joinDialogue, state);
    if (state.target.stall && state.step === 'askPhone')
      await deps.beganAtStall(ctx.work, ctx.person.id, state.target.stall.id);
    const units =
      state.step === 'askUnit'
        ? await deps.findUnits(ctx.work, state.target.building, state.typed, state.page)
        : null;
    const screen = stepScreen(state, units, ctx.t, hint);
    // Keys and protected text need a message of their own; the tapped one says that it is done with.
    if (!inPlace && ctx.tappedMessage !== undefined && (screen.keyboard || screen.personal)) {
      show(ctx, { text: ctx.t('join.settled') });
      return say(ctx, screen);
    }
    show(ctx, screen);
  }

  /** A button of another step, or of a form that was handed in: how things stand now. */
  function old(ctx: BotContext): Promise<void> {
    return answerOldButton(ctx, async () => {
      const place = ctx.dialogues.load(joinDialogue);
      if (isHere(place)) return enter(ctx, place.state);
      if (place.status === 'outdated') return startAgain(ctx, joinDialogue.kind);
      if (!(await settled(ctx))) show(ctx, findFirstScreen(ctx.t));
    });
  }

  const dayOf = (date: string) => instantAt(date, '12:00', deps.timeZone);

  return { settled, enter, move, chooseUnit, agree, submit, receive, old };
}

/** Whether there is a form to go on with. */
export function isHere(
  place: Place<JoinState>,
): place is Extract<Place<JoinState>, { status: 'open' | 'paused' }> {
  return place.status === 'open' || place.status === 'paused';
}

export function contactOf(ctx: BotContext) {
  return ctx.message && 'contact' in ctx.message ? ctx.message.contact : undefined;
}

function phoneEvent(ctx: BotContext, state: JoinState): JoinEvent | null {
  const contact = contactOf(ctx);
  if (!contact) return ctx.typed === undefined ? null : readText(state, ctx.typed);
  const phone = contactPhone(contact.phone_number);
  return phone === undefined ? null : { type: 'phoned', phone };
}
