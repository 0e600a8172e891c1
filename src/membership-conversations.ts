import type { Conversation } from './bot/conversation.ts';
import { membershipOf, workplaceOf } from './db/queries/memberships.ts';
import { unitIn, unitsPage } from './db/queries/units.ts';
import type { Vault } from './db/vault.ts';
import { readOf } from './db/work.ts';
import { clearMatch } from './domain/search/rank.ts';
import { cardsConversation } from './handlers/cards/index.ts';
import { membershipConversation } from './handlers/membership/index.ts';
import {
  createListCards,
  createOpenCard,
  listCardUnions,
  listRequestedCards,
  orderBankList,
} from './services/cards/desk.ts';
import { createIssueCard, markCardsReady } from './services/cards/hand-out.ts';
import { createReadMyCard, moveMyCard } from './services/cards/holder.ts';
import { findPlaces } from './services/find-places.ts';
import { findUnionToJoin } from './services/find-union-to-join.ts';
import { confirmWorkplace, isAsked } from './services/membership/answer-workplace.ts';
import { createLeaveUnion } from './services/membership/leave-union.ts';
import { readMyMembership } from './services/membership/read-my-membership.ts';
import { createRequestTransfer } from './services/membership/request-transfer.ts';
import { restMembership, resumeMembership } from './services/membership/rest-membership.ts';

/** A membership's later life and its card, with the services they commit with and the queries they read by. */
export function createMembershipConversations({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): readonly Conversation[] {
  const membership = membershipConversation({
    async findBuildings(work, typed) {
      const { matches, names } = await findPlaces(work, typed);
      const clear = clearMatch(matches);
      return (clear ? [clear] : matches).flatMap(({ building }) => {
        const named = names.get(building);
        return named ? [{ building, name: named.name, nameEn: named.nameEn }] : [];
      });
    },
    placeToJoin: findUnionToJoin,
    findUnits: (work, building, typed, page) => unitsPage(readOf(work), building, typed, page),
    unitIn: (work, building, unit) => unitIn(readOf(work), building, unit),
    unionOf: async (work, person) => (await membershipOf(readOf(work), person))?.union ?? null,
    requestTransfer: createRequestTransfer({ vault, timeZone }),
    readMyMembership,
    restMembership,
    resumeMembership,
    leaveUnion: createLeaveUnion({ timeZone }),
    isAsked,
    confirmWorkplace,
    workplaceOf: (work, person) => workplaceOf(readOf(work), person),
    timeZone,
  });
  const cards = cardsConversation({
    readMyCard: createReadMyCard({ vault }),
    moveMyCard,
    listCardUnions,
    listCards: createListCards({ vault }),
    requestedCards: listRequestedCards,
    openCard: createOpenCard({ vault }),
    orderBankList,
    markCardsReady,
    issueCard: createIssueCard({ vault }),
  });
  return [membership, cards];
}
