import { phoneIndex } from '../../db/phone-index.ts';
import { changeApplication } from '../../db/queries/applications.ts';
import { note } from '../../db/queries/audit.ts';
import { unitCalled } from '../../db/queries/units.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { flagDuplicates } from './duplicates.ts';
import { herApplication } from './her-application.ts';

type Edit =
  | { readonly field: 'name'; readonly name: string }
  | { readonly field: 'phone'; readonly phone: string }
  /** As she writes it: one on the list is found by its name. */
  | { readonly field: 'unit'; readonly unit: string };

/** She corrects what she gave: until a reviewer has opened it, and again when she was asked about it. */
export type EditApplication = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  edit: Edit,
) => Promise<
  | { readonly type: 'edited' }
  /** A reviewer is at it by now, it was decided, or it isn't hers. */
  | { readonly type: 'notNow' }
>;

export function createEditApplication({ vault }: { readonly vault: Vault }): EditApplication {
  return async (work, actor, id, edit) => {
    const tx = await txOf(work);
    const hers = await herApplication(tx, actor, id, work.now);
    if (!hers?.may.edit) return { type: 'notNow' };
    const { found } = hers;
    if (found.name === null || found.phone === null) return { type: 'notNow' };
    const before = {
      name: vault.open(found.name, 'applications.name'),
      phone: vault.open(found.phone, 'applications.phone'),
      unit: found.unit,
    };
    const listed = edit.field === 'unit' ? await unitCalled(tx, found.buildingId, edit.unit) : null;
    const after = { ...before, ...(edit.field === 'unit' ? { unit: listed } : edit) };
    const changed = await changeApplication(tx, id, found.status, {
      ...(edit.field === 'name' && { name: vault.seal(edit.name, 'applications.name') }),
      ...(edit.field === 'phone' && {
        phone: vault.seal(edit.phone, 'applications.phone'),
        phoneIndex: phoneIndex(vault, edit.phone),
      }),
      ...(edit.field === 'unit' && {
        unit: listed,
        unitWritten: listed === null ? vault.seal(edit.unit, 'applications.unit_written') : null,
      }),
    });
    if (!changed) return { type: 'notNow' };
    const { name, phone, unit } = after;
    await flagDuplicates(tx, vault, { application: id, person: actor.person, name, phone, unit });
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'application.edited',
      subject: 'application',
      subjectId: id,
      details: { field: edit.field },
    });
    return { type: 'edited' };
  };
}
