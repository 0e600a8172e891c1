import { eq } from 'drizzle-orm';
import type { ApplicationId, PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Standing } from '../../domain/membership.ts';
import type { Db, Tx } from '../client.ts';
import { memberships, people } from '../schema.ts';
import { statement } from '../statement.ts';

/** Where she stands now: a member, waiting for an answer, or neither. */
export async function standingOf(tx: Db | Tx, person: PersonId): Promise<Standing> {
  const [row] = await selectStanding(tx, person);
  if (!row) return { kind: 'none' };
  const union = { name: row.name, nameEn: row.name_en };
  if (row.application === null || row.due_on === null) return { kind: 'member', union };
  return { kind: 'waiting', application: row.application, dueOn: row.due_on, union };
}

// Asked before every card. A membership stands above an application.
const selectStanding = statement<{
  name: string;
  name_en: string | null;
  application: ApplicationId | null;
  due_on: string | null;
}>(`
  select u.name, u.name_en, null::int as application, null::text as due_on
  from memberships m join unions u on u.id = m.union_id where m.person_id = $1 and m.until is null
  union all
  select u.name, u.name_en, a.id, a.due_on::text
  from applications a join unions u on u.id = a.union_id where a.person_id = $1
    and a.status in ('submitted', 'needs_info', 'appealed')
  order by application nulls first limit 1`);

/**
 * Takes her row's lock, as each of her own updates does first. Whoever decides about her takes it before anything of
 * hers, so that the two wait for each other in one order.
 */
export async function lockPerson(tx: Tx, person: PersonId): Promise<void> {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, person)).for('no key update');
}

export interface NewMember {
  readonly person: PersonId;
  readonly union: UnionId;
  readonly unit: UnitId | null;
  /** `2026-12-05` */
  readonly since: string;
  /** Sealed under `people.name` and `people.phone`. */
  readonly name: Buffer;
  readonly phone: Buffer;
  readonly phoneIndex: Buffer;
}

/** Makes her a member, and keeps how she is called and reached. Throws if she is one already. */
export async function startMembership(
  tx: Tx,
  { name, phone, phoneIndex, ...member }: NewMember,
): Promise<void> {
  await tx.insert(memberships).values(member);
  await tx.update(people).set({ name, phone, phoneIndex }).where(eq(people.id, member.person));
}
