import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DialogueConversation } from '../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import { show } from '../../bot/reply.ts';
import type { BuildingId, ProposalId, StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { type Decline, DeclineWords } from '../../domain/proposal.ts';
import { Spot } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import type { Html } from '../../i18n/index.ts';
import type { AcceptProposal } from '../../services/wishes/accept-proposal.ts';
import type { DeclineProposal } from '../../services/wishes/decline-proposal.ts';
import type { ProposalRefusal } from '../../services/wishes/find-decidable.ts';
import type { Locate } from '../../services/wishes/locate.ts';
import type { MergeProposal } from '../../services/wishes/merge-proposal.ts';
import type { OpenDemand, ProposalDemand } from '../../services/wishes/open-demand.ts';
import {
  acceptEditButton,
  acceptLeaveButton,
  acceptProposalButton,
  acceptSaveButton,
  acceptStreetButton,
  declineForButton,
  declineProposalButton,
  declineRewriteButton,
  declineSendButton,
  mergeProposalButton,
  mergeYesButton,
  proposalIntoButton,
} from '../buttons.ts';
import {
  advance,
  edit,
  type ListingEvent,
  type ListingState,
  listingDialogue,
  nextStep,
  readText,
} from './dialogue.ts';
import type { DemandScreens } from './index.ts';
import {
  doneScreen,
  listingScreen,
  listingUnread,
  mergeConfirmScreen,
  reasonsScreen,
  refusalText,
  whichScreen,
} from './listing-view.ts';
import { notYoursScreen } from './view.ts';

type NamedBuilding = Named & { readonly id: BuildingId };

export interface ListingDeps extends DemandScreens {
  readonly openDemand: OpenDemand;
  readonly findSimilar: (work: Work, name: string) => Promise<readonly NamedBuilding[]>;
  readonly buildingNamed: (work: Work, building: BuildingId) => Promise<NamedBuilding | undefined>;
  readonly allStreets: (work: Work) => Promise<readonly (Named & { readonly id: StreetId })[]>;
  readonly locate: Locate;
  readonly acceptProposal: AcceptProposal;
  readonly mergeProposal: MergeProposal;
  readonly declineProposal: DeclineProposal;
}

/** Deciding on a building we were told of: it is listed, or it is one we know, or it isn't listed and why. */
export function addListing(composer: Composer<BotContext>, deps: ListingDeps): DialogueConversation {
  onPress(composer, acceptProposalButton, async (ctx, { proposal }) => {
    const told = await open(ctx, proposal);
    if (!told) return;
    const { name, address, at, street } = told;
    await enter(ctx, nextStep(proposal, { name, address, at, street }));
  });
  onPress(composer, acceptStreetButton, async (ctx, { street }) => {
    const found = (await deps.allStreets(ctx.work)).find(({ id }) => id === street);
    return found ? move(ctx, { type: 'streetPicked', street: found }) : old(ctx);
  });
  onPress(composer, acceptEditButton, (ctx, { field }) => {
    const state = stateOf(ctx);
    return state?.step === 'review' ? enter(ctx, edit(state, field)) : old(ctx);
  });
  onPress(composer, acceptLeaveButton, (ctx) => {
    const state = stateOf(ctx);
    if (!state) return old(ctx);
    return deps.showDemand(ctx, { kind: 'proposal', proposal: state.proposal });
  });
  onPress(composer, acceptSaveButton, accept);

  onPress(composer, mergeProposalButton, async (ctx, { proposal }) => {
    const told = await open(ctx, proposal);
    if (told) await enter(ctx, { step: 'askWhich', proposal, name: told.name });
  });
  onPress(composer, proposalIntoButton, async (ctx, { proposal, building }) => {
    const told = await open(ctx, proposal);
    const into = told && (await deps.buildingNamed(ctx.work, building));
    if (told && into) show(ctx, mergeConfirmScreen(proposal, told.name, into, ctx.t));
    else if (told) show(ctx, notYoursScreen(ctx.t));
  });
  onPress(composer, mergeYesButton, merge);

  onPress(composer, declineProposalButton, async (ctx, { proposal }) => {
    if (await open(ctx, proposal)) show(ctx, reasonsScreen(proposal, ctx.t));
  });
  onPress(composer, declineForButton, async (ctx, { proposal, reason }) => {
    if (reason !== 'other') return decline(ctx, proposal, { reason });
    if (await open(ctx, proposal)) await enter(ctx, { step: 'askWords', proposal });
  });
  onPress(composer, declineSendButton, (ctx, { proposal }) => {
    const state = stateOf(ctx);
    if (state?.step !== 'confirmWords' || state.proposal !== proposal) return old(ctx);
    return decline(ctx, proposal, { reason: 'other', words: state.words });
  });
  onPress(composer, declineRewriteButton, (ctx, { proposal }) => {
    const state = stateOf(ctx);
    return state?.proposal === proposal ? enter(ctx, { step: 'askWords', proposal }) : old(ctx);
  });

  /** An open proposal of hers; otherwise says what it is by now. */
  async function open(ctx: BotContext, proposal: ProposalId): Promise<ProposalDemand | undefined> {
    const place = { kind: 'proposal', proposal } as const;
    const told = await deps.openDemand(ctx.work, ctx.actor, place);
    if (told.type === 'proposal') return told;
    await deps.showDemand(ctx, place);
    return undefined;
  }

  async function accept(ctx: BotContext): Promise<void> {
    const state = stateOf(ctx);
    if (state?.step !== 'review') return old(ctx);
    const { proposal, draft } = state;
    const { name, address, street, at } = draft;
    if (address === null || street === null || at === null) return enter(ctx, nextStep(proposal, draft));
    const listing = { name, address, street: street.id, at };
    const outcome = await deps.acceptProposal(ctx.work, ctx.actor, proposal, listing);
    if (outcome.type === 'otherStreet') return enter(ctx, edit(state, 'street'), ctx.t('demand.otherStreet'));
    ctx.dialogues.close(listingDialogue);
    if (outcome.type !== 'accepted') return refused(ctx, outcome);
    show(ctx, doneScreen(ctx.t('demand.accepted', { name }), outcome.building, ctx.t));
  }

  async function merge(
    ctx: BotContext,
    { proposal, building }: { readonly proposal: ProposalId; readonly building: BuildingId },
  ): Promise<void> {
    const told = await open(ctx, proposal);
    if (!told) return;
    const outcome = await deps.mergeProposal(ctx.work, ctx.actor, proposal, building);
    if (outcome.type === 'notThisOne')
      return enter(ctx, { step: 'askWhich', proposal, name: told.name }, ctx.t('demand.notThisOne'));
    closeFor(ctx, proposal);
    if (outcome.type !== 'merged') return refused(ctx, outcome);
    const { name, nameEn } = outcome.named;
    const into = ctx.t.language === 'zh' ? name : (nameEn ?? name);
    show(
      ctx,
      doneScreen(ctx.t('demand.merged', { name: told.name, building: into }), outcome.building, ctx.t),
    );
  }

  async function decline(ctx: BotContext, proposal: ProposalId, reason: Decline): Promise<void> {
    const outcome = await deps.declineProposal(ctx.work, ctx.actor, proposal, reason);
    closeFor(ctx, proposal);
    if (outcome.type !== 'declined') return refused(ctx, outcome);
    show(ctx, doneScreen(ctx.t('demand.declinedDone'), null, ctx.t));
  }

  function refused(ctx: BotContext, refusal: ProposalRefusal): void {
    const building = refusal.type === 'settled' ? refusal.building : null;
    show(ctx, doneScreen(refusalText(refusal, ctx.t), building, ctx.t));
  }

  function closeFor(ctx: BotContext, proposal: ProposalId): void {
    if (stateOf(ctx)?.proposal === proposal) ctx.dialogues.close(listingDialogue);
  }

  async function move(ctx: BotContext, event: ListingEvent): Promise<void> {
    const state = stateOf(ctx);
    const next = state && advance(state, event);
    return next ? enter(ctx, next) : old(ctx);
  }

  async function receive(ctx: BotContext): Promise<void> {
    const state = stateOf(ctx);
    const { t, typed } = ctx;
    if (!state) return startAgain(ctx, listingDialogue.kind);
    if (state.step === 'askAt') return receiveSpot(ctx, state);
    if (state.step === 'askWhich' && typed !== undefined) {
      const found = await deps.findSimilar(ctx.work, typed);
      return show(ctx, whichScreen({ proposal: state.proposal, typed, found }, t));
    }
    if (state.step === 'askWords' || state.step === 'confirmWords') {
      const words = DeclineWords.safeParse(typed);
      const { proposal } = state;
      if (words.success) return enter(ctx, { step: 'confirmWords', proposal, words: words.data });
      return enter(ctx, state, listingUnread(t));
    }
    const event = typed === undefined ? null : readText(state, typed);
    const next = event && advance(state, event);
    await (next ? enter(ctx, next) : enter(ctx, state, expectation(state, t)));
  }

  async function receiveSpot(ctx: BotContext, state: ListingState): Promise<void> {
    const sent = ctx.message && 'location' in ctx.message ? Spot.safeParse(ctx.message.location).data : null;
    const event: ListingEvent | null = sent
      ? { type: 'located', at: sent }
      : ctx.typed === undefined
        ? null
        : readText(state, ctx.typed);
    if (event?.type !== 'located') return enter(ctx, state, ctx.t('demand.atUnread'));
    if (!(await deps.locate(ctx.work, event.at))) return enter(ctx, state, ctx.t('demand.atTooFar'));
    await enter(ctx, advance(state, event) ?? state);
  }

  /** Makes this the open dialogue, at this step. */
  async function enter(ctx: BotContext, state: ListingState, hint?: Html): Promise<void> {
    ctx.dialogues.save(listingDialogue, state);
    const streets = state.step === 'askStreet' ? await deps.allStreets(ctx.work) : [];
    show(ctx, listingScreen(state, streets, ctx.t, hint));
  }

  function old(ctx: BotContext): Promise<void> {
    return answerOldButton(ctx, () => deps.showList(ctx, 'new', 0));
  }

  return {
    kind: listingDialogue.kind,
    receive,
    resume(ctx) {
      const state = stateOf(ctx);
      return state ? enter(ctx, state) : startAgain(ctx, listingDialogue.kind);
    },
    title: (ctx) => ctx.t.plain(titleOf(stateOf(ctx))),
  };
}

function titleOf(state: ListingState | undefined) {
  if (state?.step === 'askWhich') return 'demand.mergeTitle';
  return state?.step === 'askWords' || state?.step === 'confirmWords'
    ? 'demand.declineTitle'
    : 'demand.acceptTitle';
}

/** What a step expects, said when something else came. */
function expectation(state: ListingState, t: BotContext['t']): Html | undefined {
  switch (state.step) {
    case 'askName':
      return t('demand.acceptAskName');
    case 'askAddress':
      return t('demand.acceptAskAddress');
    case 'askWhich':
      return t('common.textPlease');
    default:
      return t('common.tapPlease');
  }
}

function stateOf(ctx: BotContext): ListingState | undefined {
  const place = ctx.dialogues.load(listingDialogue);
  return 'state' in place ? place.state : undefined;
}
