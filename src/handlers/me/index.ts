import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { show } from '../../bot/reply.ts';
import type { ReadAboutMe } from '../../services/read-about-me.ts';
import { meButton } from '../buttons.ts';
import { addMyApplication, type MyApplicationDeps } from './application.ts';
import { addOwnData, type OwnDataDeps } from './own-data.ts';
import { aboutMeScreen } from './view.ts';

/** What we hold on a person, shown to her and nobody else. */
export function meConversation(
  deps: OwnDataDeps & MyApplicationDeps & { readonly readAboutMe: ReadAboutMe },
): Conversation {
  const composer = new Composer<BotContext>();
  const about = async (ctx: BotContext) =>
    show(ctx, aboutMeScreen(await deps.readAboutMe(ctx.work, ctx.person.id), ctx.t));
  composer.command('me', about);
  onPress(composer, meButton, about);
  addOwnData(composer, deps);
  const dialogue = addMyApplication(composer, deps);
  return { middleware: composer.middleware(), dialogue };
}
