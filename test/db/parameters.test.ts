import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase({ max: 1 });

test.each([
  ['an object', { a: 1 }],
  ['nothing at all', undefined],
  ['a function', () => 1],
  ['a list with an object in it', [{ a: 1 }]],
])(
  'a parameter that can’t be sent is refused, and no neighbour gets another’s rows: %s',
  async (_what, param) => {
    const ask = (n: number) => db.execute<{ n: number }>(sql`select ${n}::int as n, pg_sleep(0.001)`);
    const answers = await Promise.allSettled([
      ...[1, 2, 3].map(ask),
      db.execute(sql`select ${sql.param(param)}::text`),
      ...[4, 5, 6].map(ask),
    ]);
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value[0]?.n : 'refused'))).toEqual(
      [1, 2, 3, 'refused', 4, 5, 6],
    );
  },
);

test('a date is sent as what it is', async () => {
  const noon = new Date('2026-12-05T04:00:00Z');
  const [row] = await db.execute<{ same: boolean }>(
    sql`select ${noon}::timestamptz = '2026-12-05 12:00+08' as same`,
  );
  expect(row?.same).toBe(true);
});

test('a list is sent as what it is', async () => {
  const texts = ['a"b\\c', '', 'null', null, '{x}', 'a,b', ' 金 '];
  const [row] = await db.execute<{ texts: string; numbers: string; truths: string; none: string }>(sql`
    select to_json(${sql.param(texts)}::text[]) as texts, to_json(${sql.param([1, -2, 3n])}::bigint[]) as numbers,
      to_json(${sql.param([true, false, null])}::boolean[]) as truths, to_json(${sql.param([])}::text[]) as none`);
  expect(row).toEqual({ texts, numbers: [1, -2, 3], truths: [true, false, null], none: [] });
});
