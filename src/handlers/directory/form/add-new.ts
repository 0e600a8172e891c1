import type { BotContext } from '../../../bot/context.ts';
import type { CardKind } from '../../../domain/directory.ts';
import type { Value } from '../../../domain/directory-values.ts';
import { BuildingId, StreetId, UnionId } from '../../../domain/ids.ts';
import type { Words } from '../../../domain/language.ts';
import type { Html } from '../../../i18n/index.ts';
import type { AddAlias } from '../../../services/directory/add-alias.ts';
import type { AddBuilding } from '../../../services/directory/add-building.ts';
import type { AddStation } from '../../../services/directory/add-station.ts';
import type { AddUnit, NewUnit } from '../../../services/directory/add-unit.ts';
import type { FoundUnion, NewUnion } from '../../../services/directory/found-union.ts';
import type { FormState } from './dialogue.ts';

export interface NewCardDeps {
  readonly addAlias: AddAlias;
  readonly addStation: AddStation;
  readonly addUnit: AddUnit;
  readonly addBuilding: AddBuilding;
  readonly foundUnion: FoundUnion;
}

interface Ref {
  readonly kind: CardKind;
  readonly id: number;
}

type Added =
  | { readonly type: 'added'; readonly ref: Ref; readonly note: Html }
  /** It can't be added as things are: said on the card it was to be added to. */
  | { readonly type: 'stuck'; readonly ref: Ref; readonly note: Html }
  | { readonly type: 'again'; readonly field: string; readonly note: Html }
  | { readonly type: 'refused'; readonly refusal: 'notYours' | 'gone' };

/** Adds what a finished form describes. */
export async function addNew(ctx: BotContext, { act, given }: FormState, deps: NewCardDeps): Promise<Added> {
  const { work, actor, t } = ctx;
  if (act.verb !== 'add') return { type: 'refused', refusal: 'notYours' };
  const value = <T>(field: string) => (given[field] ?? null) as Value as T;
  const added = (kind: CardKind, id: number): Added => ({
    type: 'added',
    ref: { kind, id },
    note: t(kind === 'union' ? 'directory.addedUnion' : 'directory.added'),
  });
  const again = (field: string, unit = false): Added => ({
    type: 'again',
    field,
    note: t(unit ? 'directory.unitNameTaken' : 'directory.nameTaken'),
  });
  switch (act.what) {
    case 'alias': {
      const building = BuildingId.parse(act.at);
      const kind = value<'alias' | 'old'>('alias_kind');
      const outcome = await deps.addAlias(work, actor, { building, name: value('alias'), kind });
      if (outcome.type === 'added') return added('building', building);
      if (outcome.type !== 'same') return { type: 'refused', refusal: outcome.type };
      return { type: 'stuck', ref: { kind: 'building', id: building }, note: t('directory.same') };
    }
    case 'station': {
      const building = BuildingId.parse(act.at);
      const outcome = await deps.addStation(work, actor, {
        building,
        place: value<Words>('place'),
        hours: value<Words>('hours'),
        services: value<Words>('services'),
      });
      if (outcome.type === 'added') return added('station', outcome.id);
      if (outcome.type !== 'notCovered') return { type: 'refused', refusal: outcome.type };
      return { type: 'stuck', ref: { kind: 'building', id: building }, note: t('directory.notCovered') };
    }
    case 'unit': {
      const outcome = await deps.addUnit(work, actor, {
        building: BuildingId.parse(act.at),
        name: value('name'),
        room: value('room'),
        kind: value<NewUnit['kind']>('kind'),
        nonPublic: value('non_public'),
        workers: value('workers'),
      });
      if (outcome.type === 'added') return added('unit', outcome.id);
      return outcome.type === 'nameTaken' ? again('name', true) : { type: 'refused', refusal: outcome.type };
    }
    case 'building': {
      const outcome = await deps.addBuilding(work, actor, {
        street: StreetId.parse(act.street),
        union: act.union === null ? null : UnionId.parse(act.union),
        name: value('name'),
        address: value<Words>('address'),
        location: value('location'),
      });
      if (outcome.type === 'added') return added('building', outcome.id);
      return outcome.type === 'nameTaken' ? again('name') : { type: 'refused', refusal: outcome.type };
    }
    case 'union': {
      const outcome = await deps.foundUnion(work, actor, {
        street: StreetId.parse(act.at),
        kind: value<NewUnion['kind']>('kind'),
        name: value('name'),
        foundedOn: value('founded_on'),
        phone: value('phone'),
        office: value<Words | null>('office'),
        officeHours: value<Words | null>('office_hours'),
      });
      if (outcome.type === 'founded') return added('union', outcome.id);
      return outcome.type === 'nameTaken' ? again('name') : { type: 'refused', refusal: outcome.type };
    }
  }
}
