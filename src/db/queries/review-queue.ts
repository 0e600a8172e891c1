import { and, asc, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Actor, Scope } from '../../domain/actor.ts';
import type { ApplicationId, PersonId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { ApplicationStatus } from '../../domain/lifecycle.ts';
import { claimHours, type QueueFilter } from '../../domain/review.ts';
import type { Tx } from '../client.ts';
import { applications, buildings, unions, units } from '../schema.ts';
import { openTo } from './kept-from.ts';

/*
 * The reviewers' queue: what is open in somebody's scopes and hers to decide on, narrowed down. Statuses stand in the
 * statements as they are, so that the partial index on what is open is found.
 */

/** Who looks, when, and on which day that is there. */
export interface Looking {
  readonly actor: Actor;
  readonly now: Date;
  readonly today: string;
}

export type QueueCounts = Readonly<Record<QueueFilter | 'unremarkable', number>>;

/**
 * How many each filter would show. What is open is read once, and what is flagged or ordered is found for all of it
 * together: asked row by row, ten thousand that wait would take the time of twenty thousand small questions.
 */
export async function queueCounts(tx: Tx, looking: Looking): Promise<QueueCounts> {
  const counted = (which: SQL) => sql`(count(*) filter (where ${which}))::int`;
  const flagged = sql`(flagged.id is not null)`;
  const simple = sql`${asSimple(looking, flagged)} and ordered.id is null`;
  const [row] = await tx.execute<Record<keyof QueueCounts, number>>(sql`
    with open as materialized (
      select applications.id, applications.status, applications.due_on, applications.unit_id, applications.claimed_by,
        applications.claimed_at
      from applications join unions on unions.id = applications.union_id
      where ${reviewable(looking.actor)}),
    flagged as (select distinct application_id as id from duplicate_flags where application_id in (select id from open)),
    ordered as (select application_id as id from approval_batch_items where outcome is null)
    select ${counted(narrowed.waiting(looking))} as waiting, ${counted(narrowed.needsInfo(looking))} as "needsInfo",
      ${counted(narrowed.appealed(looking))} as appealed, ${counted(narrowed.overdue(looking))} as overdue,
      ${counted(flagged)} as flagged, ${counted(narrowed.mine(looking))} as mine,
      ${counted(simple)} as unremarkable
    from open as applications left join flagged on flagged.id = applications.id
      left join ordered on ordered.id = applications.id`);
  return row ?? { waiting: 0, needsInfo: 0, appealed: 0, overdue: 0, flagged: 0, mine: 0, unremarkable: 0 };
}

/** How many wait for a decision of hers. */
export async function waitingCount(tx: Tx, actor: Actor): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(applications)
    .innerJoin(unions, sql`${unions.id} = ${applications.union}`)
    .where(and(reviewable(actor), waits));
  return row?.n ?? 0;
}

export interface QueueRow {
  readonly id: ApplicationId;
  readonly status: ApplicationStatus;
  /** Sealed under `applications.name`. */
  readonly name: Buffer;
  readonly dueOn: string;
  readonly building: Named;
  readonly claimedBy: PersonId | null;
  readonly claimedAt: Date | null;
  readonly flagged: boolean;
}

