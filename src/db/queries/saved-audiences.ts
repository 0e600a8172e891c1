import { and, desc, eq } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import { AudienceRule } from '../../domain/audience.ts';
import type { AudienceId, PersonId } from '../../domain/ids.ts';
import type { Db, Tx } from '../client.ts';
import { savedAudiences } from '../schema.ts';
import { scopeColumns, scopeFrom } from './scopes.ts';

export interface SavedAudience {
  readonly id: AudienceId;
  readonly scope: Scope;
  /** Sealed under `saved_audiences.name`. */
  readonly name: Buffer;
  readonly rule: AudienceRule;
}

const columns = {
  id: savedAudiences.id,
  scope: savedAudiences.scope,
  scopeId: savedAudiences.scopeId,
  name: savedAudiences.name,
  rule: savedAudiences.rule,
};

/** Those of one scope, the last changed first. */
export async function audiencesOf(db: Db | Tx, scope: Scope): Promise<readonly SavedAudience[]> {
  const { scope: kind, scopeId } = scopeColumns(scope);
  const rows = await db
    .select(columns)
    .from(savedAudiences)
    .where(and(eq(savedAudiences.scope, kind), eq(savedAudiences.scopeId, scopeId)))
    .orderBy(desc(savedAudiences.changedAt), desc(savedAudiences.id));
  return rows.map(audienceFrom);
}

export async function savedAudienceById(db: Db | Tx, id: AudienceId): Promise<SavedAudience | undefined> {
  const [row] = await db.select(columns).from(savedAudiences).where(eq(savedAudiences.id, id));
  return row && audienceFrom(row);
}

function audienceFrom({
  scope,
  scopeId,
  rule,
  ...row
}: Omit<SavedAudience, 'scope'> & { scope: Scope['kind']; scopeId: number }): SavedAudience {
  return { ...row, scope: scopeFrom({ scope, scopeId }), rule: AudienceRule.parse(rule) };
}

export async function insertAudience(
  tx: Tx,
  { scope, by, now, ...row }: Pick<SavedAudience, 'scope' | 'name' | 'rule'> & { by: PersonId; now: Date },
): Promise<void> {
  await tx
    .insert(savedAudiences)
    .values({ ...row, ...scopeColumns(scope), createdBy: by, createdAt: now, changedAt: now });
}

export async function updateAudience(
  tx: Tx,
  id: AudienceId,
  { now, ...changes }: Partial<Pick<SavedAudience, 'name' | 'rule'>> & { now: Date },
): Promise<void> {
  await tx
    .update(savedAudiences)
    .set({ ...changes, changedAt: now })
    .where(eq(savedAudiences.id, id));
}

export async function deleteAudience(tx: Tx, id: AudienceId): Promise<void> {
  await tx.delete(savedAudiences).where(eq(savedAudiences.id, id));
}
