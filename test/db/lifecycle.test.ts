import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { phoneIndex } from '../../src/db/phone-index.ts';
import { applications, cards, memberships } from '../../src/db/schema.ts';
import {
  allowedMoves,
  applicationLifecycle,
  applicationStatuses,
  cardLifecycle,
  cardStatuses,
  membershipLifecycle,
  membershipStatuses,
} from '../../src/domain/lifecycle.ts';
import { testDatabase } from '../support/database.ts';
import { monday, someone, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north } = await twoStreets(db);

/** One row to move about. */
async function membership() {
  const { person } = await someone(db);
  const row = { person, union: north.union, unit: north.unit, since: '2026-11-02' };
  const [made] = await db.insert(memberships).values(row).returning({ id: memberships.id });
  if (!made) throw new Error('no membership');
  return made.id;
}

async function card() {
  const row = {
    membership: await membership(),
    status: 'requested',
    requestedAt: monday,
    handOver: { zh: '一层服务台', en: 'ground floor desk' },
  } as const;
  const [made] = await db.insert(cards).values(row).returning({ id: cards.id });
  return made?.id;
}

async function application() {
  const { person } = await someone(db);
  const [made] = await db
    .insert(applications)
    .values({
      person,
      union: north.union,
      building: north.building,
      name: vault.seal('王小雨', 'applications.name'),
      phone: vault.seal('13800000000', 'applications.phone'),
      phoneIndex: phoneIndex(vault, '13800000000'),
      status: 'submitted',
      submittedAt: monday,
      dueOn: '2026-11-26',
    })
    .returning({ id: applications.id });
  return made?.id;
}

/** The moves that lead from a beginning to a state, all of them allowed. */
function wayTo(state: string, moves: readonly string[]): readonly string[] {
  const ways = new Map<string, readonly string[]>([['', []]]);
  for (const [from, way] of ways) {
    for (const move of moves) {
      const [before = '', to = ''] = move.split('>');
      if (before === from && !ways.has(to)) ways.set(to, [...way, to]);
    }
  }
  return ways.get(state) ?? [];
}

describe('of all moves there could be, the database lets those through that the rules list', () => {
  test.each([
    { table: 'applications', row: application, states: applicationStatuses, lifecycle: applicationLifecycle },
    { table: 'memberships', row: membership, states: membershipStatuses, lifecycle: membershipLifecycle },
    { table: 'cards', row: card, states: cardStatuses, lifecycle: cardLifecycle },
  ])('$table', async ({ table, row, states, lifecycle }) => {
    const moves = allowedMoves<string>(lifecycle);
    const id = await row();
    // A membership that is over ends on a day; one that isn't, doesn't.
    const until = (to: string) =>
      ['active', 'retained'].includes(to) ? sql`, until = null` : sql`, until = '2026-12-01'`;
    const move = (to: string) =>
      db.execute(sql`update ${sql.identifier(table)}
        set status = ${to} ${table === 'memberships' ? until(to) : sql``} where id = ${id}`);
    const anew = sql`alter table ${sql.identifier(table)}`;
    for (const from of states) {
      for (const to of states) {
        if (from === to) continue;
        // Back to where it began, by a way that isn't open to the bot: its triggers are off for that long.
        await db.execute(sql`${anew} disable trigger user`);
        await move(wayTo(from, moves)[0] ?? '');
        await db.execute(sql`${anew} enable trigger user`);
        for (const step of wayTo(from, moves).slice(1)) await move(step);
        const outcome = await move(to).then(
          () => 'done',
          (error: { cause?: { code?: string } }) => error.cause?.code,
        );
        expect(`${from}>${to}: ${outcome}`).toBe(
          `${from}>${to}: ${moves.includes(`${from}>${to}`) ? 'done' : '23514'}`,
        );
      }
    }
  });

  test('and nothing begins in the middle', async () => {
    const id = await membership();
    await expect(
      db.insert(cards).values({ membership: id, status: 'lost', requestedAt: monday }),
    ).rejects.toMatchObject({ cause: { code: '23514' } });
  });
});
