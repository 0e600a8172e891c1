import type { Db, Tx } from '../../db/client.ts';
import { broadcastById } from '../../db/queries/broadcasts.ts';
import { draftById } from '../../db/queries/drafts.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import { unionPlace } from '../../db/queries/staff.ts';
import { type Actor, answersFor } from '../../domain/actor.ts';
import { BroadcastId, NoticeId, type PersonId, UnionId } from '../../domain/ids.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import { readerRole } from '../../domain/notice-readers.ts';
import { writesFor } from '../compose/authority.ts';
import { steers } from '../read-broadcast.ts';

/** Whether what was queued for somebody of staff is still hers to read, at the moment in which it is sent. */
export async function isStillHers(db: Db, person: PersonId, body: NoticeBody): Promise<boolean> {
  const role = readerRole(body.kind);
  if (role === 'her') return true;
  // A database reads as a transaction does.
  const tx = db as unknown as Tx;
  const actor: Actor = { person, scopes: await scopesOf(tx, person) };
  switch (role) {
    case 'staff':
      return actor.scopes.length > 0;
    case 'district':
      return actor.scopes.some(({ kind }) => kind === 'district');
    case 'union': {
      const place = 'union' in body ? await unionPlace(tx, UnionId.parse(body.union)) : undefined;
      return place !== undefined && answersFor(actor, place);
    }
    case 'broadcast': {
      const draft = 'broadcast' in body ? await draftById(tx, BroadcastId.parse(body.broadcast)) : undefined;
      return draft !== undefined && writesFor(tx, actor, draft.scope);
    }
    case 'notice': {
      const said = 'notice' in body ? await broadcastById(tx, NoticeId.parse(body.notice)) : undefined;
      return said !== undefined && steers(tx, actor, said);
    }
  }
}
