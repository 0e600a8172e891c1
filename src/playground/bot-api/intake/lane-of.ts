import type { Update } from '../../world/telegram.ts';
import { personOf } from '../../world/updates.ts';

/** Updates with the same lane reach the webhook one after the other. Messages and presses are two lanes. */
export function laneOf(update: Update): string {
  const queue = 'callback_query' in update ? 'press' : 'inline_query' in update ? 'inline' : 'chat';
  return `${queue} ${personOf(update)}`;
}
