import type { Db } from '../db/client.ts';
import { clearMass, clearPersonal, massToClear, purgeAudit } from '../db/queries/clear-deliveries.ts';

const day = 86_400_000;
/** As long as somebody may ask whether she was told. */
const personalDays = 90;
/** Longer than the longest rest between two monthly programmes, which is counted from these rows. */
const massDays = 200;
/** As long as a membership's papers are asked about. */
const auditDays = 3 * 365;
/** Deleted at a time, so that nothing waits for it. */
const batch = { notices: 500, rows: 10_000 };

/** Deletes who was sent what once nobody asks any more. What mass messages reached is kept as sums. */
export type ForgetOldDeliveries = (
  now: Date,
) => Promise<{ readonly personal: number; readonly mass: number; readonly audit: number }>;

export function createForgetOldDeliveries(db: Db): ForgetOldDeliveries {
  return async (now) => {
    const before = (days: number) => new Date(now.getTime() - days * day);
    let personal = 0;
    for (;;) {
      const deleted = await clearPersonal(db, {
        createdBefore: before(personalDays),
        now,
        limit: batch.notices,
      });
      if (deleted === null) break;
      personal += deleted;
    }
    let mass = 0;
    for (;;) {
      const notice = await massToClear(db, before(massDays));
      if (notice === undefined) break;
      mass += await clearMass(db, { notice, now, limit: batch.rows });
    }
    return { personal, mass, audit: await purgeAudit(db, before(auditDays)) };
  };
}
