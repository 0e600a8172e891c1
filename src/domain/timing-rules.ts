import { momentRefusal } from './program.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';
import { nextSlot } from './series.ts';
import type { Timing } from './timing.ts';

/** What keeps a broadcast from going out so. */
export type TimingRefusal =
  | { readonly type: 'past' | 'tooFar'; readonly at: Date }
  /** Nobody is written to then: `until` is when the day begins. */
  | { readonly type: 'quiet'; readonly at: Date; readonly until: Date }
  /** With all its exceptions, nothing is left of it. */
  | { readonly type: 'never' };

interface Setting {
  readonly now: Date;
  readonly timeZone: string;
  readonly quiet: QuietHours;
}

export function timingRefusal(
  timing: Timing | null,
  { now, timeZone, quiet }: Setting,
): TimingRefusal | null {
  if (timing === null) return null;
  const at = firstSlot(timing, now, timeZone);
  if (timing.kind === 'at') {
    const chosen = new Date(timing.at);
    const refusal = momentRefusal(chosen, now);
    if (refusal) return { type: refusal, at: chosen };
  }
  if (at === null) return { type: 'never' };
  const until = quietUntil(at, quiet, timeZone);
  return until && { type: 'quiet', at, until };
}

/** When a broadcast goes out first, if it is released now; null: never, its time has passed. */
export function firstSlot(timing: Timing | null, now: Date, timeZone: string): Date | null {
  if (timing === null) return now;
  if (timing.kind === 'series') return nextSlot(timing, now, timeZone);
  const at = new Date(timing.at);
  return at > now ? at : null;
}

/** What comes after a slot. */
export function slotAfter(timing: Timing | null, slot: Date, timeZone: string): Date | null {
  return timing?.kind === 'series' ? nextSlot(timing, slot, timeZone) : null;
}
