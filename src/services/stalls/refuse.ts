import { note } from '../../db/queries/audit.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StallId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';

/** Reaching for a stall that isn't hers, or opening one where she answers for nothing, is noted as an attempt. */
export async function refuse(
  work: Work,
  actor: Actor,
  wanted: 'open' | 'see' | 'close' | 'code' | 'card',
  stall?: StallId,
): Promise<{ readonly type: 'notYours' }> {
  await note(await txOf(work), {
    at: work.now,
    actor: actor.person,
    action: 'stall.refused',
    subject: 'stall',
    subjectId: stall ?? 0,
    details: { wanted },
  });
  return { type: 'notYours' };
}
