import { note } from '../../db/queries/audit.ts';
import { type ImportStatus, lockImport, moveImport } from '../../db/queries/imports.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { sameValue } from '../../domain/directory-values.ts';
import type { ImportId } from '../../domain/ids.ts';
import { mayUndo } from '../../domain/import/report.ts';
import type { Work } from '../../domain/work.ts';

export type ImportDeed = 'apply' | 'drop' | 'undo';

type Decided =
  /** It is under way; who asked is told when it is done. */
  | { readonly type: 'applying' | 'undoing' | 'dropped' }
  /** It stands otherwise than the button believed: a second tap, an old screen. */
  | { readonly type: 'already'; readonly status: ImportStatus }
  | { readonly type: 'tooLate' }
  /** There is none such, or somebody else sent it. */
  | { readonly type: 'notYours' };

/** What is to become of a file that was looked at: whoever sent it decides. The work itself is done after the turn. */
export type DecideImport = (work: Work, actor: Actor, id: ImportId, deed: ImportDeed) => Promise<Decided>;

export const decideImport: DecideImport = async (work, actor, id, deed) => {
  const tx = await txOf(work);
  const record = await lockImport(tx, id);
  if (!record || record.by !== actor.person) {
    const refused = { action: 'import.refused', subject: 'import', subjectId: id } as const;
    await note(tx, { at: work.now, actor: actor.person, ...refused, details: { deed } });
    return { type: 'notYours' };
  }
  const { status } = record;
  switch (deed) {
    case 'apply': {
      if (status !== 'checked') return { type: 'already', status };
      // Another role than when it was looked at: what she may change is looked at again.
      const same = sameValue(record.scopes, actor.scopes);
      await moveImport(tx, id, { status: same ? 'applying' : 'received', confirmed: record.fingerprint });
      return { type: 'applying' };
    }
    case 'drop':
      if (status !== 'checked' && status !== 'refused') return { type: 'already', status };
      await moveImport(tx, id, { status: 'dropped', settledAt: work.now });
      return { type: 'dropped' };
    case 'undo':
      if (status !== 'applied') return { type: 'already', status };
      if (!mayUndo(record.appliedAt, work.now)) return { type: 'tooLate' };
      await moveImport(tx, id, { status: 'undoing' });
      return { type: 'undoing' };
  }
};
