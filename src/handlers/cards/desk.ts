import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DialogueConversation } from '../../bot/conversation.ts';
import { answerOldButton, startAgain } from '../../bot/create-bot.ts';
import { say, sendFile, show, toast } from '../../bot/reply.ts';
import { isStaff } from '../../domain/actor.ts';
import { CardTail, HandOver } from '../../domain/card.ts';
import type { CardId, UnionId } from '../../domain/ids.ts';
import { type Html, lines } from '../../i18n/index.ts';
import type {
  ListCards,
  ListCardUnions,
  ListRequestedCards,
  OpenCard,
  OrderBankList,
} from '../../services/cards/desk.ts';
import type { IssueCard, MarkCardsReady } from '../../services/cards/hand-out.ts';
import {
  bankListButton,
  deskButton,
  deskCardButton,
  deskListButton,
  issueButton,
  issueConfirmButton,
  readyAllButton,
  readyPageButton,
  readyPickButton,
  readyPutButton,
  readySendButton,
  readySetButton,
  readyWriteButton,
} from '../buttons.ts';
import { advanceDesk, type DeskEvent, type DeskState, deskDialogue } from './desk-dialogue.ts';
import {
  cardScreen,
  listScreen,
  notYoursScreen,
  pickScreen,
  tailScreen,
  unionsScreen,
  wordsScreen,
  wordsUnread,
} from './desk-view.ts';

export interface DeskDeps {
  readonly listCardUnions: ListCardUnions;
  readonly listCards: ListCards;
  /** All that can be marked ready at once. */
  readonly requestedCards: ListRequestedCards;
  readonly openCard: OpenCard;
  readonly orderBankList: OrderBankList;
  readonly markCardsReady: MarkCardsReady;
  readonly issueCard: IssueCard;
}

