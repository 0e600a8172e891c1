import type { PersonId } from '../../domain/ids.ts';
import { type NoticeBody, reachOf } from '../../domain/notice.ts';
import type { Tx } from '../client.ts';
import { deliveries, notices } from '../schema.ts';
import { noteQueued } from './outbox.ts';

export interface OwnNotice {
  readonly key: string;
  readonly body: NoticeBody;
  readonly to: PersonId;
  readonly dueAt: Date;
}

/** Tells each of them something of her own, at her own time. For jobs: two statements, however many they are. */
export async function tellEach(tx: Tx, each: readonly OwnNotice[], now: Date): Promise<void> {
  if (each.length === 0) return;
  noteQueued(tx);
  const said = await tx
    .insert(notices)
    .values(
      each.map(({ key, body, dueAt }) => ({
        key,
        kind: body.kind,
        reach: reachOf(body.kind),
        body,
        createdAt: now,
        dueAt,
        frozenAt: now,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: notices.id, key: notices.key });
  const byKey = new Map(each.map((one) => [one.key, one]));
  const rows = said.flatMap(({ id, key }) => {
    const one = byKey.get(key);
    return one
      ? [{ notice: id, person: one.to, status: 'queued' as const, urgent: true, dueAt: one.dueAt }]
      : [];
  });
  if (rows.length > 0) await tx.insert(deliveries).values(rows).onConflictDoNothing();
}
