import type { BotContext } from './bot/context.ts';
import type { Conversation } from './bot/conversation.ts';
import { standingOf } from './db/queries/memberships.ts';
import { scopeNames } from './db/queries/scopes.ts';
import { noteBegan, openVisit } from './db/queries/stall-visits.ts';
import { unitIn, unitsPage } from './db/queries/units.ts';
import { buildingNamed } from './db/queries/wishes.ts';
import type { Vault } from './db/vault.ts';
import { readOf, txOf } from './db/work.ts';
import { joinConversation } from './handlers/join/index.ts';
import { stallsConversation } from './handlers/stalls/index.ts';
import { createPeopleConversations } from './people-conversations.ts';
import { createApproveApplication } from './services/approve-application.ts';
import { requestCardFor } from './services/cards/holder.ts';
import { findUnionToJoin } from './services/find-union-to-join.ts';
import { createReadFormerSelf } from './services/membership/read-former-self.ts';
import { closeStall } from './services/stalls/close-stall.ts';
import { findStallBuildings } from './services/stalls/find-stall-buildings.ts';
import { createListStalls } from './services/stalls/list-stalls.ts';
import { createOpenStall } from './services/stalls/open-stall.ts';
import { orderStallCode } from './services/stalls/order-stall-code.ts';
import { createReadStall } from './services/stalls/read-stall.ts';
import { createRequestCardAtStall } from './services/stalls/request-card.ts';
import { visitStall } from './services/stalls/visit-stall.ts';
import { watchStall } from './services/stalls/watch-stall.ts';
import { createSubmitApplication } from './services/submit-application.ts';
import { withdrawApplication } from './services/withdraw-application.ts';

/** Joining, anywhere and at a stall, with the services it commits with and the queries it reads by. */
export function createJoiningConversations({
  vault,
  timeZone,
  notStaff,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
  readonly notStaff: (ctx: BotContext) => void;
}): readonly Conversation[] {
  const people = createPeopleConversations({ vault, timeZone });
  const join = joinConversation({
    offerRoll: people.offerRoll,
    placeToJoin: findUnionToJoin,
    openVisit: (work, person) => openVisit(readOf(work), person, work.now),
    beganAtStall: async (work, person, stall) => noteBegan(await txOf(work), stall, person, work.now),
    findUnits: (work, building, typed, page) => unitsPage(readOf(work), building, typed, page),
    unitIn: (work, building, unit) => unitIn(readOf(work), building, unit),
    standingOf: (work, person) => standingOf(readOf(work), person),
    submitApplication: createSubmitApplication({ vault, timeZone }),
    withdrawApplication,
    formerSelf: createReadFormerSelf({ vault }),
    timeZone,
  });
  const stalls = stallsConversation({
    openStall: createOpenStall({ vault }),
    listStalls: createListStalls({ vault }),
    readStall: createReadStall({ vault }),
    closeStall,
    watchStall,
    visitStall,
    orderStallCode,
    approveApplication: createApproveApplication({ vault, timeZone }),
    requestCard: createRequestCardAtStall(requestCardFor),
    join: join.start,
    notStaff,
    scopeNames: (work, scopes) => scopeNames(readOf(work), scopes),
    findBuildings: findStallBuildings,
    buildingNamed: (work, building) => buildingNamed(readOf(work), building),
    findUnits: async (work, building, typed) => (await unitsPage(readOf(work), building, typed, 0)).units,
    timeZone,
  });
  return [join, stalls, ...people.conversations];
}
