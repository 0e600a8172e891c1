/*
 * How long what people gave us is kept once it has served. What a member needs is kept with her membership, and for as
 * long as that lasts.
 */

/** A form half filled is taken up again within a month, or not at all. */
export const draftDays = 30;

/** Turned down or taken back: as long as she may still appeal or ask, and then some. */
export const declinedDays = 90;

/** Let in: name and phone were copied to the member. */
export const approvedDays = 30;

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
