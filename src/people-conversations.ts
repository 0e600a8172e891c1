import type { BotContext } from './bot/context.ts';
import type { Conversation } from './bot/conversation.ts';
import { show } from './bot/reply.ts';
import type { Vault } from './db/vault.ts';
import { pairsConversation } from './handlers/pairs/index.ts';
import { createComparePair } from './services/people/compare-pair.ts';
import { createListPairs } from './services/people/list-pairs.ts';
import { createMergePair } from './services/people/merge-pair.ts';
import { pairApart } from './services/people/pair-apart.ts';
import { createUndoMerge } from './services/people/undo-merge.ts';

/** One person, one membership: those who may be somebody else, too. Part of conversations.ts. */
export function createPeopleConversations({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): readonly Conversation[] {
  return [
    pairsConversation({
      listPairs: createListPairs({ vault }),
      comparePair: createComparePair({ vault }),
      mergePair: createMergePair({ vault, timeZone }),
      pairApart,
      undoMerge: createUndoMerge({ vault, timeZone }),
      timeZone,
    }),
  ];
}

/** All that is said to an account whose records are another's now. */
export function mergedAway(ctx: BotContext): void {
  show(ctx, { text: ctx.t('people.mergedAway') });
}
