import { z } from 'zod';
import { dueLevels } from './due.ts';
import { languages } from './language.ts';

/*
 * Everything we may say unprompted. A row of the outbox holds one of these bodies, rendered when it is sent, in the
 * reader's language. Bodies carry ids, never names or phones.
 */

const id = z.number().int().positive();

export const NoticeBody = z.discriminatedUnion('kind', [
  /** To staff: somebody waits for an answer. */
  z.object({ kind: z.literal('applicationWaiting'), application: id, union: id }),
  /** To staff: she answered what she was asked, or appeals. */
  z.object({ kind: z.literal('applicationAnswered'), application: id, union: id }),
  z.object({ kind: z.literal('applicationAppealed'), application: id, union: id }),
  /** To the applicant: something is missing. */
  z.object({ kind: z.literal('applicationAsked'), application: id, union: id }),
  /** To the applicant: she was asked some days ago. Or so long ago that it counts as taken back. */
  z.object({ kind: z.literal('applicationAskedAgain'), application: id, union: id }),
  z.object({ kind: z.literal('applicationLapsed'), application: id, union: id }),
  /** To a reviewer: a colleague has put it onto her desk. */
  z.object({ kind: z.literal('applicationHandedOver'), application: id, union: id }),
  /** To staff: so many are promised an answer by that day; `scope` is a union's or a street's id, or 0. */
  z.object({
    kind: z.literal('applicationsDue'),
    level: z.enum(dueLevels),
    scope: z.number().int().min(0),
    dueOn: z.iso.date(),
  }),
  /** To the reviewer who ordered it: how it went. */
  z.object({ kind: z.literal('batchApproved'), batch: id }),
  z.object({ kind: z.literal('applicationApproved'), union: id }),
  z.object({ kind: z.literal('applicationRejected'), union: id, application: id }),
  /** The coming month's activities of a union. `month` is `2026-12`. */
  z.object({ kind: z.literal('monthlyProgramme'), union: id, month: z.string().regex(/^\d{4}-\d{2}$/u) }),
  /** One activity, announced by an officer now or at a time. */
  z.object({ kind: z.literal('activityAnnounced'), union: id, activity: id }),
  /** What officers wrote to many, as it stands when it is sent; and the same to herself, to try it. */
  z.object({ kind: z.literal('broadcast'), broadcast: id }),
  z.object({ kind: z.literal('broadcastTest'), broadcast: id, language: z.enum(languages) }),
  /** To officers of its scope: it goes to many, and one of them is to release this version. */
  z.object({ kind: z.literal('releaseAsked'), broadcast: id, version: id }),
  /** To who wrote it and who asked: what became of that. `authorGone` to the other officers. */
  z.object({
    kind: z.literal('releaseSettled'),
    broadcast: id,
    outcome: z.enum(['released', 'returned', 'authorGone']),
  }),
  /** To those who had asked for such a thing: it took place. */
  z.object({ kind: z.literal('demandMet'), union: id, activity: id }),
  /** To those who signed up for it. */
  z.object({ kind: z.literal('activityCancelled'), union: id, activity: id }),
  /** To everybody whom another notice reached: what it says now, in its place; or nothing any more. */
  z.object({ kind: z.literal('correction'), notice: id }),
  z.object({ kind: z.literal('withdrawal'), notice: id }),
  /** To whoever announced, or the union's staff: too many of its messages failed, so it was held. */
  z.object({ kind: z.literal('broadcastHeld'), notice: id }),
  /** To the officer who announced: how it went. */
  z.object({ kind: z.literal('announcementReport'), notice: id }),
  /** To whoever wrote it: we could not make anything of it, and it is not her fault. */
  z.object({ kind: z.literal('apology'), code: z.string() }),
  /** To district staff: something needs a person. */
  z.object({ kind: z.literal('updateSetAside'), code: z.string() }),
  /** To a union's staff: its announcement wasn't sent when it was due (`slot`, an instant), and now they decide. */
  z.object({ kind: z.literal('slotHeld'), union: id, month: z.string(), slot: z.iso.datetime() }),
  /** To those who answer for a broadcast: it wasn't sent at this slot, and now they decide. */
  z.object({ kind: z.literal('broadcastSlotHeld'), broadcast: id, slot: z.iso.datetime() }),
  /** To whoever sent it: what a file would change; `again`, because something had changed since she confirmed it. */
  z.object({ kind: z.literal('importChecked'), import: id, again: z.boolean() }),
  z.object({ kind: z.literal('importApplied'), import: id }),
  z.object({ kind: z.literal('importUndone'), import: id }),
  /** To whoever wished for it: her building has a union now. */
  z.object({ kind: z.literal('unionCame'), building: id, union: id }),
  /** To a street's staff: so many wish for a union there. */
  z.object({ kind: z.literal('demandGrew'), building: id.nullable(), proposal: id.nullable(), step: id }),
  /** To a street's staff: a building we don't know was told of. */
  z.object({ kind: z.literal('proposalWaiting'), proposal: id }),
  /** To a member: her building was given to another union, and she with it; `dissolved`: her union is no more. */
  z.object({ kind: z.literal('membershipMoved'), union: id, dissolved: z.boolean().optional() }),
  /** To a member: the union of her new workplace has taken her in. */
  z.object({ kind: z.literal('transferDone'), union: id }),
  /** To staff: a member is theirs no longer; `card`: hers lies ready at their desk. */
  z.object({ kind: z.literal('memberGone'), membership: id, union: id, card: z.boolean() }),
  /** To a member: does she still work there? */
  z.object({ kind: z.literal('stillThere'), check: id }),
  /** To a member: her service card can be fetched. */
  z.object({ kind: z.literal('cardReady'), card: id }),
  /** To a member: two records of hers were put together, or are apart again. */
  z.object({ kind: z.literal('recordsJoined'), merge: id }),
  z.object({ kind: z.literal('recordsParted'), merge: id }),
  /** To a union's staff: so many of its members may be somebody else, too. */
  z.object({ kind: z.literal('membersAlike'), union: id }),
  /** To those whom a round of a survey asks, and once more to those of them who haven't answered. */
  z.object({ kind: z.literal('surveyOpened'), round: id }),
  z.object({ kind: z.literal('surveyReminder'), round: id }),
  /** To whoever sent a survey as a file: what came of it. */
  z.object({ kind: z.literal('surveyFileRead'), file: id }),
  /** To whoever told of it, or wished for it: it wasn't listed, and why. */
  z.object({ kind: z.literal('proposalDeclined'), proposal: id }),
]);
export type NoticeBody = z.infer<typeof NoticeBody>;
export type NoticeKind = NoticeBody['kind'];

const massKinds: ReadonlySet<NoticeKind> = new Set([
  'monthlyProgramme',
  'activityAnnounced',
  'broadcast',
  'surveyOpened',
  'surveyReminder',
  'correction',
  'withdrawal',
]);

/** Mass notices go to members who agreed to announcements; in doubt they are never repeated by themselves. */
export function reachOf(kind: NoticeKind): 'mass' | 'personal' {
  return massKinds.has(kind) ? 'mass' : 'personal';
}

const patient: ReadonlySet<NoticeKind> = new Set([
  'demandMet',
  'applicationAskedAgain',
  'applicationLapsed',
  'applicationHandedOver',
  'recordsJoined',
  'recordsParted',
  'membersAlike',
  'applicationWaiting',
  'applicationAnswered',
  'applicationAppealed',
  'applicationsDue',
  'slotHeld',
  'broadcastSlotHeld',
  'releaseAsked',
  'releaseSettled',
  'membershipMoved',
  'memberGone',
  'stillThere',
  'cardReady',
]);

/** Personal, but nobody waits for it at night: it keeps until the quiet hours are over. */
export function waitsForMorning(kind: NoticeKind): boolean {
  return patient.has(kind);
}
