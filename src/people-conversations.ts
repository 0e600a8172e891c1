import type { BotContext } from './bot/context.ts';
import type { Conversation } from './bot/conversation.ts';
import { show } from './bot/reply.ts';
import type { Vault } from './db/vault.ts';
import { type LinkConversation, linkConversation } from './handlers/link/index.ts';
import { pairsConversation } from './handlers/pairs/index.ts';
import { phoneConversation } from './handlers/phone/index.ts';
import { createChangePhone } from './services/people/change-phone.ts';
import { createComparePair } from './services/people/compare-pair.ts';
import { createAskAboutRoll, createFindOnRoll, createLinkRoll } from './services/people/link-roll.ts';
import { createListMerges, createListPairs } from './services/people/list-pairs.ts';
import { createMergePair } from './services/people/merge-pair.ts';
import { pairApart } from './services/people/pair-apart.ts';
import { createUndoMerge } from './services/people/undo-merge.ts';

export interface PeopleConversations {
  readonly conversations: readonly Conversation[];
  readonly offerRoll: LinkConversation['offer'];
}

/** One person, one membership: who may be somebody else, too; who stands on a roll; her number. Part of conversations.ts. */
export function createPeopleConversations({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): PeopleConversations {
  const link = linkConversation({
    findOnRoll: createFindOnRoll({ vault }),
    linkRoll: createLinkRoll({ vault, timeZone }),
    askAboutRoll: createAskAboutRoll({ vault }),
    timeZone,
  });
  const pairs = pairsConversation({
    listPairs: createListPairs({ vault }),
    listMerges: createListMerges({ vault }),
    comparePair: createComparePair({ vault }),
    mergePair: createMergePair({ vault, timeZone }),
    pairApart,
    undoMerge: createUndoMerge({ vault, timeZone }),
    timeZone,
  });
  const phone = phoneConversation({ changePhone: createChangePhone({ vault }) });
  return { conversations: [pairs, link, phone], offerRoll: link.offer };
}

/** All that is said to an account whose records are another's now. */
export function mergedAway(ctx: BotContext): void {
  show(ctx, { text: ctx.t('people.mergedAway') });
}
