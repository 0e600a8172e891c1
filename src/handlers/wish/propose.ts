import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DialogueConversation } from '../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import type { Place } from '../../bot/dialogue.ts';
import { say, show } from '../../bot/reply.ts';
import type { BuildingId, StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { nameFrom, Spot } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { FindProposed } from '../../services/wishes/find-proposed.ts';
import type { Locate } from '../../services/wishes/locate.ts';
import type { ProposeBuilding } from '../../services/wishes/propose-building.ts';
import {
  proposeAfreshButton,
  proposeBackButton,
  proposeButton,
  proposeEditButton,
  proposeIsButton,
  proposeNameButton,
  proposeNoneButton,
  proposePauseButton,
  proposeStreetButton,
  proposeSubmitButton,
} from '../buttons.ts';
import { placeOf } from '../wish-place.ts';
import {
  advance,
  begin,
  type ProposeEvent,
  type ProposeState,
  proposeDialogue,
  readAddress,
  readAddressFirst,
  readName,
} from './dialogue.ts';
import type { Screens } from './index.ts';
import { expectation, keyMeant, pausedScreen, stepScreen, tooManyScreen } from './propose-view.ts';

export interface ProposeDeps extends Screens {
  /** Listed buildings that a name may mean, the likeliest first. */
  readonly findSimilar: (
    work: Work,
    name: string,
  ) => Promise<readonly (Named & { readonly id: BuildingId })[]>;
  readonly findProposed: FindProposed;
  readonly locate: Locate;
  readonly allStreets: (work: Work) => Promise<readonly (Named & { readonly id: StreetId })[]>;
  readonly proposeBuilding: ProposeBuilding;
}

/** Telling the street of a building we don't know: its name, whether we know it after all, where it is. */
export function addProposing(composer: Composer<BotContext>, deps: ProposeDeps): DialogueConversation {
  onPress(composer, proposeButton, (ctx, { name }) => enter(ctx, begin(nameFrom(name))));
  onPress(composer, proposeAfreshButton, (ctx) => enter(ctx, begin(null)));
  onPress(composer, proposeNameButton, async (ctx) => {
    const place = ctx.dialogues.load(proposeDialogue);
    if (!isHere(place) || place.state.step !== 'askName' || place.state.suggestion === null) return old(ctx);
    await named(ctx, place.state.suggestion);
  });
  onPress(composer, proposeIsButton, async (ctx, fields) => {
    ctx.dialogues.close(proposeDialogue);
    await deps.showWish(ctx, placeOf(fields));
  });
  onPress(composer, proposeNoneButton, (ctx) => move(ctx, { type: 'noneOfThese' }));
  onPress(composer, proposeStreetButton, async (ctx, { street }) => {
    if (street === 0) return move(ctx, { type: 'streetPicked', street: null });
    const found = (await deps.allStreets(ctx.work)).find(({ id }) => id === street);
    return found ? move(ctx, { type: 'streetPicked', street: found }) : old(ctx);
  });
  onPress(composer, proposeEditButton, (ctx, { field }) => move(ctx, { type: 'edited', field }));
  onPress(composer, proposeBackButton, (ctx, { from }) => move(ctx, { type: 'wentBack' }, from));
  onPress(composer, proposePauseButton, (ctx) => {
    if (ctx.dialogues.load(proposeDialogue).status === 'none') return old(ctx);
    ctx.dialogues.pause(proposeDialogue.kind);
    show(ctx, pausedScreen(ctx.t));
  });
  onPress(composer, proposeSubmitButton, submit);

  async function submit(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(proposeDialogue);
    if (!isHere(place) || place.state.step !== 'review') return old(ctx);
    const { name, at, address, street } = place.state.draft;
    const draft = { name, at, address, street: street?.id ?? null };
    const outcome = await deps.proposeBuilding(ctx.work, ctx.actor, draft);
    if (outcome.type === 'tooMany') {
      ctx.dialogues.pause(proposeDialogue.kind);
      return show(ctx, tooManyScreen(outcome.most, ctx.t));
    }
    ctx.dialogues.close(proposeDialogue);
    const note = ctx.t(outcome.type === 'joined' ? 'wish.joined' : 'wish.proposed', { name });
    await deps.showWish(ctx, outcome.place, { note });
  }

  /** What she calls it is looked for once more: written in full it may be one we know. */
  async function named(ctx: BotContext, name: string): Promise<void> {
    const [buildings, proposals] = await Promise.all([
      deps.findSimilar(ctx.work, name),
      deps.findProposed(ctx.work, name),
    ]);
    await move(ctx, {
      type: 'named',
      name,
      similar: {
        buildings: buildings.slice(0, mostSimilar).map(({ id, name, nameEn }) => ({ id, name, nameEn })),
        proposals: proposals.slice(0, mostSimilar),
      },
    });
  }

  /** Takes a step and shows where it leads. A tap that belongs to another step changes nothing. */
  async function move(ctx: BotContext, event: ProposeEvent, from?: string): Promise<void> {
    const place = ctx.dialogues.load(proposeDialogue);
    const here = isHere(place) && (from === undefined || place.state.step === from);
    const next = here ? advance(place.state, event) : null;
    return next ? enter(ctx, next) : old(ctx);
  }

  async function receive(ctx: BotContext): Promise<void> {
    const place = ctx.dialogues.load(proposeDialogue);
    if (!isHere(place)) return startAgain(ctx, proposeDialogue.kind);
    const { state } = place;
    if (state.step === 'askPlace') return receivePlace(ctx, state);
    if (state.step === 'askName') return receiveName(ctx, state);
    await enter(ctx, state, expectation(state, ctx.t));
  }

  /** Its name; or where it is, which is kept until its name is known. */
  async function receiveName(ctx: BotContext, state: ProposeState): Promise<void> {
    const { t, typed } = ctx;
    const spot = spotOf(ctx);
    const address = typed === undefined ? null : readAddressFirst(typed);
    if (spot || address !== null) {
      const event = spot ? await locatedAt(ctx, spot) : ({ type: 'described', address } as const);
      if (!event) return enter(ctx, state, t('wish.tooFar'));
      return enter(ctx, advance(state, event) ?? state, t('wish.placeFirst'));
    }
    const name = typed === undefined ? null : readName(typed);
    await (name === null ? enter(ctx, state, expectation(state, t)) : named(ctx, name));
  }

  async function locatedAt(ctx: BotContext, at: Spot): Promise<ProposeEvent | null> {
    const street = await deps.locate(ctx.work, at);
    if (!street) return null;
    const { id, name, nameEn } = street;
    return { type: 'located', at, street: { id, name, nameEn } };
  }

  async function receivePlace(ctx: BotContext, state: ProposeState): Promise<void> {
    const { t } = ctx;
    const spot = spotOf(ctx);
    if (spot) {
      const located = await locatedAt(ctx, spot);
      return located ? leave(ctx, state, located) : enter(ctx, state, t('wish.tooFar'));
    }
    const key = ctx.typed === undefined ? undefined : keyMeant(ctx.typed, t);
    if (key === 'pause') {
      ctx.dialogues.pause(proposeDialogue.kind);
      say(ctx, { text: t('common.cancelled'), dropKeyboard: true });
      return say(ctx, pausedScreen(t));
    }
    if (key === 'back') return leave(ctx, state, { type: 'wentBack' });
    if (key === 'later') return leave(ctx, state, { type: 'described', address: null });
    const address = ctx.typed === undefined ? null : readAddress(ctx.typed);
    if (address === null) return enter(ctx, state, expectation(state, t));
    await leave(ctx, state, { type: 'described', address });
  }

  /** Away from the step that has keys: they are taken down. */
  async function leave(ctx: BotContext, state: ProposeState, event: ProposeEvent): Promise<void> {
    const next = advance(state, event);
    if (!next) return enter(ctx, state, expectation(state, ctx.t));
    say(ctx, {
      text: ctx.t(event.type === 'wentBack' ? 'join.settled' : 'wish.placeKept'),
      dropKeyboard: true,
    });
    await enter(ctx, next);
  }

  /** Makes this the open dialogue, at this step. */
  async function enter(ctx: BotContext, state: ProposeState, hint?: Html): Promise<void> {
    ctx.dialogues.save(proposeDialogue, state);
    const streets = state.step === 'askStreet' ? await deps.allStreets(ctx.work) : [];
    const screen = stepScreen(state, streets, ctx.t, hint);
    // Keys need a message of their own; the tapped one says that it is done with.
    if (ctx.tappedMessage !== undefined && screen.keyboard) {
      show(ctx, { text: ctx.t('join.settled') });
      return say(ctx, screen);
    }
    show(ctx, screen);
  }

  function old(ctx: BotContext): Promise<void> {
    return answerOldButton(ctx, () => {
      const place = ctx.dialogues.load(proposeDialogue);
      return isHere(place) ? enter(ctx, place.state) : deps.showMine(ctx);
    });
  }

  return {
    kind: proposeDialogue.kind,
    receive,
    resume: (ctx) => {
      const place = ctx.dialogues.load(proposeDialogue);
      return isHere(place) ? enter(ctx, place.state) : startAgain(ctx, proposeDialogue.kind);
    },
    title: (ctx) => ctx.t.plain('wish.proposeTitle'),
  };
}

const mostSimilar = 4;

function isHere(
  place: Place<ProposeState>,
): place is Extract<Place<ProposeState>, { status: 'open' | 'paused' }> {
  return place.status === 'open' || place.status === 'paused';
}

/** The spot of a location she sent. */
function spotOf(ctx: BotContext): Spot | undefined {
  return ctx.message && 'location' in ctx.message ? Spot.safeParse(ctx.message.location).data : undefined;
}
