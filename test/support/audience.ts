import { sql } from 'drizzle-orm';
import type { Db } from '../../src/db/client.ts';
import { activities, deliveries } from '../../src/db/schema.ts';
import type { ActivityId, NoticeId, UnionId } from '../../src/domain/ids.ts';
import type { World } from '../../src/playground/world/world.ts';

/** Telegram ids of an audience count up from here. */
export const firstChat = 910_000_001;

/**
 * Makes `count` members of a union who agreed to announcements, all at once: a benchmark's audience is made the same way.
 * Their Telegram ids are `from`, `from + 1` and so on.
 */
export async function addMembers(
  db: Db,
  union: UnionId,
  { count, from = firstChat, since }: { count: number; from?: number; since: Date },
): Promise<void> {
  const at = since.toISOString();
  await db.execute(sql`
    with new as (
      insert into people (telegram_id, telegram_language, created_at)
      select ${from}::bigint + i, case when i % 3 = 0 then 'en' else 'zh-hans' end, ${at}
      from generate_series(0, ${count}::int - 1) i
      returning id
    ), joined as (
      insert into memberships (person_id, union_id, since) select id, ${union}, ${at}::timestamptz from new
    )
    insert into consents (person_id, purpose, version, given_at) select id, 'announcements', 1, ${at} from new`);
}

/** The same people with a phone each, who have all said hello. */
export function moveIn(world: World, count: number, from = firstChat): void {
  for (let id = from; id < from + count; id++) {
    world.addPerson({ id, first_name: '居民', language_code: 'zh-hans' });
    const chat = world.chat(id);
    if (chat) chat.started = true;
  }
}

export async function addActivity(
  db: Db,
  union: UnionId,
  startsAt: Date,
  kind = 'crafts',
): Promise<ActivityId> {
  const [row] = await db
    .insert(activities)
    .values({
      code: `a-${union}-${startsAt.getTime()}-${kind}`,
      union,
      kind: kind as 'crafts',
      title: { zh: '手工香囊', en: 'Scented sachets' },
      startsAt,
      place: { zh: '三层活动室', en: 'Room on the third floor' },
      capacity: null,
      createdAt: startsAt,
    })
    .returning({ id: activities.id });
  if (!row) throw new Error('no activity');
  return row.id;
}

/** How many rows of a notice's ledger are in which state. */
export async function ledger(db: Db, notice: NoticeId): Promise<Record<string, number>> {
  const rows = await db
    .select({ status: deliveries.status, reason: deliveries.reason, n: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(sql`${deliveries.notice} = ${notice}`)
    .groupBy(deliveries.status, deliveries.reason);
  return Object.fromEntries(
    rows.map(({ status, reason, n }) => [reason ? `${status} ${reason}` : status, n]),
  );
}

/** How many people got how many messages of the bot: `{ 1: 300 }` is everybody, once. */
export function received(world: World, count: number, from = firstChat): Record<number, number> {
  const tally: Record<number, number> = {};
  for (let id = from; id < from + count; id++) {
    const got = (world.chat(id)?.messages ?? []).filter((message) => message.from?.is_bot).length;
    tally[got] = (tally[got] ?? 0) + 1;
  }
  return tally;
}
