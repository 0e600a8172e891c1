import { note } from '../db/queries/audit.ts';
import { broadcastById } from '../db/queries/broadcasts.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { FileOrder } from '../domain/file-order.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';
import { steers } from './read-broadcast.ts';

/** Who got a broadcast, and who not, as a spreadsheet for those who answer for it; null for anybody else. It is noted who asked. */
export type OrderDeliveryList = (work: Work, actor: Actor, notice: NoticeId) => Promise<FileOrder | null>;

export const orderDeliveryList: OrderDeliveryList = async (work, actor, notice) => {
  const tx = await txOf(work);
  const broadcast = await broadcastById(tx, notice);
  if (!broadcast || !(await steers(tx, actor, broadcast))) return null;
  const subject = { subject: 'notice', subjectId: notice } as const;
  await note(tx, { at: work.now, actor: actor.person, action: 'broadcast.listed', ...subject });
  return { kind: 'deliveries', notice, reader: actor.person };
};
