import type { Entity, FormattedText } from '../domain/formatted-text.ts';
import { escapeHtml, Html } from './html.ts';

/**
 * A formatted text as Telegram's HTML. Stretches that overlap are cut where they cross: in HTML what is opened last is
 * closed first.
 */
export function formatted({ text, entities }: FormattedText): Html {
  const sorted = entities.toSorted((one, other) => one.offset - other.offset || other.length - one.length);
  let open: readonly Entity[] = [];
  let markup = '';
  for (const { from, until } of pieces(text, entities)) {
    const over = sorted.filter((entity) => entity.offset <= from && endOf(entity) >= until);
    const wanted = over.filter((entity, index) => fitsInto(over.slice(0, index), entity));
    const differs = open.findIndex((entity, index) => entity !== wanted[index]);
    const stays = differs < 0 ? open.length : differs;
    markup += open.slice(stays).toReversed().map(closing).join('');
    markup += wanted.slice(stays).map(opening).join('');
    markup += escapeHtml(text.slice(from, until));
    open = wanted;
  }
  return new Html(markup + open.toReversed().map(closing).join(''));
}

/** In code nothing else stands, and a quote is in no other quote. */
function fitsInto(open: readonly Entity[], { type }: Entity): boolean {
  const quotes = (kind: Entity['type']) => kind === 'blockquote' || kind === 'expandable_blockquote';
  return !open.some((entity) => isCode(entity.type) || (quotes(entity.type) && quotes(type)));
}

function isCode(type: Entity['type']): boolean {
  return type === 'code' || type === 'pre';
}

function endOf({ offset, length }: Entity): number {
  return offset + length;
}

function pieces(
  text: string,
  entities: readonly Entity[],
): readonly { readonly from: number; readonly until: number }[] {
  const all = new Set([0, ...entities.flatMap((entity) => [entity.offset, endOf(entity)])]);
  const places = [...all].filter((at) => at < text.length).sort((one, other) => one - other);
  return places.map((from, index) => ({ from, until: places[index + 1] ?? text.length }));
}

const names = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
  text_link: 'a',
} as const;

function opening(entity: Entity): string {
  switch (entity.type) {
    case 'text_link':
      return `<a href="${escapeHtml(entity.url)}">`;
    case 'expandable_blockquote':
      return '<blockquote expandable>';
    case 'pre':
      return entity.language ? `<pre><code class="language-${escapeHtml(entity.language)}">` : '<pre>';
    default:
      return `<${names[entity.type]}>`;
  }
}

function closing(entity: Entity): string {
  return entity.type === 'pre' && entity.language ? '</code></pre>' : `</${names[entity.type]}>`;
}
