import type { Tx } from '../../db/client.ts';
import type { ImportRecord } from '../../db/queries/imports.ts';
import { rowsToAdd } from '../../db/queries/roll.ts';
import { addMembers, flagApplicants, noteRollAlike } from '../../db/queries/roll-members.ts';
import type { Vault } from '../../db/vault.ts';
import type { PersonId } from '../../domain/ids.ts';

/** One statement takes a second or so for this many. */
const atOnce = 5_000;

/**
 * Makes members of a confirmed roll's people. They have agreed to nothing yet, so nothing that goes to many goes to them;
 * what may be somebody else's record is noted for staff.
 */
export async function applyRoll(
  tx: Tx,
  vault: Vault,
  record: ImportRecord,
  { now, keepClaim }: { readonly now: Date; readonly keepClaim: () => Promise<unknown> },
): Promise<void> {
  // Rows that resemble an earlier one of the file name it by its number.
  const made = new Map<number, PersonId>();
  for (let after = 0; ; ) {
    const rows = await rowsToAdd(tx, record.id, after, atOnce);
    after = rows.at(-1)?.n ?? after;
    const anew = (sealed: Buffer, from: string, to: string) => vault.seal(vault.open(sealed, from), to);
    const whole = rows.flatMap((row) => {
      const { n, name, phone, phoneIndex, union, since, unit, tail } = row;
      if (!name || !phone || !phoneIndex || union === null || since === null) return [];
      // Each column has a seal of its own.
      const self = {
        name: anew(name, 'roll_rows.name', 'people.name'),
        phone: anew(phone, 'roll_rows.phone', 'people.phone'),
        tail: tail && anew(tail, 'roll_rows.tail', 'cards.tail'),
      };
      return [{ n, row, member: { ...self, phoneIndex, union, unit, since } }];
    });
    const people = await addMembers(
      tx,
      record.id,
      whole.map(({ member }) => member),
      now,
      record.by,
    );
    const pairs = whole.flatMap(({ n, row: { twin, twinRow, why } }, place) => {
      const person = people[place];
      if (person === undefined) return [];
      made.set(n, person);
      const other = twin ?? (twinRow === null ? undefined : made.get(twinRow));
      return why !== null && other !== undefined ? [{ person, other, why }] : [];
    });
    await noteRollAlike(tx, pairs, now);
    await keepClaim();
    if (rows.length < atOnce) break;
  }
  await flagApplicants(tx, record.id);
}
