import type { PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { audit } from '../schema.ts';

export interface AuditEntry {
  readonly at: Date;
  /** Null when nobody did it but the deployment itself. */
  readonly actor: PersonId | null;
  readonly action:
    | 'broadcast.pause'
    | 'broadcast.resume'
    | 'broadcast.cancel'
    | 'broadcast.correction'
    | 'broadcast.withdrawal'
    | 'broadcast.listed'
    | 'broadcast.begun'
    | 'broadcast.dropped'
    | 'broadcast.rewritten'
    | 'broadcast.timed'
    | 'broadcast.seriesPaused'
    | 'broadcast.seriesResumed'
    | 'broadcast.seriesEnded'
    | 'broadcast.slotSent'
    | 'broadcast.slotSkipped'
    | 'broadcast.releaseAsked'
    | 'broadcast.released'
    | 'broadcast.returned'
    | 'broadcast.held'
    | 'setting.changed'
    | 'setting.refused'
    | 'application.seen'
    | 'application.refused'
    | 'application.phoneSeen'
    | 'application.claimed'
    | 'application.handedOver'
    | 'application.released'
    | 'application.edited'
    | 'application.distinct'
    | 'card.seen'
    | 'card.refused'
    | 'card.listed'
    | 'card.issued'
    | 'stall.refused'
    | 'invitation.created'
    | 'invitation.refused'
    | 'role.granted'
    | 'role.revoked'
    | 'role.refused'
    | 'directory.refused'
    | 'person.erased'
    | 'person.compared'
    | 'person.merged'
    | 'person.parted'
    | 'person.apart'
    | 'person.linked'
    | 'person.phoneChanged'
    | 'person.refused'
    | 'import.refused'
    | 'demand.refused'
    | 'proposal.refused'
    | 'proposal.accepted'
    | 'proposal.merged'
    | 'proposal.declined'
    | 'survey.opened'
    | 'survey.closed'
    | 'survey.extended';
  readonly subject:
    | 'round'
    | 'notice'
    | 'broadcast'
    | 'setting'
    | 'application'
    | 'card'
    | 'stall'
    | 'union'
    | 'invitation'
    | 'role'
    | 'directory'
    | 'person'
    | 'import'
    | 'building'
    | 'outreach'
    | 'proposal';
  readonly subjectId: number;
  /** Ids and kinds only. */
  readonly details?: Record<string, string | number | boolean | null>;
}

/** Notes who saw or changed what, in the transaction in which it happened. */
export async function note(tx: Tx, { details = {}, ...entry }: AuditEntry): Promise<void> {
  await tx.insert(audit).values({ ...entry, details });
}