/** Cards at the union's desk. Returns the dialogue in which they are told ready, or handed over. */
export function addDesk(composer: Composer<BotContext>, deps: DeskDeps): DialogueConversation {
  const unions = async (ctx: BotContext) =>
    isStaff(ctx.actor)
      ? show(ctx, unionsScreen(await deps.listCardUnions(ctx.work, ctx.actor), ctx.t))
      : show(ctx, notYoursScreen(ctx.t));

  async function list(ctx: BotContext, union: UnionId, note?: Html): Promise<void> {
    const found = await deps.listCards(ctx.work, ctx.actor, { union, filter: 'requested', page: 0 });
    show(ctx, found ? listScreen(found, ctx.t, note) : notYoursScreen(ctx.t));
  }

  async function open(ctx: BotContext, card: CardId, note?: Html): Promise<void> {
    const found = await deps.openCard(ctx.work, ctx.actor, card);
    show(ctx, found ? cardScreen(found, ctx.t, note) : notYoursScreen(ctx.t));
  }

  onPress(composer, deskButton, unions);
  onPress(composer, deskListButton, async (ctx, which) => {
    // Back at the list: what is typed next isn't meant for a form.
    ctx.dialogues.pause(deskDialogue.kind);
    const found = await deps.listCards(ctx.work, ctx.actor, which);
    show(ctx, found ? listScreen(found, ctx.t) : notYoursScreen(ctx.t));
  });
  onPress(composer, deskCardButton, async (ctx, { card }) => {
    ctx.dialogues.pause(deskDialogue.kind);
    const found = await deps.openCard(ctx.work, ctx.actor, card);
    if (!found) return show(ctx, notYoursScreen(ctx.t));
    // A name goes into a message of its own, which can't be passed on.
    show(ctx, { text: ctx.t('desk.opened') });
    say(ctx, cardScreen(found, ctx.t));
  });
  onPress(composer, bankListButton, async (ctx, { union }) => {
    const found = await deps.listCards(ctx.work, ctx.actor, { union, filter: 'requested', page: 0 });
    if (found?.counts.requested === 0) return show(ctx, listScreen(found, ctx.t, ctx.t('desk.listNobody')));
    const order = await deps.orderBankList(ctx.work, ctx.actor, union);
    if (!order) return show(ctx, notYoursScreen(ctx.t));
    toast(ctx, ctx.t.plain('desk.listSent'));
    sendFile(ctx, order, { text: ctx.t('desk.listCaption'), personal: true });
  });

  onPress(composer, readyPickButton, (ctx, { union }) =>
    enter(ctx, { step: 'pick', union, chosen: [], page: 0 }),
  );
  onPress(composer, readySetButton, (ctx, { card, on }) => move(ctx, { type: 'set', card, on: on === '1' }));
  onPress(composer, readyPageButton, (ctx, { page }) => move(ctx, { type: 'paged', page }));
  onPress(composer, readyAllButton, async (ctx, { on }) => {
    const state = here(ctx);
    if (state?.step !== 'pick') return old(ctx);
    const cards = on === '1' ? await deps.requestedCards(ctx.work, ctx.actor, state.union) : [];
    await move(ctx, { type: 'setAll', cards });
  });
  onPress(composer, readyWriteButton, (ctx) => {
    const state = here(ctx);
    if (state?.step === 'pick' && state.chosen.length === 0)
      return enter(ctx, state, ctx.t('desk.nobodyPicked'));
    return move(ctx, { type: state?.step === 'pick' ? 'picked' : 'rewritten' });
  });
  onPress(composer, readyPutButton, (ctx) => {
    const state = here(ctx);
    if (!state || !('union' in state)) return old(ctx);
    ctx.dialogues.close(deskDialogue);
    return list(ctx, state.union);
  });
  onPress(composer, readySendButton, async (ctx) => {
    const state = here(ctx);
    if (state?.step !== 'confirmWords') return old(ctx);
    const { chosen: cards, words: handOver, union } = state;
    const { ready, passed } = await deps.markCardsReady(ctx.work, ctx.actor, { cards, handOver });
    ctx.dialogues.close(deskDialogue);
    const done = ctx.t('desk.readyDone', { count: ready });
    await list(ctx, union, passed > 0 ? lines(done, ctx.t('desk.readyPassed', { count: passed })) : done);
  });

  onPress(composer, issueButton, (ctx, { card }) => {
    const state = here(ctx);
    const again = state?.step === 'confirmTail' && state.card === card;
    return again ? move(ctx, { type: 'rewritten' }) : enter(ctx, { step: 'askTail', card });
  });
  onPress(composer, issueConfirmButton, async (ctx, { card }) => {
    const state = here(ctx);
    if (state?.step !== 'confirmTail' || state.card !== card) return old(ctx);
    const outcome = await deps.issueCard(ctx.work, ctx.actor, { card, tail: state.tail });
    ctx.dialogues.close(deskDialogue);
    if (outcome.type === 'notYours') return show(ctx, notYoursScreen(ctx.t));
    await open(ctx, card, ctx.t(outcome.type === 'issued' ? 'desk.issued' : 'desk.notReady'));
  });

  async function receive(ctx: BotContext): Promise<void> {
    const state = here(ctx);
    if (!state) return startAgain(ctx, deskDialogue.kind);
    const { typed = '' } = ctx;
    switch (state.step) {
      case 'pick':
        return enter(ctx, state, ctx.t('common.tapPlease'));
      case 'askWords':
      case 'confirmWords': {
        const words = HandOver.safeParse(typed);
        return words.success
          ? move(ctx, { type: 'worded', words: words.data })
          : enter(ctx, state, wordsUnread(ctx.t));
      }
      case 'askTail':
      case 'confirmTail': {
        const tail = CardTail.safeParse(typed);
        return tail.success
          ? move(ctx, { type: 'tailed', tail: tail.data })
          : enter(ctx, state, ctx.t('desk.tailUnread'));
      }
    }
  }

  async function move(ctx: BotContext, event: DeskEvent): Promise<void> {
    const state = here(ctx);
    const next = state && advanceDesk(state, event);
    return next ? enter(ctx, next) : old(ctx);
  }

  /** Makes this the open dialogue, at this step; for those only whose cards these are. */
  async function enter(ctx: BotContext, state: DeskState, hint?: Html): Promise<void> {
    const { t } = ctx;
    switch (state.step) {
      case 'pick': {
        const which = { union: state.union, filter: 'requested', page: state.page } as const;
        const found = await deps.listCards(ctx.work, ctx.actor, which);
        if (!found) return show(ctx, notYoursScreen(t));
        ctx.dialogues.save(deskDialogue, state);
        return show(ctx, pickScreen(state, found, t, hint));
      }
      case 'askWords':
      case 'confirmWords':
        ctx.dialogues.save(deskDialogue, state);
        return show(ctx, wordsScreen(state, t, hint));
      case 'askTail':
      case 'confirmTail': {
        const found = await deps.openCard(ctx.work, ctx.actor, state.card);
        if (!found) return show(ctx, notYoursScreen(t));
        if (found.status !== 'ready') {
          ctx.dialogues.close(deskDialogue);
          return show(ctx, cardScreen(found, t, t('desk.notReady')));
        }
        ctx.dialogues.save(deskDialogue, state);
        return show(ctx, tailScreen(state, found.name, t, hint));
      }
    }
  }

  function here(ctx: BotContext): DeskState | null {
    const place = ctx.dialogues.load(deskDialogue);
    return 'state' in place ? place.state : null;
  }

  function old(ctx: BotContext): Promise<void> {
    const state = here(ctx);
    return answerOldButton(ctx, () => (state ? enter(ctx, state) : unions(ctx)));
  }

  return {
    kind: deskDialogue.kind,
    receive,
    resume(ctx) {
      const state = here(ctx);
      return state ? enter(ctx, state) : startAgain(ctx, deskDialogue.kind);
    },
    isEmpty: (ctx) => {
      const state = here(ctx);
      return state?.step === 'askTail' || (state?.step === 'pick' && state.chosen.length === 0);
    },
    title: (ctx) => ctx.t.plain('desk.writeTitle'),
  };
}
