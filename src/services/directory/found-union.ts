import { insertRow } from '../../db/queries/directory.ts';
import { recordChanges } from '../../db/queries/directory-changes.ts';
import { unionsNamed } from '../../db/queries/keeping.ts';
import { freshPlaceCode } from '../../db/queries/place-code.ts';
import { unionByCode } from '../../db/queries/places.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { forms } from '../../domain/directory-values.ts';
import type { StreetId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import { type KeepingDeps, type KeepRefusal, openCard, originOf } from './keeping.ts';

export interface NewUnion {
  readonly street: StreetId;
  readonly kind: 'federation' | 'joint' | 'quarter';
  readonly name: string;
  readonly foundedOn: string;
  /** Null: to be filled in on its card. */
  readonly office: Words | null;
  readonly officeHours: Words | null;
  readonly phone: string | null;
}

type UnionFounded =
  | { readonly type: 'founded'; readonly id: number }
  /** There is one of this name. */
  | { readonly type: 'nameTaken' }
  | KeepRefusal;

/** A new union. It covers nothing yet: buildings are given to it one by one. */
export type FoundUnion = (work: Work, actor: Actor, union: NewUnion) => Promise<UnionFounded>;

export function createFoundUnion(deps: KeepingDeps): FoundUnion {
  return async (work, actor, { street, kind, name, foundedOn, office, officeHours, phone }) => {
    const fits = [
      forms.unionKind.safeParse(kind),
      forms.name.safeParse(name),
      forms.day.safeParse(foundedOn),
      forms.place.safeParse(office ?? {}),
      forms.hours.safeParse(officeHours ?? {}),
      forms.phone.safeParse(phone ?? ''),
    ];
    if (fits.some(({ success }) => !success)) return { type: 'notYours' };
    // The street is held: two who found the same union at once found one.
    const opened = await openCard(work, actor, { kind: 'street', id: street }, 'foundUnion');
    if (opened.type !== 'open') return opened;
    const tx = await txOf(work);
    if ((await unionsNamed(tx, name)).length > 0) return { type: 'nameTaken' };
    let code = await freshPlaceCode(tx);
    while (await unionByCode(tx, code)) code = await freshPlaceCode(tx);
    const columns = {
      name,
      kind,
      founded_on: foundedOn,
      office: office ?? {},
      office_hours: officeHours ?? {},
      phone: phone ?? '',
    };
    const id = await insertRow(tx, 'union', {
      ...columns,
      code,
      street_id: street,
      name_en: '',
      introduction: {},
      demo: false,
    });
    await recordChanges(tx, originOf(work, actor, deps), [
      {
        subject: 'union',
        subjectId: id,
        action: 'added',
        union: id as typeof opened.card.union,
        before: null,
        after: columns,
      },
    ]);
    return { type: 'founded', id };
  };
}
