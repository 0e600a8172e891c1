import type { PrivateChat } from '../private-chat.ts';
import type { InlineOffer } from '../queries.ts';
import { Refused } from '../refused.ts';
import type { InlineQuery } from '../telegram.ts';
import type { World } from '../world.ts';
import { mayWrite } from './speak.ts';

const patience = 10_000;

export interface Asking {
  query: string;
  offset?: string | undefined;
  /** In the chat with this person; absent: in the one with the bot. */
  to?: number | undefined;
}

/** Types `@bot query` and waits for what the bot offers. What it offered a moment ago it is not asked again. */
export async function askInline(
  world: World,
  chat: PrivateChat,
  { query, offset = '', to }: Asking,
): Promise<InlineOffer> {
  mayWrite(chat);
  const partner = to === chat.person.id ? undefined : to;
  if (partner !== undefined) companion(world, partner);
  const asked: InlineQuery = {
    id: world.queryId(),
    from: chat.user,
    query: query.trim(),
    offset,
    chat_type: partner === undefined ? 'sender' : 'private',
  };
  const answer = world.queries.cached(asked, world.clock.now()) ?? (await tellAndWait(world, asked));
  world.queries.offer(asked.id, { query: asked, answer, to: partner });
  return { inline_query_id: asked.id, ...answer };
}

/** Whoever she writes to: the account must be there. */
export function companion(world: World, id: number): PrivateChat {
  const chat = world.chat(id);
  if (!chat) throw new Refused(404, 'Nobody here has this id.');
  if (chat.person.deactivated)
    throw new Refused(409, `The account of ${chat.person.first_name} is deactivated.`);
  return chat;
}

async function tellAndWait(world: World, asked: InlineQuery) {
  const answer = world.queries.ask(asked, world.clock.now(), patience);
  world.tellBot({ inline_query: asked });
  const given = await answer;
  if (!given) throw new Refused(409, 'The bot did not answer the inline query.');
  return given;
}
