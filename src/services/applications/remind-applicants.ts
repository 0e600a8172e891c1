import type { Db, Tx } from '../../db/client.ts';
import { moveApplication } from '../../db/queries/applications.ts';
import { type AskedBack, askedBefore } from '../../db/queries/asked-back.ts';
import { lockPerson } from '../../db/queries/memberships.ts';
import { isTold, tellPeople } from '../../db/queries/outbox.ts';
import { nudgeDue } from '../../domain/asked-back.ts';

/** Reminds applicants of what they were asked, and in the end takes as withdrawn what they never answered; once each. */
export type RemindApplicants = (now: Date) => Promise<{ readonly reminded: number; readonly lapsed: number }>;

const atOnce = 200;

export function createRemindApplicants({
  db,
  timeZone,
}: {
  readonly db: Db;
  readonly timeZone: string;
}): RemindApplicants {
  return async (now) => {
    const counts = { reminded: 0, lapsed: 0 };
    for (let after = 0; ; ) {
      const asked = await askedBefore(db, now, { after, limit: atOnce });
      for (const one of asked) {
        const nudge = nudgeDue(one.askedAt, now, timeZone);
        if (nudge === null) continue;
        // Each alone: her own answer may be under way, and nobody else is to wait for it.
        const done = await db.transaction((tx) =>
          nudge === 'lapse' ? lapse(tx, one, now) : remind(tx, one, nudge, now),
        );
        if (done) counts[nudge === 'lapse' ? 'lapsed' : 'reminded'] += 1;
      }
      const last = asked.at(-1);
      if (!last || asked.length < atOnce) return counts;
      after = last.application;
    }
  };
}

async function remind(
  tx: Tx,
  { application, union, person, askedAt }: AskedBack,
  nudge: 'first' | 'second',
  now: Date,
): Promise<boolean> {
  const key = `askedAgain:${application}:${askedAt.getTime()}:${nudge}`;
  if (await isTold(tx, key)) return false;
  await tellPeople(tx, {
    key,
    body: { kind: 'applicationAskedAgain', application, union },
    to: [person],
    now,
  });
  return true;
}

async function lapse(tx: Tx, { application, union, person }: AskedBack, now: Date): Promise<boolean> {
  await lockPerson(tx, person);
  const move = { application, from: 'needs_info', to: 'withdrawn', by: null, at: now } as const;
  // She has answered by a blink.
  if (!(await moveApplication(tx, move))) return false;
  await tellPeople(tx, {
    key: `lapsed:${application}`,
    body: { kind: 'applicationLapsed', application, union },
    to: [person],
    now,
  });
  return true;
}
