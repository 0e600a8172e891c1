/** A time zone in which it is about noon now: at night, nothing is sent to many. */
export function daytimeZone(now: Date): string {
  const ahead = 12 - now.getUTCHours();
  // The sign of these is the other way round.
  if (ahead === 0) return 'Etc/GMT';
  return ahead > 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`;
}
