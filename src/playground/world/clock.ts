/** The playground's time: every date and every deadline it measures comes from here. */
export interface PlaygroundClock {
  now(): Date;
  /** Makes it `instant`; time runs on from there. */
  set(instant: Date): void;
}

/** The system's clock with an offset, so that the month's announcement need not be waited for. */
export function shiftableClock(system: () => number = Date.now): PlaygroundClock {
  let offset = 0;
  return {
    now: () => new Date(system() + offset),
    set: (instant) => {
      offset = instant.getTime() - system();
    },
  };
}

/** Telegram writes instants as whole seconds since 1970. */
export function unixTime(clock: PlaygroundClock): number {
  return Math.floor(clock.now().getTime() / 1000);
}
