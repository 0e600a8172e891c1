import { z } from 'zod';
import { readyAtOnce } from '../../domain/card.ts';
import { CardId, UnionId } from '../../domain/ids.ts';

/* At the desk: pick → askWords → confirmWords, and askTail → confirmTail. */

const chosen = z.array(CardId).max(readyAtOnce);

export const DeskState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('pick'), union: UnionId, chosen, page: z.number() }),
  z.object({ step: z.literal('askWords'), union: UnionId, chosen }),
  z.object({ step: z.literal('confirmWords'), union: UnionId, chosen, words: z.string() }),
  z.object({ step: z.literal('askTail'), card: CardId }),
  z.object({ step: z.literal('confirmTail'), card: CardId, tail: z.string() }),
]);
export type DeskState = z.infer<typeof DeskState>;
type At<Step extends DeskState['step']> = Extract<DeskState, { step: Step }>;

export const deskDialogue = { kind: 'cards', State: DeskState };

export type DeskEvent =
  /** Says what the card is to be, not that it changes: a second tap does no harm. */
  | { readonly type: 'set'; readonly card: CardId; readonly on: boolean }
  | { readonly type: 'setAll'; readonly cards: readonly CardId[] }
  | { readonly type: 'paged'; readonly page: number }
  | { readonly type: 'picked' }
  | { readonly type: 'worded'; readonly words: string }
  | { readonly type: 'tailed'; readonly tail: string }
  /** Written again before it is sent: the later words count. */
  | { readonly type: 'rewritten' };

/** The state an event leads to; null when it doesn't belong to this step. */
export function advanceDesk(state: DeskState, event: DeskEvent): DeskState | null {
  switch (event.type) {
    case 'set':
      return state.step === 'pick' ? { ...state, chosen: setIn(state, event.card, event.on) } : null;
    case 'setAll':
      return state.step === 'pick' ? { ...state, chosen: event.cards.slice(0, readyAtOnce) } : null;
    case 'paged':
      return state.step === 'pick' ? { ...state, page: event.page } : null;
    case 'picked':
      return state.step === 'pick' && state.chosen.length > 0
        ? { step: 'askWords', union: state.union, chosen: state.chosen }
        : null;
    case 'worded':
      return state.step === 'askWords' || state.step === 'confirmWords'
        ? { step: 'confirmWords', union: state.union, chosen: state.chosen, words: event.words }
        : null;
    case 'tailed':
      return state.step === 'askTail' || state.step === 'confirmTail'
        ? { step: 'confirmTail', card: state.card, tail: event.tail }
        : null;
    case 'rewritten':
      if (state.step === 'confirmWords')
        return { step: 'askWords', union: state.union, chosen: state.chosen };
      return state.step === 'confirmTail' ? { step: 'askTail', card: state.card } : null;
  }
}

function setIn({ chosen: before }: At<'pick'>, card: CardId, on: boolean): CardId[] {
  const others = before.filter((one) => one !== card);
  return on && others.length < readyAtOnce ? [...others, card] : others;
}
