import { note } from '../db/queries/audit.ts';
import { grantRole } from '../db/queries/roles.ts';
import { personByTelegramId } from '../db/queries/staff.ts';
import { txOf } from '../db/work.ts';
import type { Work } from '../domain/work.ts';

/** Makes the people of ADMIN_IDS district staff, whether or not they have written to the bot. Run at every start. */
export type EnsureAdmins = (work: Work, telegramIds: readonly number[]) => Promise<void>;

export const ensureAdmins: EnsureAdmins = async (work, telegramIds) => {
  const tx = await txOf(work);
  for (const telegramId of new Set(telegramIds)) {
    const person = await personByTelegramId(tx, telegramId, work.now);
    const role = await grantRole(tx, { person, scope: { kind: 'district' }, by: null, now: work.now });
    if (role === undefined) continue;
    await note(tx, {
      at: work.now,
      actor: null,
      action: 'role.granted',
      subject: 'role',
      subjectId: role,
      details: { scope: 'district' },
    });
  }
};
