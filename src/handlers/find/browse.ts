import type { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import { show } from '../../bot/reply.ts';
import type { StreetId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { streetButton, streetsButton } from '../buttons.ts';
import { type StreetFacts, type StreetsFacts, streetScreen, streetsScreen } from './browse-view.ts';

export interface BrowseDeps {
  readonly streetsPage: (work: Work, page: number) => Promise<StreetsFacts>;
  readonly streetPage: (work: Work, street: StreetId, page: number) => Promise<StreetFacts | undefined>;
}

/** Street by street, for who would know the name on seeing it. */
export function addBrowsing(composer: Composer<BotContext>, deps: BrowseDeps): void {
  const streets = async (ctx: BotContext, page: number) => {
    // Whatever she types meanwhile is a building's name.
    ctx.dialogues.pause();
    show(ctx, streetsScreen(await deps.streetsPage(ctx.work, page), ctx.t));
  };
  onPress(composer, streetsButton, (ctx, { page }) => streets(ctx, page));
  onPress(composer, streetButton, async (ctx, { street, page }) => {
    const found = await deps.streetPage(ctx.work, street, page);
    if (!found) return streets(ctx, 0);
    ctx.dialogues.pause();
    show(ctx, streetScreen(found, ctx.t));
  });
}
