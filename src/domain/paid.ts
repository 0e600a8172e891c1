/** What Telegram takes for a message beyond its free rate. A fraction of a Star, so all sums are in messages. */
const messagesPerStar = 10;

/** How many messages so many Stars pay for. */
export function messagesFor(stars: number): number {
  return Math.floor(stars * messagesPerStar);
}