/** A page of the queue, the longest wait first. */
export async function queuePage(
  tx: Tx,
  looking: Looking,
  filter: QueueFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<QueueRow[]> {
  return tx
    .select({
      id: applications.id,
      status: applications.status,
      // While it is open it has one: the database sees to that.
      name: sql<Buffer>`${applications.name}`,
      dueOn: applications.dueOn,
      building: { name: buildings.name, nameEn: buildings.nameEn },
      claimedBy: applications.claimedBy,
      claimedAt: applications.claimedAt,
      flagged: sql<boolean>`${isFlagged}`,
    })
    .from(applications)
    .innerJoin(unions, sql`${unions.id} = ${applications.union}`)
    .innerJoin(buildings, sql`${buildings.id} = ${applications.building}`)
    .where(and(reviewable(looking.actor), narrowed[filter](looking)))
    .orderBy(asc(applications.submittedAt), asc(applications.id))
    .limit(limit)
    .offset(offset);
}

/** The next that waits and is on no colleague's desk, after a given one (waiting or not), or else the oldest other. */
export async function waitingAfter(
  tx: Tx,
  looking: Looking,
  after: ApplicationId | null,
): Promise<ApplicationId | undefined> {
  const later = (id: ApplicationId) =>
    sql`(select (submitted_at, id) from applications where id = ${id}) < (${applications.submittedAt}, ${applications.id})`;
  const [row] = await tx
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(unions, sql`${unions.id} = ${applications.union}`)
    .where(
      and(
        reviewable(looking.actor),
        waits,
        free(looking),
        after === null ? undefined : sql`${applications.id} <> ${after}`,
      ),
    )
    .orderBy(
      ...(after === null ? [] : [sql`${later(after)} desc nulls last`]),
      asc(applications.submittedAt),
      asc(applications.id),
    )
    .limit(1);
  return row?.id;
}

export interface UnremarkableRow {
  readonly id: ApplicationId;
  readonly name: Buffer;
  readonly unit: string | null;
}

/** The oldest of those that may be approved unseen. */
export async function unremarkableOnes(
  tx: Tx,
  looking: Looking,
  limit: number,
): Promise<readonly UnremarkableRow[]> {
  return tx
    .select({
      id: applications.id,
      name: sql<Buffer>`${applications.name}`,
      unit: units.name,
    })
    .from(applications)
    .innerJoin(unions, sql`${unions.id} = ${applications.union}`)
    .leftJoin(units, sql`${units.id} = ${applications.unit}`)
    .where(and(reviewable(looking.actor), unremarkable(looking)))
    .orderBy(asc(applications.submittedAt), asc(applications.id))
    .limit(limit);
}

/** Of these, the ones that still may. Locked, in the order of their ids. */
export async function stillUnremarkable(
  tx: Tx,
  looking: Looking,
  ids: readonly ApplicationId[],
): Promise<ReadonlySet<ApplicationId>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(unions, sql`${unions.id} = ${applications.union}`)
    .where(and(inArray(applications.id, [...ids]), reviewable(looking.actor), asSimple(looking)));
  return new Set(rows.map(({ id }) => id));
}

const waits = sql`${applications.status} in ('submitted', 'appealed')`;
const isFlagged = sql`exists (select from duplicate_flags f where f.application_id = ${applications.id})`;
const claimBegan = (now: Date) =>
  sql`${new Date(now.getTime() - claimHours * 3_600_000).toISOString()}::timestamptz`;
const claimed = ({ now }: Looking) => sql`coalesce(${applications.claimedAt} > ${claimBegan(now)}, false)`;
const free = (looking: Looking) =>
  sql`not (${claimed(looking)} and ${applications.claimedBy} <> ${looking.actor.person})`;

const narrowed: Readonly<Record<QueueFilter, (looking: Looking) => SQL>> = {
  waiting: () => waits,
  needsInfo: () => sql`${applications.status} = 'needs_info'`,
  appealed: () => sql`${applications.status} = 'appealed'`,
  overdue: ({ today }) => sql`${waits} and ${applications.dueOn} < ${today}::date`,
  flagged: () => isFlagged,
  mine: (looking) => sql`${claimed(looking)} and ${applications.claimedBy} = ${looking.actor.person}`,
};

/** Waits, on a listed unit, resembles nobody, and nobody is at it. */
function asSimple(looking: Looking, flagged: SQL = isFlagged): SQL {
  return sql`${applications.status} = 'submitted' and ${applications.unit} is not null and not ${flagged}
    and ${free(looking)}`;
}

function unremarkable(looking: Looking): SQL {
  return sql`${asSimple(looking)} and not exists (select from approval_batch_items i
    where i.application_id = ${applications.id} and i.outcome is null)`;
}

/** As `mayReview` of domain/review.ts has it, for many at once. */
function reviewable({ person, scopes }: Actor): SQL | undefined {
  const street = inScopes(scopes.filter(({ kind }) => kind !== 'union'));
  return and(
    sql`${applications.status} in ('submitted', 'needs_info', 'appealed')`,
    inScopes(scopes),
    sql`${applications.person} <> ${person}`,
    openTo(person, applications),
    sql`(${applications.status} <> 'appealed' or (${street ?? sql`true`} and (select m.by_person
      from application_moves m where m.application_id = ${applications.id} and m.to_status = 'rejected'
      order by m.id desc limit 1) is distinct from ${person}))`,
  );
}

function inScopes(scopes: readonly Scope[]): SQL | undefined {
  if (scopes.some((scope) => scope.kind === 'district')) return undefined;
  const streets = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const own = scopes.flatMap((scope) => (scope.kind === 'union' ? [scope.union] : []));
  return or(sql`false`, inArray(unions.street, streets), inArray(unions.id, own));
}
