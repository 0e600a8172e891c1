import { eq } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import { AudienceRule } from '../../domain/audience.ts';
import { BroadcastContent, type BroadcastStatus } from '../../domain/broadcast-content.ts';
import type { BroadcastId, PersonId } from '../../domain/ids.ts';
import { Timing } from '../../domain/timing.ts';
import type { Db, Tx } from '../client.ts';
import { broadcasts } from '../schema.ts';

/*
 * A broadcast between its last word and its release. What is read back is parsed: it was written by an earlier version.
 */

export interface Draft {
  readonly id: BroadcastId;
  readonly author: PersonId;
  readonly scope: Scope;
  readonly content: BroadcastContent;
  readonly audience: AudienceRule | null;
  /** Null: at once. */
  readonly timing: Timing | null;
  readonly status: BroadcastStatus;
  readonly version: number;
  readonly waitingSince: Date | null;
  readonly waitingBy: PersonId | null;
  readonly releasedBy: PersonId | null;
  readonly releasedAt: Date | null;
}

const columns = {
  id: broadcasts.id,
  author: broadcasts.author,
  scope: broadcasts.scope,
  content: broadcasts.content,
  audience: broadcasts.audience,
  timing: broadcasts.timing,
  status: broadcasts.status,
  version: broadcasts.version,
  waitingSince: broadcasts.waitingSince,
  waitingBy: broadcasts.waitingBy,
  releasedBy: broadcasts.releasedBy,
  releasedAt: broadcasts.releasedAt,
};

export async function draftById(db: Db | Tx, id: BroadcastId): Promise<Draft | undefined> {
  const [row] = await db.select(columns).from(broadcasts).where(eq(broadcasts.id, id));
  if (!row) return undefined;
  return {
    ...row,
    content: BroadcastContent.parse(row.content),
    audience: AudienceRule.nullable().parse(row.audience),
    timing: Timing.nullable().parse(row.timing),
  };
}

/** The same, and nobody else moves it until the transaction ends. */
export async function lockDraft(tx: Tx, id: BroadcastId): Promise<Draft | undefined> {
  await tx.select({ id: broadcasts.id }).from(broadcasts).where(eq(broadcasts.id, id)).for('update');
  return draftById(tx, id);
}
