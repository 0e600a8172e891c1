import { and, eq, gt, gte, inArray, isNull, lt } from 'drizzle-orm';
import { purposes } from '../../domain/consent.ts';
import type { RoundId } from '../../domain/ids.ts';
import { PhoneNumber } from '../../domain/membership.ts';
import type { Tx } from '../client.ts';
import { phoneIndex } from '../phone-index.ts';
import {
  applications,
  consents,
  dialogues,
  memberships,
  people,
  staffRoles,
  streets,
  surveyResponses,
  unions,
  units,
} from '../schema.ts';
import type { Vault } from '../vault.ts';
import { demoDistrict } from './index.ts';
import { inventedIds } from './people.ts';
import type { DemoPerson } from './types.ts';

/*
 * The people of the playground. Their Telegram ids are invented, so with a real token they must not be anybody:
 * `dismissInvented` sees to that.
 */

/** Gives the cast its places in the demonstration district, once. */
export async function seatCast(
  tx: Tx,
  { vault, round, now }: { vault: Vault; round: RoundId; now: Date },
): Promise<void> {
  for (const person of demoDistrict().people) {
    const { role } = person;
    const seated = await tx
      .select({ id: people.id })
      .from(people)
      .where(eq(people.telegramId, person.telegramId));
    if (role.type === 'worker' || seated.length > 0) continue;
    if (role.type === 'member') await seatMember(tx, vault, round, person, role, now);
    else await seatStaff(tx, vault, person, role, now);
  }
}

/**
 * Takes from everybody of the playground, the cast and those added to it, what would make her somebody: her Telegram id,
 * her roles, what she was in the middle of, and her name and phone, which are sealed with the trial's key. Her application
 * is withdrawn: nobody waits for an answer.
 */
export async function dismissInvented(tx: Tx, now: Date): Promise<void> {
  const invented = tx.select({ id: people.id }).from(people).where(gte(people.telegramId, inventedIds));
  await tx
    .update(staffRoles)
    .set({ revokedAt: now })
    .where(and(isNull(staffRoles.revokedAt), inArray(staffRoles.person, invented)));
  await tx
    .update(applications)
    .set({ status: 'withdrawn', decidedAt: now })
    .where(and(eq(applications.status, 'submitted'), inArray(applications.person, invented)));
  await tx.delete(dialogues).where(inArray(dialogues.person, invented));
  await tx
    .update(people)
    .set({ telegramId: null, name: null, phone: null, phoneIndex: null })
    .where(gte(people.telegramId, inventedIds));
}

/** Whether somebody who isn't of the playground has ever written to a bot on this database. */
export async function hasRealPeople(tx: Tx): Promise<boolean> {
  const [somebody] = await tx
    .select({ id: people.id })
    .from(people)
    // Those of ADMIN_IDS are there before they write.
    .where(and(lt(people.telegramId, inventedIds), gt(people.turns, 0)))
    .limit(1);
  return somebody !== undefined;
}

/** She is one of the members the figures already count. */
async function seatMember(
  tx: Tx,
  vault: Vault,
  round: RoundId,
  person: DemoPerson,
  role: DemoPerson['role'] & { type: 'member' },
  now: Date,
): Promise<void> {
  const [, room = ''] = role.unit.split('-');
  const [place] = await tx
    .select({ id: memberships.person })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.person))
    .innerJoin(units, eq(units.id, memberships.unit))
    .innerJoin(unions, eq(unions.id, memberships.union))
    .where(
      and(
        eq(unions.code, role.union),
        eq(units.room, room),
        people.demo,
        isNull(people.telegramId),
        isNull(memberships.until),
      ),
    )
    .limit(1);
  if (!place) return;
  const phone = PhoneNumber.parse(person.phone);
  await tx
    .update(people)
    .set({
      telegramId: person.telegramId,
      telegramLanguage: person.languageCode,
      name: vault.seal(`${person.lastName}${person.firstName}`, 'people.name'),
      phone: vault.seal(phone, 'people.phone'),
      phoneIndex: phoneIndex(vault, phone),
    })
    .where(eq(people.id, place.id));
  await tx.insert(consents).values(
    (['membership', 'announcements', 'survey'] as const).map((purpose) => ({
      person: place.id,
      purpose,
      version: purposes[purpose],
      givenAt: now,
    })),
  );
  const { interests, frequency, times } = role.survey;
  const answers = { interests: [...interests], frequency: [frequency], times: [...times], suggestion: null };
  await tx
    .insert(surveyResponses)
    .values({ round, person: place.id, answers, startedAt: now, completedAt: now })
    .onConflictDoUpdate({ target: [surveyResponses.round, surveyResponses.person], set: { answers } });
}

async function seatStaff(
  tx: Tx,
  vault: Vault,
  person: DemoPerson,
  role: Exclude<DemoPerson['role'], { type: 'worker' | 'member' }>,
  now: Date,
): Promise<void> {
  const [row] = await tx
    .insert(people)
    .values({
      telegramId: person.telegramId,
      telegramLanguage: person.languageCode,
      name: vault.seal(`${person.lastName}${person.firstName}`, 'people.name'),
      createdAt: now,
      demo: true,
    })
    .returning({ id: people.id });
  if (!row) return;
  await tx.insert(staffRoles).values({ person: row.id, grantedAt: now, ...(await scopeOf(tx, role)) });
}

async function scopeOf(
  tx: Tx,
  role: Exclude<DemoPerson['role'], { type: 'worker' | 'member' }>,
): Promise<{ scope: 'district' | 'street' | 'union'; scopeId: number }> {
  switch (role.type) {
    case 'districtStaff':
      return { scope: 'district', scopeId: 0 };
    case 'streetReviewer': {
      const [row] = await tx.select({ id: streets.id }).from(streets).where(eq(streets.code, role.street));
      return { scope: 'street', scopeId: row?.id ?? 0 };
    }
    case 'unionOfficer': {
      const [row] = await tx.select({ id: unions.id }).from(unions).where(eq(unions.code, role.union));
      return { scope: 'union', scopeId: row?.id ?? 0 };
    }
  }
}
