import { z } from 'zod';
import { button } from '../bot/button.ts';
import { activityKinds } from '../domain/activity.ts';
import {
  ActivityId,
  ApplicationId,
  BuildingId,
  NoticeId,
  RoleId,
  RoundId,
  StreetId,
  UnionId,
  UnitId,
} from '../domain/ids.ts';
import { rejectionReasons } from '../domain/membership.ts';
import { confidants } from '../domain/visibility.ts';

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

// Her membership's later life, and service cards
export * from './membership-buttons.ts';
// Her own data
export * from './own-data-buttons.ts';

// Two records of one person, and a roll's member
export * from './people-buttons.ts';

// Places
export const buildingButton = button('b', { building: BuildingId });
export const unionButton = button('u', { union: UnionId });
/** More about a union, and back to the building she came from. */
export const unionMoreButton = button('umb', { union: UnionId, building: BuildingId });

/** Asks where she is. */
export const nearbyButton = button('near', {});
export const streetsButton = button('brs', { page });
export const streetButton = button('brb', { street: StreetId, page });
export const posterButton = button('pst', { building: BuildingId, as: z.enum(['pdf', 'png', 'photo']) });
export const unionPostersButton = button('psu', { union: UnionId });

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
export const joinConfidantsButton = button('jvi', { to: z.enum(confidants) });
export const joinEditButton = button('jed', { field: z.enum(['name', 'unit', 'phone', 'news']) });
export const joinBackButton = button('jbk', { from: z.string().max(12) });
export const joinPauseButton = button('jps', {});
export const joinSubmitButton = button('jok', {});
export const withdrawButton = button('wd', { application: ApplicationId });
export const withdrawConfirmButton = button('wdy', { application: ApplicationId });

// Applications
export * from './application-buttons.ts';
// Stalls
export * from './stall-buttons.ts';

// Survey
export const surveyButton = button('srv', {});
const ofSurvey = { round: RoundId, question: z.string().regex(/^[a-z][a-zA-Z0-9]{0,15}$/u) };
const option = z.string().regex(/^[a-z][a-zA-Z0-9]{0,15}$/u);
export const surveyQuestionButton = button('svq', ofSurvey);
/** Says what the option is to be, not that it changes: a second tap does no harm. */
export const surveySetButton = button('svs', { ...ofSurvey, option, on: z.enum(['0', '1']) });
export const surveyPickButton = button('svp', { ...ofSurvey, option });
export const surveyDoneButton = button('svd', ofSurvey);
export const surveySkipButton = button('svk', ofSurvey);
export const surveyClearButton = button('svx', ofSurvey);
export const surveyPauseButton = button('svz', {});
export const surveyReviewButton = button('svr', { round: RoundId });
/** A round by its row: from an invitation, or a list. */
export const surveyRoundButton = button('svo', { round: RoundId });
export const surveyOptionsButton = button('svg', { ...ofSurvey, page });
export const surveyNumberButton = button('svn', {
  ...ofSurvey,
  number: z.coerce.number().int().min(0).max(10),
});
export const surveyDeclineButton = button('svw', { round: RoundId });
export const surveyHandInButton = button('svh', { round: RoundId });

// Asking, for staff
export * from './ask-buttons.ts';

// Activities
export const activitiesButton = button('acts', { page });
export const activityButton = button('act', { activity: ActivityId });
/** Of any union, for who doesn't belong to one yet. */
export const unionActivitiesButton = button('ua', { union: UnionId, page });
export const signUpButton = button('sup', { activity: ActivityId });
export const takeBackButton = button('stb', { activity: ActivityId });

// Survey results and what to do about them, for staff
export * from './result-buttons.ts';

// Programme, for staff: a new activity
const minute = z.coerce.number().int().min(0).max(9_999_999_999);
export const draftUnionsButton = button('pgp', { page });
export const draftUnionButton = button('pgu', { union: UnionId });
export const draftKindButton = button('pgk', { kind: z.enum(activityKinds) });
/** Minutes since 1970. */
export const draftWhenButton = button('pgw', { minute });
/** 0 is no limit. */
export const draftPlacesButton = button('pgc', { places: z.coerce.number().int().min(0).max(2000) });
export const draftEditButton = button('pge', { field: z.enum(['kind', 'title', 'when', 'place', 'places']) });
export const draftBackButton = button('pgb', {});
export const draftPauseButton = button('pgz', {});
export const draftAfreshButton = button('pgn', {});
export const draftPublishButton = button('pgo', {});
// … telling members of it
export const announceNowButton = button('pan', { activity: ActivityId });
export const announceLaterButton = button('pal', { activity: ActivityId });
export const announceAtButton = button('pat', { activity: ActivityId, minute });
export const announceNotButton = button('pax', { activity: ActivityId });
// … what is planned, and calling it off
export const plannedButton = button('pl', {});
export const plannedUnionsButton = button('plp', { page });
export const plannedInUnionButton = button('plu', { union: UnionId, page });
export const plannedActivityButton = button('pla', { activity: ActivityId });
export const cancelActivityButton = button('plc', { activity: ActivityId });
export const reallyCancelActivityButton = button('ply', { activity: ActivityId });
// … when the month's programme goes out
const nth = z.enum(['1', '2', '3', '4', 'last']);
const weekday = z.coerce.number().int().min(1).max(7);
export const scheduleUnionsButton = button('msp', { page });
export const scheduleOfButton = button('msu', { union: UnionId });
export const scheduleNthButton = button('msn', { union: UnionId });
export const scheduleWeekdayButton = button('msw', { union: UnionId, nth });
export const scheduleTimeButton = button('mst', { union: UnionId, nth, weekday });
/** `time` as `1000`: a colon would end the field. */
export const scheduleSetButton = button('mss', {
  union: UnionId,
  nth,
  weekday,
  time: z.string().regex(/^([01]\d|2[0-3])[0-5]\d$/u),
});

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
export const roleButton = button('sro', { role: RoleId, page });
export const revokeButton = button('srx', { role: RoleId });

// Coverage, for staff
export * from './coverage-buttons.ts';
export * from './directory-buttons.ts';

// The directory, for staff
export * from './import-buttons.ts';
// Where there is no union yet
export * from './wish-buttons.ts';

// Announcements
export const stopAnnouncementsButton = button('stop', {});
export const resumeAnnouncementsButton = button('resume', {});
/** `slot` in minutes since 1970: what was held is named by the moment it was due. */
export const heldSlotButton = button('held', {
  union: UnionId,
  slot: z.coerce.number().int().min(0).max(9_999_999_999),
  send: z.enum(['y', 'n']),
});

// Writing to many, for staff
export * from './audience-buttons.ts';
export * from './compose-buttons.ts';
export * from './settings-buttons.ts';
export * from './timing-buttons.ts';

// A mass notice under way, for staff
export const broadcastButton = button('bc', { notice: NoticeId });
export const broadcastMoveButton = button('bcm', {
  notice: NoticeId,
  move: z.enum(['pause', 'resume', 'cancel']),
});
export const broadcastCancelAskButton = button('bca', { notice: NoticeId });
/** Who got it, as a spreadsheet. */
export const broadcastListButton = button('bcl', { notice: NoticeId });
const change = z.enum(['correction', 'withdrawal']);
export const broadcastChangeAskButton = button('bcq', { notice: NoticeId, change });
export const broadcastChangeButton = button('bcy', { notice: NoticeId, change });
