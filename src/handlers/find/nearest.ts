import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import { say } from '../../bot/reply.ts';
import { Spot } from '../../domain/wish.ts';
import type { FindNearest } from '../../services/find-nearest.ts';
import { nearbyButton } from '../buttons.ts';
import { askLocationScreen, nearestScreen, unreadableLocationScreen } from './nearest-view.ts';

export interface NearestDeps {
  readonly findNearest: FindNearest;
}

/** Buildings around where she stands. What her phone says of that is used for this answer, and written down nowhere. */
export function addNearest(composer: Composer<BotContext>, { findNearest }: NearestDeps): void {
  onPress(composer, nearbyButton, (ctx) => {
    // What she sends next is meant for this.
    ctx.dialogues.pause();
    say(ctx, askLocationScreen(ctx.t));
  });

  composer.use(async (ctx, next) => {
    // A location shared live moves on every few seconds: answered once, it is not answered again.
    if (locationIn(ctx.editedMessage) !== undefined) return;
    const location = locationIn(ctx.message);
    // A form that is open may have asked where something is.
    if (location === undefined || ctx.dialogues.openKind !== undefined) return next();
    const spot = Spot.safeParse(location);
    if (!spot.success) return say(ctx, unreadableLocationScreen(ctx.t));
    say(ctx, nearestScreen(await findNearest(ctx.work, spot.data), ctx.t));
  });
}

/** Of a place sent by name (a venue), too; not yet proven to be in this world. */
function locationIn(message: object | undefined): unknown {
  return message !== undefined && 'location' in message ? message.location : undefined;
}
