import { createHash, randomInt } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { placeRows, unitRows } from '../../db/queries/import-places.ts';
import { codesTaken, type StagedRow, setIdsAside, stageRows } from '../../db/queries/import-rows.ts';
import { codeLength, codeLetters } from '../../domain/directory.ts';
import type { BuildingId, ImportId, StreetId, UnionId } from '../../domain/ids.ts';
import { decideBuilding, decideUnion } from '../../domain/import/decide-place.ts';
import { decideUnit, type UnitMeant, type UnitRow, unitMeant } from '../../domain/import/decide-unit.ts';
import { type Deciding, type Decision, isFault, type RowDecision } from '../../domain/import/decision.ts';
import { type Fault, mostFaults } from '../../domain/import/faults.ts';
import type { ImportKind } from '../../domain/import/fields.ts';
import type { RawRow } from '../../domain/import/file.ts';
import type { Header } from '../../domain/import/header.ts';
import { readRow, type Wish } from '../../domain/import/wish.ts';

type Staged = Omit<StagedRow, 'import'>;

/**
 * Decides the rows of a file a few thousand at a time, and keeps what was decided. What rows add is known to those after
 * them, so unions come before buildings, and these before units.
 */
export class Stage {
  readonly #import: ImportId;
  readonly #deciding: Deciding;
  readonly #today: string;
  readonly #plan = createHash('sha256');
  #n = 0;
  faults = 0;

  constructor(id: ImportId, deciding: Deciding, today: string) {
    this.#import = id;
    this.#deciding = deciding;
    this.#today = today;
  }

  /** What it would change, as one figure. Ids and codes that were drawn for new rows don't count. */
  fingerprint(): string {
    return this.#plan.digest('hex');
  }

