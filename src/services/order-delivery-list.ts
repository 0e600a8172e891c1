import { note } from '../db/queries/audit.ts';
import { broadcastById } from '../db/queries/broadcasts.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import { isSensitive } from '../domain/audience.ts';
import type { FileOrder } from '../domain/file-order.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';
import { steers } from './read-broadcast.ts';

type Ordered =
  | { readonly type: 'ordered'; readonly order: FileOrder }
  /** They were picked by what they said in confidence, or got what they had asked for: a list of them would repeat it. */
  | { readonly type: 'confidential' }
  | { readonly type: 'notYours' };

/** Who got a broadcast, and who not, as a spreadsheet for those who answer for it. It is noted who asked. */
export type OrderDeliveryList = (work: Work, actor: Actor, notice: NoticeId) => Promise<Ordered>;

export const orderDeliveryList: OrderDeliveryList = async (work, actor, notice) => {
  const tx = await txOf(work);
  const broadcast = await broadcastById(tx, notice);
  if (!broadcast || !(await steers(tx, actor, broadcast))) return { type: 'notYours' };
  const first = broadcast.corrects === null ? broadcast : await broadcastById(tx, broadcast.corrects);
  const sensitive = first?.audience ? isSensitive(first.audience) : first?.kind === 'monthlyProgramme';
  if (sensitive) return { type: 'confidential' };
  const subject = { subject: 'notice', subjectId: notice } as const;
  await note(tx, { at: work.now, actor: actor.person, action: 'broadcast.listed', ...subject });
  return { type: 'ordered', order: { kind: 'deliveries', notice, reader: actor.person } };
};
