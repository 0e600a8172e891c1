import { eq } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { AudienceRule } from '../../domain/audience.ts';
import type { NoticeId, PersonId, StreetId, UnionId } from '../../domain/ids.ts';
import { type NoticeBody, reachOf } from '../../domain/notice.ts';
import type { Tx } from '../client.ts';
import { deliveries, notices } from '../schema.ts';

/*
 * Putting things to say into the outbox. Always inside the transaction that causes them; a `key` said before is said
 * once.
 */

/** Transactions in which something was queued: whoever commits one wakes the sender. */
const queuedIn = new WeakSet<Tx>();

export function queuedSomething(tx: Tx): boolean {
  return queuedIn.has(tx);
}

/** What the sender is at was changed: it is woken when this is committed. */
export function noteQueued(tx: Tx): void {
  queuedIn.add(tx);
}

export interface PersonalNotice {
  /** Names the cause: `approved:31`. */
  readonly key: string;
  readonly body: NoticeBody;
  readonly to: readonly PersonId[];
  readonly now: Date;
}

/** Tells certain people something personal, as soon as the transaction is committed. */
/** Whether this was said, or is about to be. */
export async function isTold(tx: Tx, key: string): Promise<boolean> {
  const rows = await tx.select({ id: notices.id }).from(notices).where(eq(notices.key, key));
  return rows.length > 0;
}

export async function tellPeople(tx: Tx, { key, body, to, now }: PersonalNotice): Promise<void> {
  if (to.length === 0) return;
  queuedIn.add(tx);
  const [notice] = await tx
    .insert(notices)
    .values({
      key,
      kind: body.kind,
      reach: reachOf(body.kind),
      body,
      createdAt: now,
      dueAt: now,
      frozenAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: notices.id });
  if (!notice) return;
  await tx
    .insert(deliveries)
    .values(
      [...new Set(to)].map((person) => ({
        notice: notice.id,
        person,
        status: 'queued' as const,
        urgent: true,
        dueAt: now,
      })),
    )
    .onConflictDoNothing();
}

interface MassNotice {
  /** Names the cause: `monthly:7:2026-12`. */
  readonly key: string;
  readonly body: NoticeBody;
  /** In whose name it is said: they steer it, and get its list. */
  readonly scope: Scope;
  readonly audience: AudienceRule;
  /** The officer who gets the report; null for what cron sends. */
  readonly by: PersonId | null;
  readonly dueAt: Date;
  readonly now: Date;
}

/**
 * Announces something to many. Who they are is settled when it falls due: the sender freezes the audience then.
 *
 * @returns null when this was announced before
 */
export async function announce(tx: Tx, notice: MassNotice): Promise<NoticeId | null> {
  queuedIn.add(tx);
  const { scope } = notice;
  const [row] = await tx
    .insert(notices)
    .values({
      key: notice.key,
      kind: notice.body.kind,
      reach: reachOf(notice.body.kind),
      body: notice.body,
      union: scope.kind === 'union' ? scope.union : null,
      street: scope.kind === 'street' ? scope.street : null,
      audience: notice.audience,
      createdBy: notice.by,
      createdAt: notice.now,
      dueAt: notice.dueAt,
    })
    .onConflictDoNothing()
    .returning({ id: notices.id });
  return row?.id ?? null;
}

/** Announces something to all members of a union. */
export function announceToUnion(
  tx: Tx,
  { union, ...notice }: Omit<MassNotice, 'scope' | 'audience'> & { readonly union: UnionId },
): Promise<NoticeId | null> {
  return announce(tx, { ...notice, scope: { kind: 'union', union }, audience: { unions: [union] } });
}

/**
 * Edits or deletes what another notice has delivered. Its audience is frozen when nothing of that is on its way any more.
 * Any number may follow one another, each after the last.
 */
export async function correctNotice(
  tx: Tx,
  {
    notice,
    change,
    union,
    street,
    by,
    now,
  }: {
    notice: NoticeId;
    change: 'correction' | 'withdrawal';
    union: UnionId | null;
    street: StreetId | null;
    by: PersonId;
    now: Date;
  },
): Promise<void> {
  queuedIn.add(tx);
  const body = { kind: change, notice } as const;
  await tx.insert(notices).values({
    key: `${change}:${notice}:${now.toISOString()}`,
    kind: change,
    reach: reachOf(change),
    body,
    union,
    street,
    corrects: notice,
    createdBy: by,
    createdAt: now,
    dueAt: now,
  });
}
