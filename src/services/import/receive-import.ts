import { insertImport, waitingImports } from '../../db/queries/imports.ts';
import { txOf } from '../../db/work.ts';
import { type Actor, isStaff } from '../../domain/actor.ts';
import type { ImportId } from '../../domain/ids.ts';
import { mostBytes, mostWaiting } from '../../domain/import/report.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';

type Received =
  | { readonly type: 'received'; readonly import: ImportId }
  | { readonly type: 'notStaff' | 'tooLarge' | 'tooMany' };

/** Takes in a file that somebody of staff has sent. It is fetched and looked at once this is committed. */
export type ReceiveImport = (
  work: Work,
  actor: Actor,
  file: { readonly id: string; readonly bytes: number },
) => Promise<Received>;

export function createReceiveImport({ timeZone }: { readonly timeZone: string }): ReceiveImport {
  return async (work, actor, file) => {
    if (!isStaff(actor)) return { type: 'notStaff' };
    if (file.bytes > mostBytes) return { type: 'tooLarge' };
    const tx = await txOf(work);
    if ((await waitingImports(tx, actor.person)) >= mostWaiting) return { type: 'tooMany' };
    const id = await insertImport(tx, {
      by: actor.person,
      file: file.id,
      receivedAt: work.now,
      effectiveOn: dateIn(work.now, timeZone),
    });
    return { type: 'received', import: id };
  };
}
