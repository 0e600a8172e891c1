import type { Db } from '../../src/db/client.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ApplicationId } from '../../src/domain/ids.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { at, monday, someone, timeZone, type twoStreets, vault } from './two-streets.ts';

const submit = createSubmitApplication({ vault, timeZone });
let nth = 0;

/** Somebody who has applied, a minute after the last; each with a name and a phone of her own unless said otherwise. */
export async function applicant(
  db: Db,
  place: Awaited<ReturnType<typeof twoStreets>>['north'],
  given: {
    readonly worker?: Actor;
    readonly name?: string;
    readonly phone?: string;
    readonly listed?: boolean;
  } = {},
): Promise<{ readonly worker: Actor; readonly id: ApplicationId }> {
  nth += 1;
  const worker = given.worker ?? (await someone(db));
  const letters = [...'甲乙丙丁戊己庚辛壬癸'];
  const name = given.name ?? `王${[...String(nth)].map((digit) => letters[Number(digit)]).join('')}`;
  const outcome = await at(db, new Date(monday.getTime() + nth * 1000), (work) =>
    submit(work, worker, {
      building: place.building,
      union: place.union,
      unit: given.listed === false ? { kind: 'unsaid' } : { kind: 'listed', unit: place.unit, name: '' },
      name,
      phone: given.phone ?? `139${String(nth).padStart(8, '0')}`,
      consent: 1,
      announcements: false,
    }),
  );
  if (outcome.type !== 'submitted') throw new Error(outcome.type);
  return { worker, id: outcome.application };
}
