import type { FormattedText, MessageEntity } from '../../src/playground/world/telegram.ts';

/** A text with entities as the HTML a bot would have written, to read and compare in tests. */
export function renderHtml({ text, entities }: FormattedText): string {
  const opening = new Map<number, string>();
  const closing = new Map<number, string>();
  // Outer ones come first, so they must be opened first and closed last.
  for (const entity of entities) {
    const [open, close] = tags(entity);
    const end = entity.offset + entity.length;
    opening.set(entity.offset, (opening.get(entity.offset) ?? '') + open);
    closing.set(end, close + (closing.get(end) ?? ''));
  }
  let html = '';
  for (let at = 0; at <= text.length; at += 1) {
    html += (closing.get(at) ?? '') + (opening.get(at) ?? '');
    html += escapeHtml(text[at] ?? '');
  }
  return html;
}

function escapeHtml(character: string): string {
  return { '<': '&lt;', '>': '&gt;', '&': '&amp;' }[character] ?? character;
}

const simple: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

function tags(entity: MessageEntity): [open: string, close: string] {
  const tag = simple[entity.type];
  if (tag) return [`<${tag}>`, `</${tag}>`];
  if (entity.type === 'text_link') return [`<a href="${entity.url}">`, '</a>'];
  if (entity.type === 'expandable_blockquote') return ['<blockquote expandable>', '</blockquote>'];
  if (entity.type === 'date_time') return [`<tg-time unix="${entity.unix_time}">`, '</tg-time>'];
  return ['', ''];
}
