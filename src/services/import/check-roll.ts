import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../db/client.ts';
import { phoneIndex, phoneIndexes } from '../../db/phone-index.ts';
import { readSurroundings } from '../../db/queries/import-places.ts';
import { type ImportTry, stillMine, takeTime } from '../../db/queries/imports.ts';
import {
  coveredBuildings,
  findRepetitions,
  type KnownMember,
  leaversWithPhones,
  membersOfUnits,
  membersWithPhones,
  type NewRollRow,
  rollCounts,
  stageRollRows,
  unitsCalled,
} from '../../db/queries/roll.ts';
import { erasedPhones } from '../../db/tombstones.ts';
import type { Vault } from '../../db/vault.ts';
import type { Actor } from '../../domain/actor.ts';
import type { UnionId, UnitId } from '../../domain/ids.ts';
import { mostFaults } from '../../domain/import/faults.ts';
import type { ImportFile, RawRow } from '../../domain/import/file.ts';
import { headerWithin } from '../../domain/import/header.ts';
import { emptyReport, type ImportReport, type Note } from '../../domain/import/report.ts';
import type { RollFault } from '../../domain/roll/decision.ts';
import { findRollHeader, type RollHeader } from '../../domain/roll/header.ts';
import { isRollFault, rollPlace } from '../../domain/roll/place.ts';
import { type RollWish, readRollRow } from '../../domain/roll/row.ts';
import { normaliseName } from '../../domain/search/spelling.ts';

interface RollSheet {
  readonly index: number;
  readonly header: RollHeader;
}

export interface RollFound {
  readonly sheets: readonly RollSheet[];
  readonly notes: readonly Note[];
}

const mostNotes = 20;

/** The sheets of a file that list members; null when none does, and it is a file of the directory. */
export async function findRoll(file: ImportFile): Promise<RollFound | null> {
  const sheets: RollSheet[] = [];
  const notes: Note[] = [];
  for (const [index, { name, hidden, rows }] of file.sheets.entries()) {
    if (hidden) continue;
    const first: RawRow[] = [];
    for await (const batch of rows.call(file.sheets[index])) {
      first.push(...batch.slice(0, headerWithin - first.length));
      if (first.length >= headerWithin) break;
    }
    const header = findRollHeader(first);
    if (!header) {
      notes.push({ type: 'otherSheet', sheet: name });
      continue;
    }
    sheets.push({ index, header });
    for (const heading of header.unknown)
      notes.push({ type: 'otherColumn', sheet: name, heading: heading.slice(0, 40) });
  }
  return sheets.length === 0 ? null : { sheets, notes: notes.slice(0, mostNotes) };
}

/** So many rows are decided and kept in one transaction. */
const batchSize = 2_000;

export interface RollCheck {
  readonly try: ImportTry;
  readonly actor: Actor;
  readonly today: string;
}

/**
 * Reads a roll to its end and keeps whom it would bring, sealed; bounded in memory, whatever its length.
 *
 * @returns null when another process took over
 */
export async function stageRoll(
  { db, vault, goOn }: { readonly db: Db; readonly vault: Vault; readonly goOn: () => void },
  check: RollCheck,
  file: ImportFile,
  found: RollFound,
): Promise<{ readonly report: ImportReport; readonly fingerprint: string } | null> {
  const stage = new RollStage(vault, check, {
    around: await readSurroundings(db),
    covered: await coveredBuildings(db),
  });
  for (const { index, header } of found.sheets) {
    for await (const rows of batches(file, index, header)) {
      goOn();
      const mine = await db.transaction(async (tx) => {
        if (!(await stillMine(tx, check.try))) return false;
        await stage.add(tx, index, header, rows);
        return true;
      });
      if (!mine) return null;
    }
  }
  return db.transaction(async (tx) => {
    if (!(await stillMine(tx, check.try))) return null;
    await takeTime(tx);
    await findRepetitions(tx, check.try.id);
    const report: ImportReport = {
      ...emptyReport,
      sheets: file.sheets.map(({ name }) => name),
      notes: [...found.notes],
      roll: await rollCounts(tx, check.try.id),
      faults: stage.faults,
    };
    return { report, fingerprint: stage.fingerprint() };
  });
}

interface Against {
  readonly around: Awaited<ReturnType<typeof readSurroundings>>;
  readonly covered: Awaited<ReturnType<typeof coveredBuildings>>;
}

interface Placed {
  readonly wish: RollWish;
  readonly union: UnionId;
  readonly unit: UnitId | null;
}

class RollStage {
  readonly #vault: Vault;
  readonly #check: RollCheck;
  readonly #against: Against;
  readonly #plan = createHash('sha256');
  #n = 0;
  faults = 0;

  constructor(vault: Vault, check: RollCheck, against: Against) {
    this.#vault = vault;
    this.#check = check;
    this.#against = against;
  }

  /** Whom it would bring, as one figure that tells of nobody. */
  fingerprint(): string {
    return this.#plan.digest('hex');
  }

