import type { FormattedText, User } from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { givenEntities } from './given.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';
import { normalise } from './normalise.ts';

/** A text with either a parse mode or entities measured by the bot; the parse mode wins. */
export interface RawText {
  text: string;
  parseMode: string;
  entities: unknown;
}

/** @param who finds the person behind a mention */
export function parseText(raw: RawText, who: (id: number) => User | undefined): FormattedText {
  // Half a surrogate pair, as left by cutting a text in the middle of an emoji.
  if (/\p{Surrogate}/u.test(raw.text)) throw badRequest('strings must be encoded in UTF-8');
  return normalise(parse({ ...raw, text: cleanText(raw.text) }), who);
}

function parse({ text, parseMode, entities }: RawText): FormattedText {
  switch (parseMode.toLowerCase()) {
    case '':
    case 'none':
      return { text, entities: givenEntities(entities) };
    case 'html':
      return parseHtml(text);
    case 'markdown':
      return parseMarkdown(text);
    case 'markdownv2':
      return parseMarkdownV2(text);
    default:
      throw badRequest('unsupported parse_mode');
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const unclean = new RegExp(`${control.source}|[\\r\\u2028-\\u202e]`);

/** Carriage returns and characters that turn the writing direction vanish, other control characters become blanks. */
function cleanText(text: string): string {
  if (!unclean.test(text)) return text;
  return text.replaceAll(/[\r\u2028-\u202e]/g, '').replaceAll(control, ' ');
}
