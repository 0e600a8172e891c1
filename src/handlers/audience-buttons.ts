import { z } from 'zod';
import { button } from '../bot/button.ts';
import { activityKinds } from '../domain/activity.ts';
import { onlies } from '../domain/audience-picks.ts';
import { AudienceId, BroadcastId } from '../domain/ids.ts';

/* Whom a broadcast is for, what would become of it, and its release, for staff; given out by buttons.ts with all others. */

const broadcast = BroadcastId;
const page = z.coerce.number().int().min(0).max(9999);
const kind = z.enum(['street', 'union', 'building']);
/** What it is to be, never that it changes: a second tap does no harm. */
const on = z.enum(['0', '1']);

export const audienceButton = button('aud', { broadcast });
export const audiencePlacesButton = button('aul', { broadcast, kind, page });
export const audienceAllPlacesButton = button('aua', { broadcast, kind });
export const audiencePlaceButton = button('aup', {
  broadcast,
  kind,
  place: z.coerce.number().int().min(1).max(2_147_483_647),
  on,
  page,
});
export const audienceInterestsButton = button('aui', { broadcast });
export const audienceInterestButton = button('auk', { broadcast, kind: z.enum(activityKinds), on });
export const audienceOnlyButton = button('auo', { broadcast, only: z.enum(onlies), on });
export const audienceEverybodyButton = button('aue', { broadcast });
export const audienceDoneButton = button('auz', { broadcast });
export const savedAudiencesButton = button('aus', { broadcast, page, as: z.enum(['use', 'keep']) });
export const useAudienceButton = button('auu', { broadcast, audience: AudienceId });
export const saveAudienceButton = button('aun', { broadcast });
export const renameAudienceButton = button('aur', { broadcast, audience: AudienceId });
export const dropAudienceAskButton = button('auq', { broadcast, audience: AudienceId });
export const dropAudienceButton = button('aux', { broadcast, audience: AudienceId });

/** `version`: of the broadcast as it was shown, so that nothing else is released than what she saw. */
const shown = { broadcast, version: z.coerce.number().int().min(1).max(2_147_483_647) };
export const planButton = button('rlp', { broadcast });
export const releaseButton = button('rly', shown);
export const askReleaseButton = button('rla', shown);
export const returnDraftButton = button('rlb', shown);