  async add(tx: Tx, sheet: number, header: RollHeader, rows: readonly RawRow[]): Promise<void> {
    const staged: NewRollRow[] = [];
    const placed = await this.#place(tx, sheet, header, rows, staged);
    const phones = placed.map(({ wish }) => wish.phone);
    const erased = await erasedPhones(tx, this.#vault, phones);
    const indexes = phones.flatMap((phone) => phoneIndexes(this.#vault, phone));
    const byIndex = grouped(await membersWithPhones(tx, indexes));
    const leavers = grouped(await leaversWithPhones(tx, indexes));
    const named = await this.#namesakes(tx, placed);
    for (const { wish, union, unit } of placed) {
      const index = phoneIndex(this.#vault, wish.phone);
      const having = (among: ReadonlyMap<string, readonly KnownMember[]>) =>
        phoneIndexes(this.#vault, wish.phone).flatMap((one) => among.get(one.toString('hex')) ?? []);
      const isShe = ({ name }: KnownMember) =>
        name !== null && this.#vault.open(name, 'people.name') === wish.name;
      const reached = having(byIndex);
      const known = reached.some(isShe);
      const gone = erased.has(wish.phone) || having(leavers).some(isShe);
      const left = { n: this.#next(), sheet, row: wish.row };
      if (gone || known) {
        staged.push({ ...left, action: gone ? 'erased' : 'known' });
        continue;
      }
      const namesake = unit === null ? undefined : named.get(`${unit}:${wish.name}`);
      const twin = reached[0] ?? namesake;
      const namesakeHash = this.#vault.blindIndex(`${unit ?? `u${union}`}:${wish.name}`, 'roll namesake');
      this.#plan
        .update(index)
        .update(namesakeHash)
        .update(JSON.stringify([union, unit, wish.since]));
      staged.push({
        ...left,
        action: 'added',
        name: this.#vault.seal(wish.name, 'roll_rows.name'),
        phone: this.#vault.seal(wish.phone, 'roll_rows.phone'),
        phoneIndex: index,
        namesakeHash,
        union,
        unit,
        since: wish.since,
        tail: wish.tail === null ? null : this.#vault.seal(wish.tail, 'roll_rows.tail'),
        twin: twin?.person ?? null,
        why: reached.length > 0 ? 'phone' : namesake ? 'unitName' : null,
      });
    }
    await stageRollRows(tx, this.#check.try.id, staged);
  }

  async #place(
    tx: Tx,
    sheet: number,
    header: RollHeader,
    rows: readonly RawRow[],
    staged: NewRollRow[],
  ): Promise<readonly Placed[]> {
    const { around, covered } = this.#against;
    const wanted: { wish: RollWish; union: UnionId; buildings: readonly number[] }[] = [];
    for (const raw of rows) {
      const read = readRollRow(header, raw, this.#check.today);
      const place = read.ok ? rollPlace(read.wish, this.#check.actor, around, covered) : null;
      if (!read.ok) this.#refuse(staged, sheet, raw.row, read.faults);
      else if (place && isRollFault(place)) this.#refuse(staged, sheet, raw.row, [place]);
      else if (place) wanted.push({ wish: read.wish, ...place });
    }
    const called = await unitsCalled(
      tx,
      wanted.flatMap(({ wish, buildings }) =>
        wish.unit === null ? [] : [{ buildings: buildings as never, name: normaliseName(wish.unit) }],
      ),
    );
    return wanted.flatMap(({ wish, union, buildings }): Placed[] => {
      if (wish.unit === null) return [{ wish, union, unit: null }];
      const name = normaliseName(wish.unit);
      const [unit, another] = buildings.flatMap((building) => called.get(`${building}:${name}`) ?? []);
      if (unit !== undefined && another === undefined) return [{ wish, union, unit }];
      this.#refuse(staged, sheet, wish.row, [
        { kind: unit === undefined ? 'unknownUnit' : 'severalUnits', field: 'unit' },
      ]);
      return [];
    });
  }

  /** Members of the rows' units, by unit and name. */
  async #namesakes(tx: Tx, placed: readonly Placed[]): Promise<ReadonlyMap<string, KnownMember>> {
    const units = [...new Set(placed.flatMap(({ unit }) => (unit === null ? [] : [unit])))];
    const named = new Map<string, KnownMember>();
    for (const member of await membersOfUnits(tx, units))
      if (member.name) named.set(`${member.unit}:${this.#vault.open(member.name, 'people.name')}`, member);
    return named;
  }

  #refuse(staged: NewRollRow[], sheet: number, row: number, faults: readonly RollFault[]): void {
    this.faults += 1;
    if (this.faults <= mostFaults)
      staged.push({ n: this.#next(), action: 'fault', sheet, row, faults: [...faults] });
  }

  #next(): number {
    this.#n += 1;
    return this.#n;
  }
}

/** Several may have one number. */
function grouped(members: readonly KnownMember[]): ReadonlyMap<string, readonly KnownMember[]> {
  const groups = new Map<string, KnownMember[]>();
  for (const member of members) {
    const key = member.phoneIndex?.toString('hex') ?? '';
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return groups;
}

async function* batches(
  file: ImportFile,
  index: number,
  header: RollHeader,
): AsyncGenerator<readonly RawRow[]> {
  let batch: RawRow[] = [];
  const sheet = file.sheets[index];
  if (!sheet) return;
  for await (const read of sheet.rows()) {
    for (const row of read) {
      if (row.row <= header.row) continue;
      batch.push(row);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
