import { z } from 'zod';
import { button } from '../bot/button.ts';
import { ActivityId, ApplicationId, BuildingId, RoleId, UnionId, UnitId } from '../domain/ids.ts';
import { rejectionReasons } from '../domain/membership.ts';

/*
 * Every button we have ever shown. Payloads sit in chat histories for years: a tag is never reused, and a button whose
 * fields change gets a new one. `test/handlers/buttons.test.ts` keeps tags apart and payloads within 64 bytes.
 */

const page = z.coerce.number().int().min(0).max(9999);

// Everywhere
export const homeButton = button('home', {});
export const findButton = button('find', {});
export const carryOnButton = button('on', { kind: z.string().max(20) });
export const languageButton = button('lang', { language: z.enum(['zh', 'en', 'auto']) });
export const meButton = button('me', {});

// Places
export const buildingButton = button('b', { building: BuildingId });
export const unionButton = button('u', { union: UnionId });
export const unionMoreButton = button('um', { union: UnionId });

// Joining
export const joinButton = button('join', { building: BuildingId });
/** Leaves the half-filled form for another building behind. */
export const joinAfreshButton = button('jnew', { building: BuildingId });
export const joinNameButton = button('jnm', {});
export const joinUnitButton = button('jun', { unit: UnitId });
export const joinUnitPageButton = button('jup', { page });
export const joinUnitAllButton = button('jua', {});
export const joinUnitUnlistedButton = button('juw', {});
export const joinUnitTypedButton = button('jut', {});
export const joinUnitSkipButton = button('jus', {});
export const joinNewsButton = button('jnw', { on: z.enum(['yes', 'no']) });
export const joinAgreeButton = button('jag', { version: z.coerce.number().int().min(1).max(9999) });
export const joinEditButton = button('jed', { field: z.enum(['name', 'unit', 'phone', 'news']) });
export const joinBackButton = button('jbk', { from: z.string().max(12) });
export const joinPauseButton = button('jps', {});
export const joinSubmitButton = button('jok', {});
export const withdrawButton = button('wd', { application: ApplicationId });
export const withdrawConfirmButton = button('wdy', { application: ApplicationId });

// Survey
export const surveyButton = button('srv', {});

// Activities
export const activitiesButton = button('acts', { page });
export const activityButton = button('act', { activity: ActivityId });

// Staff
export const staffButton = button('st', {});
export const resultsButton = button('res', {});
export const newActivityButton = button('na', {});
export const scheduleButton = button('ms', {});
export const applicationsButton = button('sta', { page });
export const applicationButton = button('sap', { application: ApplicationId });
export const nextApplicationButton = button('san', { after: ApplicationId });
export const approveButton = button('say', { application: ApplicationId });
export const rejectButton = button('srj', { application: ApplicationId });
export const rejectForButton = button('srr', {
  application: ApplicationId,
  reason: z.enum(rejectionReasons),
});
export const rejectSendButton = button('srs', { application: ApplicationId });
export const rejectRewriteButton = button('srw', { application: ApplicationId });
export const inviteButton = button('siv', {});
export const inviteScopesButton = button('sil', { kind: z.enum(['street', 'union']), page });
export const inviteToButton = button('sig', {
  kind: z.enum(['district', 'street', 'union']),
  id: z.coerce.number().int().min(0).max(2_147_483_647),
});
export const rolesButton = button('srl', { page });
export const roleButton = button('sro', { role: RoleId });
export const revokeButton = button('srx', { role: RoleId });

// Announcements
export const stopAnnouncementsButton = button('stop', {});
export const resumeAnnouncementsButton = button('resume', {});
