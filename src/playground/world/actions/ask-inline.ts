import type { PrivateChat } from '../private-chat.ts';
import type { InlineAnswer } from '../queries.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { mayWrite } from './speak.ts';

const patience = 10_000;

/** Types `@bot query` and waits for what the bot offers. */
export async function askInline(
  world: World,
  chat: PrivateChat,
  { query, offset = '' }: { query: string; offset?: string | undefined },
): Promise<InlineAnswer> {
  mayWrite(chat);
  const inlineQuery = { id: world.queryId(), from: chat.user, query, offset, chat_type: 'sender' } as const;
  const answer = world.queries.ask(inlineQuery, world.clock.now(), patience);
  world.tellBot({ inline_query: inlineQuery });
  const given = await answer;
  if (!given) throw new Refused(409, 'The bot did not answer the inline query.');
  return given;
}
