import { and, asc, desc, eq, gte, inArray, isNull, like, ne, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { BroadcastContent } from '../../domain/broadcast-content.ts';
import type { ActivityId, BroadcastId, NoticeId, PersonId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { Db, Tx } from '../client.ts';
import { activities, broadcasts, notices, unions } from '../schema.ts';

/* What officers write to many, while they write it and afterwards; what is sent of it is in broadcasts.ts. */

export type Draft = typeof broadcasts.$inferSelect;

export async function draftById(db: Db | Tx, id: BroadcastId): Promise<Draft | undefined> {
  const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
  return row;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockDraft(tx: Tx, id: BroadcastId): Promise<Draft | undefined> {
  const [row] = await tx.select().from(broadcasts).where(eq(broadcasts.id, id)).for('update');
  return row;
}

export async function insertDraft(
  tx: Tx,
  values: {
    readonly author: PersonId;
    readonly scope: Scope;
    readonly template: string | null;
    readonly content: BroadcastContent;
    readonly now: Date;
  },
): Promise<BroadcastId> {
  const { now, ...rest } = values;
  const [row] = await tx
    .insert(broadcasts)
    .values({ ...rest, status: 'draft', createdAt: now, changedAt: now })
    .returning({ id: broadcasts.id });
  if (!row) throw new Error('a draft was not kept');
  return row.id;
}

export async function updateDraft(
  tx: Tx,
  id: BroadcastId,
  changes: Partial<typeof broadcasts.$inferInsert>,
): Promise<void> {
  await tx.update(broadcasts).set(changes).where(eq(broadcasts.id, id));
}

/** As one JSON, whichever way its keys were written. */
function scopeIs(scopes: readonly Scope[]): SQL {
  const all = scopes.map((scope) => sql`${JSON.stringify(scope)}::text::jsonb`);
  return sql`${broadcasts.scope} in (${sql.join(all, sql`, `)})`;
}

const pageSize = 6;

export interface DraftsPage {
  readonly drafts: readonly Draft[];
  readonly page: number;
  readonly pages: number;
}

/** What is written on behalf of these, a page at a time: the last touched first, and nothing that was dropped. */
export async function draftsPage(db: Db | Tx, scopes: readonly Scope[], page: number): Promise<DraftsPage> {
  if (scopes.length === 0) return { drafts: [], page: 0, pages: 1 };
  const which = and(scopeIs(scopes), ne(broadcasts.status, 'dropped'));
  const total = await db.$count(broadcasts, which);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const shown = Math.min(page, pages - 1);
  const drafts = await db
    .select()
    .from(broadcasts)
    .where(which)
    .orderBy(desc(broadcasts.changedAt), desc(broadcasts.id))
    .limit(pageSize)
    .offset(shown * pageSize);
  return { drafts, page: shown, pages };
}

/** What activities that buttons lead to are called; those that were called off or have begun are left out. */
export async function linkedActivities(
  db: Db | Tx,
  ids: readonly ActivityId[],
  now: Date,
): Promise<ReadonlyMap<ActivityId, Words>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: activities.id, title: activities.title })
    .from(activities)
    .where(
      and(inArray(activities.id, [...ids]), isNull(activities.cancelledAt), gte(activities.startsAt, now)),
    );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

const mostOffered = 8;

/** What is still to come of a scope's unions, the soonest first; no more than fit on a screen. */
export async function comingIn(
  db: Db | Tx,
  scope: Scope,
  now: Date,
): Promise<{ readonly id: ActivityId; readonly title: Words; readonly startsAt: Date }[]> {
  return db
    .select({ id: activities.id, title: activities.title, startsAt: activities.startsAt })
    .from(activities)
    .innerJoin(unions, eq(unions.id, activities.union))
    .where(
      and(
        scope.kind === 'union' ? eq(unions.id, scope.union) : undefined,
        scope.kind === 'street' ? eq(unions.street, scope.street) : undefined,
        isNull(activities.cancelledAt),
        gte(activities.startsAt, now),
      ),
    )
    .orderBy(asc(activities.startsAt), asc(activities.id))
    .limit(mostOffered);
}

/** The notices by which a broadcast was sent, the newest first. */
export async function noticesOf(db: Db | Tx, broadcast: BroadcastId): Promise<readonly NoticeId[]> {
  const rows = await db
    .select({ id: notices.id })
    .from(notices)
    .where(like(notices.key, `broadcast:${broadcast}:%`))
    .orderBy(desc(notices.id));
  return rows.map(({ id }) => id);
}
