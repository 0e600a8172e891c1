import type { NoticeKind } from './notice.ts';

/**
 * By which role somebody is told something: hers may be taken away while it waits, at night or behind others, and then it
 * is none of her business any more. `her`: it is about herself.
 */
export type ReaderRole =
  | 'her'
  /** Any role at all: what she ordered as one of staff. */
  | 'staff'
  | 'district'
  /** Whoever answers for the union that it names, … */
  | 'union'
  /** … for whom that broadcast was written, … */
  | 'broadcast'
  /** … in whose name that notice was said. */
  | 'notice';

const roles: Readonly<Record<NoticeKind, ReaderRole>> = {
  applicationWaiting: 'union',
  applicationAnswered: 'union',
  applicationAppealed: 'union',
  applicationAsked: 'her',
  applicationAskedAgain: 'her',
  applicationLapsed: 'her',
  applicationHandedOver: 'union',
  applicationsDue: 'staff',
  batchApproved: 'staff',
  applicationApproved: 'her',
  applicationRejected: 'her',
  monthlyProgramme: 'her',
  activityAnnounced: 'her',
  broadcast: 'her',
  broadcastTest: 'broadcast',
  releaseAsked: 'broadcast',
  releaseSettled: 'broadcast',
  activityCancelled: 'her',
  demandMet: 'her',
  correction: 'her',
  withdrawal: 'her',
  broadcastHeld: 'notice',
  announcementReport: 'notice',
  apology: 'her',
  updateSetAside: 'district',
  slotHeld: 'union',
  broadcastSlotHeld: 'broadcast',
  importChecked: 'staff',
  importApplied: 'staff',
  importUndone: 'staff',
  unionCame: 'her',
  demandGrew: 'staff',
  proposalWaiting: 'staff',
  membershipMoved: 'her',
  transferDone: 'her',
  memberGone: 'union',
  stillThere: 'her',
  cardReady: 'her',
  recordsJoined: 'her',
  recordsParted: 'her',
  membersAlike: 'union',
  surveyOpened: 'her',
  surveyReminder: 'her',
  surveyFileRead: 'staff',
  proposalDeclined: 'her',
};

export function readerRole(kind: NoticeKind): ReaderRole {
  return roles[kind];
}
