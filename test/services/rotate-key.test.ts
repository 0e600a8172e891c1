import { readdirSync, readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { phoneIndex } from '../../src/db/phone-index.ts';
import { dialogues, people } from '../../src/db/schema.ts';
import { sealedTables } from '../../src/db/sealed-columns.ts';
import { createVault, VaultError } from '../../src/db/vault.ts';
import { rotateKey } from '../../src/services/rotate-key.ts';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const old = createVault(oldKey);
const fresh = createVault(newKey);
const ring = createVault(newKey, [oldKey]);
const phone = (nth: number) => `138${String(nth).padStart(8, '0')}`;

beforeEach(() => db.execute(sql`truncate people, dialogues restart identity cascade`));

async function company(count: number): Promise<void> {
  const createdAt = new Date('2026-11-02T02:00:00Z');
  const all = await db
    .insert(people)
    .values(
      Array.from({ length: count }, (_, nth) => ({
        telegramId: 8_200_000 + nth,
        createdAt,
        // Every third has told us nothing yet.
        ...(nth % 3 === 0
          ? {}
          : {
              name: old.seal(`王${nth}`, 'people.name'),
              phone: old.seal(phone(nth), 'people.phone'),
              phoneIndex: phoneIndex(old, phone(nth)),
            }),
      })),
    )
    .returning({ id: people.id });
  await db.insert(dialogues).values(
    all.flatMap(({ id }) =>
      ['join', 'survey'].map((kind) => ({
        person: id,
        kind,
        state: old.seal(`{"step":"${kind}"}`, 'dialogues.state'),
        open: kind === 'join',
        updatedAt: createdAt,
      })),
    ),
  );
}

test('everything is under the new key afterwards, and found by it; a second time there is nothing to do', async () => {
  await company(1_300);
  const counts = Object.fromEntries(
    (await rotateKey({ db, vault: ring })).map((one) => [one.table, one.rows]),
  );
  expect(counts).toMatchObject({ people: 866, dialogues: 2_600 });
  for (const row of await db.select().from(people)) {
    if (!row.name || !row.phone) continue;
    const nth = Number(fresh.open(row.name, 'people.name').slice(1));
    expect(fresh.open(row.phone, 'people.phone')).toBe(phone(nth));
    expect(row.phoneIndex).toEqual(phoneIndex(fresh, phone(nth)));
  }
  for (const row of await db.select().from(dialogues)) {
    expect(fresh.open(row.state, 'dialogues.state')).toBe(`{"step":"${row.kind}"}`);
  }
  expect((await rotateKey({ db, vault: ring })).every(({ rows }) => rows === 0)).toBe(true);
});

test('what she writes meanwhile is not written over', async () => {
  await company(2);
  const [first] = await db.select().from(dialogues).limit(1);
  if (!first) throw new Error('nobody is there');
  const mine = sql`person_id = ${first.person} and kind = ${first.kind}`;
  // Between reading her row and writing it, her turn ends.
  let hers: Promise<unknown> | undefined;
  const slow = {
    ...ring,
    open(sealed: Buffer, column: string) {
      const state = ring.seal('{"step":"later"}', 'dialogues.state');
      if (column === 'dialogues.state') hers ??= db.update(dialogues).set({ state }).where(mine).execute();
      return ring.open(sealed, column);
    },
  };
  await rotateKey({ db, vault: slow });
  await hers;
  const [after] = await db.select().from(dialogues).where(mine);
  expect(after && fresh.open(after.state, 'dialogues.state')).toBe('{"step":"later"}');
});

test('what no key opens is left as it is, and counted', async () => {
  await company(2);
  const lost = createVault(Buffer.alloc(32, 9)).seal('谁', 'people.name');
  await db.update(people).set({ name: lost }).where(eq(people.telegramId, 8_200_001));
  const done = await rotateKey({ db, vault: ring });
  expect(done.find(({ table }) => table === 'people')).toMatchObject({ rows: 0, unopened: 1 });
  const [row] = await db.select().from(people).where(eq(people.telegramId, 8_200_001));
  expect(row?.name).toEqual(lost);
  expect(() => ring.open(lost, 'people.name')).toThrow(VaultError);
});

test('every column that anything is sealed for is among them', () => {
  const known = sealedTables().flatMap(({ table, sealed }) => sealed.map((column) => `${table}.${column}`));
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const named = files.flatMap((file) =>
    [
      ...readFileSync(`src/${file}`, 'utf8').matchAll(
        /\bvault\.(?:seal|open)\([^'"`;]*'([a-z_]+\.[a-z_]+)'\)/gu,
      ),
    ].map(([, column]) => column),
  );
  expect(named.length).toBeGreaterThan(8);
  for (const column of named) expect(known).toContain(column);
});
