import type { Conversation } from './bot/conversation.ts';
import { aliasesOf } from './db/queries/aliases.ts';
import { unionsAnsweredFor } from './db/queries/answered-for.ts';
import { memberCount } from './db/queries/cover.ts';
import { coveredBuildings, stationsOf, unionsInStreet } from './db/queries/keeping.ts';
import { scopesWithin } from './db/queries/scopes.ts';
import { unitsPage } from './db/queries/units.ts';
import type { Vault } from './db/vault.ts';
import { readOf } from './db/work.ts';
import { directoryConversations } from './handlers/directory/index.ts';
import { createAddAlias } from './services/directory/add-alias.ts';
import { createAddBuilding } from './services/directory/add-building.ts';
import { createAddStation } from './services/directory/add-station.ts';
import { createAddUnit } from './services/directory/add-unit.ts';
import { createCloseCard } from './services/directory/close-card.ts';
import { createDissolveUnion } from './services/directory/dissolve-union.ts';
import { createEditField } from './services/directory/edit-field.ts';
import { findKept } from './services/directory/find-kept.ts';
import { createFoundUnion } from './services/directory/found-union.ts';
import { createMergeBuildings } from './services/directory/merge-buildings.ts';
import { createMoveBuilding } from './services/directory/move-building.ts';
import { createReadHistory } from './services/directory/read-history.ts';
import { readKeptCard } from './services/directory/read-kept-card.ts';
import { createRemoveAlias } from './services/directory/remove-alias.ts';
import { createTakeBackChange } from './services/directory/take-back-change.ts';

/** Keeping the directory, with the services it commits with and the queries it reads by. */
export function createDirectoryConversations(deps: {
  readonly vault: Vault;
  readonly timeZone: string;
}): readonly Conversation[] {
  return directoryConversations({
    readKeptCard,
    findKept,
    readHistory: createReadHistory(deps),
    editField: createEditField(deps),
    takeBackChange: createTakeBackChange(deps),
    addAlias: createAddAlias(deps),
    removeAlias: createRemoveAlias(deps),
    addStation: createAddStation(deps),
    addUnit: createAddUnit(deps),
    addBuilding: createAddBuilding(deps),
    foundUnion: createFoundUnion(deps),
    closeCard: createCloseCard(deps),
    moveBuilding: createMoveBuilding(deps),
    mergeBuildings: createMergeBuildings(deps),
    dissolveUnion: createDissolveUnion(deps),
    unionsAnsweredFor: (work, scopes) => unionsAnsweredFor(readOf(work), scopes),
    async streetsWithin(work, scopes, page) {
      const { scopes: found, ...where } = await scopesWithin(readOf(work), scopes, 'street', page);
      const listed = found.flatMap(({ scope, named }) =>
        scope.kind === 'street' && named ? [{ ...named, id: scope.street }] : [],
      );
      return { listed, ...where };
    },
    stationsOf: (work, union) => stationsOf(readOf(work), union),
    coveredBuildings: (work, union, page) => coveredBuildings(readOf(work), union, page),
    unitsPage: (work, building, page) => unitsPage(readOf(work), building, '', page),
    aliasesOf: (work, building) => aliasesOf(readOf(work), building),
    unionsInStreet: (work, street, without, page) => unionsInStreet(readOf(work), street, without, page),
    memberCount: (work, union) => memberCount(readOf(work), union),
    timeZone: deps.timeZone,
  });
}
