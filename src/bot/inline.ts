import type { Work } from '../domain/work.ts';
import type { Translate } from '../i18n/index.ts';
import type { Update } from './api-types.ts';
import { type Reply, screenPayload } from './reply.ts';
import type { Screen } from './screen.ts';

/*
 * `@bot …`, typed in any chat. Who types need never have written to the bot, and must not have: nothing is kept of it, and
 * no turn is begun.
 */

export interface InlineQuestion {
  readonly typed: string;
  /** The bot's username, for links. */
  readonly bot: string;
  readonly t: Translate;
}

/** Something to choose, and the message it becomes. Its buttons open links: any other would come from a foreign chat. */
export interface InlineOffer {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly card: Screen;
}

export interface InlineOffers {
  readonly offers: readonly InlineOffer[];
  /** Stands above the offers and opens the bot. */
  readonly lead: string;
}

/** @param work only for reading */
export type AnswerInline = (work: Work, question: InlineQuestion) => Promise<InlineOffers>;

/** What the lead opens the bot with: `/start f_inline`. */
const leadsTo = 'f_inline';
/** Streets and unions change rarely; a letter typed and deleted again is not asked twice. */
const cacheSeconds = 300;

/** The answer as a call to make. Personal only for its language: Telegram would give one reader's words to another. */
export function inlineReply(
  query: NonNullable<Update['inline_query']>,
  { offers, lead }: InlineOffers,
): Reply {
  return {
    type: 'inline',
    query: query.id,
    payload: {
      results: query.offset === '' ? offers.map(article) : [],
      button: { text: lead, start_parameter: leadsTo },
      cache_time: cacheSeconds,
      is_personal: true,
    },
  };
}

function article({ id, title, description, card }: InlineOffer) {
  const { text: message_text, reply_markup, ...content } = screenPayload(card);
  return {
    type: 'article',
    id,
    title,
    description,
    input_message_content: { message_text, ...content },
    ...(reply_markup ? { reply_markup } : {}),
  };
}
