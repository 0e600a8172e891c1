import { note } from '../db/queries/audit.ts';
import { readSetting, saveSetting } from '../db/queries/settings.ts';
import { readOf, txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import { areFit } from '../domain/quiet-hours.ts';
import type { SettingName, Settings } from '../domain/settings.ts';
import type { Work } from '../domain/work.ts';

type SettingChanged =
  | { readonly type: 'changed' }
  /** Quiet hours that leave no night, or no day. */
  | { readonly type: 'unfit' }
  | { readonly type: 'notYours' };

/** Decides something for the whole district: its own staff do. */
export type ChangeSetting = (
  work: Work,
  actor: Actor,
  change:
    | { readonly name: 'quietHours'; readonly value: Settings['quietHours'] }
    | { readonly name: 'releaseAbove'; readonly value: Settings['releaseAbove'] },
) => Promise<SettingChanged>;

export const changeSetting: ChangeSetting = async (work, actor, { name, value }) => {
  const tx = await txOf(work);
  const { now } = work;
  const by = actor.person;
  const audited = { at: now, actor: by, subject: 'setting', subjectId: 0, details: { name } } as const;
  if (!decidesForDistrict(actor)) {
    await note(tx, { ...audited, action: 'setting.refused' });
    return { type: 'notYours' };
  }
  if (name === 'quietHours' && !areFit(value)) return { type: 'unfit' };
  await saveSetting<SettingName>(tx, { name, value, by, now });
  await note(tx, { ...audited, action: 'setting.changed' });
  return { type: 'changed' };
};

/** Null for everybody else. */
export type ReadSettings = (work: Work, actor: Actor) => Promise<Settings | null>;

export const readSettings: ReadSettings = async (work, actor) => {
  if (!decidesForDistrict(actor)) return null;
  const tx = readOf(work);
  return {
    quietHours: await readSetting(tx, 'quietHours'),
    releaseAbove: await readSetting(tx, 'releaseAbove'),
  };
};

function decidesForDistrict({ scopes }: Actor): boolean {
  return scopes.some(({ kind }) => kind === 'district');
}
