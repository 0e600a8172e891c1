import { giveConsent, withdrawConsent } from '../db/queries/consents.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { Work } from '../domain/work.ts';

/** Stops announcements to whoever asks, or takes them up again. Asking twice changes nothing. */
export type SetAnnouncements = (work: Work, actor: Actor, wanted: boolean) => Promise<void>;

export const setAnnouncements: SetAnnouncements = async (work, { person }, wanted) => {
  const tx = await txOf(work);
  if (wanted) await giveConsent(tx, person, 'announcements', work.now);
  else await withdrawConsent(tx, person, 'announcements', work.now);
};