  async add(tx: Tx, sheet: number, header: Header, rows: readonly RawRow[]): Promise<void> {
    const staged: Staged[] = [];
    const wishes: Wish[] = [];
    for (const raw of rows) {
      const read = readRow(header, raw, this.#today);
      if (read.ok) wishes.push(read.wish);
      else this.#refuse(staged, sheet, header.kind, raw.row, read.faults);
    }
    const decided = await this.#decide(tx, header.kind, wishes);
    const drawn = await this.#draw(tx, header.kind, decided);
    for (const { wish, decision } of decided) {
      if (decision.type === 'fault') this.#refuse(staged, sheet, header.kind, wish.row, decision.faults);
      else staged.push(...this.#keep(sheet, wish, decision, drawn));
    }
    await stageRows(tx, this.#import, staged);
  }

  async #decide(tx: Tx, kind: ImportKind, wishes: readonly Wish[]): Promise<readonly Decided[]> {
    return kind === 'unit' ? this.#decideUnits(tx, wishes) : this.#decidePlaces(tx, kind, wishes);
  }

  async #decideUnits(tx: Tx, wishes: readonly Wish[]): Promise<readonly Decided[]> {
    const meant = wishes.map((wish) => unitMeant(wish, this.#deciding));
    const known = meant.filter((each): each is UnitMeant => !isFault(each));
    const rows = await unitRows(
      tx,
      known.flatMap(({ serial }) => (serial === null ? [] : [serial])),
      known.flatMap(({ building, normalised }) =>
        building === null || normalised === null ? [] : [{ building: building.id, normalised }],
      ),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const byName = groupedByName(rows);
    const { buildings } = this.#deciding.around;
    return wishes.map((wish, index) => {
      const of = meant[index];
      if (of === undefined || isFault(of)) return { wish, decision: of ?? { type: 'fault', faults: [] } };
      const numbered = of.serial === null ? undefined : byId.get(of.serial);
      const home = of.building ?? (numbered && buildings.byId(numbered.building_id));
      const called = home ? (byName.get(`${home.id}:${of.normalised}`) ?? []) : [];
      const there: UnitRow[] = numbered
        ? [numbered, ...called.filter(({ id }) => id !== numbered.id)]
        : called;
      return { wish, decision: decideUnit(wish, of, there, home ?? undefined, this.#deciding) };
    });
  }

  async #decidePlaces(
    tx: Tx,
    kind: 'union' | 'building',
    wishes: readonly Wish[],
  ): Promise<readonly Decided[]> {
    const places = this.#deciding.around[`${kind}s`];
    const ids = new Set<number>();
    for (const wish of wishes) {
      const coded = wish.code === null ? undefined : places.byCode(wish.code);
      const found = coded ? [coded] : wish.name === null ? [] : places.called(wish.name);
      for (const { id } of found) ids.add(id);
    }
    const rows = await placeRows(tx, `${kind}s`, [...ids]);
    const decide = kind === 'union' ? decideUnion : decideBuilding;
    return wishes.map((wish) => ({ wish, decision: decide(wish, this.#deciding, (id) => rows.get(id)) }));
  }

  async #draw(tx: Tx, kind: ImportKind, decided: readonly Decided[]): Promise<Drawn> {
    const rows = decided.flatMap(({ decision }) => (decision.type === 'row' ? [decision] : []));
    const added = rows.filter(({ id }) => id === null).length;
    return {
      ids: await setIdsAside(tx, kind, added),
      names: await setIdsAside(
        tx,
        'name',
        rows.reduce((sum, { names }) => sum + (names?.length ?? 0), 0),
      ),
      codes: kind === 'unit' ? [] : await freshCodes(tx, added),
    };
  }

  #refuse(staged: Staged[], sheet: number, kind: ImportKind, row: number, faults: readonly Fault[]): void {
    this.faults += 1;
    if (this.faults <= mostFaults) {
      staged.push({ n: this.#next(), kind, action: 'fault', sheet, row, faults: [...faults] });
    }
  }

  #keep(sheet: number, wish: Wish, decision: RowDecision, drawn: Drawn): Staged[] {
    const { kind, row } = wish;
    const id = decision.id ?? take(drawn.ids);
    const isNew = decision.id === null;
    const after = isNew && kind !== 'unit' ? { ...decision.after, code: take(drawn.codes) } : decision.after;
    const building = kind === 'building' ? id : decision.building;
    if (decision.action !== 'unchanged') {
      const { key, action, before, cover, names } = decision;
      this.#plan.update(JSON.stringify([kind, key, action, before, decision.after, cover, names]));
    }
    this.#learn(wish, decision, id, String(after?.code ?? ''));
    const at = { sheet, row, building, union: decision.union };
    return [
      {
        ...at,
        n: this.#next(),
        kind,
        action: decision.action,
        subject: id,
        key: decision.key,
        before: decision.before,
        after,
      },
      ...(decision.cover
        ? [
            {
              ...at,
              n: this.#next(),
              kind: 'cover',
              action: 'changed',
              subject: id,
              ...decision.cover,
            } as const,
          ]
        : []),
      ...(decision.names ?? []).map(
        (after) =>
          ({
            ...at,
            n: this.#next(),
            kind: 'name',
            action: 'added',
            subject: take(drawn.names),
            after,
          }) as const,
      ),
    ];
  }

  /** Rows further down may name what this one adds, or call it by its new name. */
  #learn({ kind }: Wish, { action, before, after, cover }: RowDecision, id: number, code: string): void {
    if (kind === 'unit' || action === 'unchanged') return;
    const { unions, buildings } = this.#deciding.around;
    const covered = cover?.after ? { union: cover.after.union_id as UnionId | null } : {};
    if (before === null) {
      const place = {
        code,
        street: after?.street_id as StreetId,
        name: String(after?.name),
        others: [],
        gone: null,
      };
      if (kind === 'union') unions.add({ ...place, id: id as UnionId, needed: false });
      else
        buildings.add({
          ...place,
          id: id as BuildingId,
          union: null,
          coveredSince: (cover?.after?.since as string | undefined) ?? null,
          ...covered,
        });
      return;
    }
    const gone =
      action === 'closed' ? { gone: 'closed' as const } : action === 'reopened' ? { gone: null } : {};
    const named = typeof after?.name === 'string' ? { name: after.name } : {};
    const moved = typeof after?.street_id === 'number' ? { street: after.street_id as StreetId } : {};
    if (kind === 'union') {
      const union = unions.byId(id);
      if (union) unions.replace(union, { ...union, ...named, ...moved, ...gone });
    } else {
      const building = buildings.byId(id);
      if (building) buildings.replace(building, { ...building, ...named, ...moved, ...gone, ...covered });
    }
  }

  #next(): number {
    this.#n += 1;
    return this.#n;
  }
}

function groupedByName(rows: readonly UnitRow[]): ReadonlyMap<string, UnitRow[]> {
  const groups = new Map<string, UnitRow[]>();
  for (const row of rows) {
    const key = `${row.building_id}:${row.normalised}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

interface Decided {
  readonly wish: Wish;
  readonly decision: Decision;
}

/** Ids and codes set aside for the new rows of a batch, taken one after the other. */
interface Drawn {
  readonly ids: number[];
  readonly names: number[];
  readonly codes: string[];
}

function take<T>(from: T[]): T {
  const value = from.pop();
  if (value === undefined) throw new Error('too little was set aside');
  return value;
}

async function freshCodes(tx: Tx, count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    const drawn = Array.from({ length: count - codes.size }, () =>
      Array.from({ length: codeLength }, () => codeLetters.charAt(randomInt(codeLetters.length))).join(''),
    );
    const taken = await codesTaken(tx, drawn);
    for (const code of drawn) if (!taken.has(code)) codes.add(code);
  }
  return [...codes];
}
