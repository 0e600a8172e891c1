import type { PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { audit } from '../schema.ts';

export interface AuditEntry {
  readonly at: Date;
  /** Null when nobody did it but the deployment itself. */
  readonly actor: PersonId | null;
  readonly action:
    | 'application.seen'
    | 'application.refused'
    | 'invitation.created'
    | 'invitation.refused'
    | 'role.granted'
    | 'role.revoked'
    | 'role.refused';
  readonly subject: 'application' | 'invitation' | 'role';
  readonly subjectId: number;
  /** Ids and kinds only. */
  readonly details?: Record<string, string | number | boolean | null>;
}

/** Notes who saw or changed what, in the transaction in which it happened. */
export async function note(tx: Tx, { details = {}, ...entry }: AuditEntry): Promise<void> {
  await tx.insert(audit).values({ ...entry, details });
}
