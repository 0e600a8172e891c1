import {
  acceptText,
  excerpt,
  foundByApps,
  type GivenEntity,
  type plainKinds,
  type ReadText,
} from './formatted-text.ts';

const tags: Readonly<Record<string, (typeof plainKinds)[number] | 'pre' | 'text_link'>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
};
const tag = new RegExp(`<(?<end>/?)(?<name>${Object.keys(tags).join('|')})(?<rest>(?:\\s[^<>]*)?)>`, 'giu');

/**
 * Reads what somebody typed with tags in it, as others do in HTML: `<b>…</b>`. What is no tag of Telegram's stays as it
 * is; without any, nothing is changed at all.
 */
export function readTags(typed: string, given: readonly GivenEntity[] = []): ReadText | null {
  // Formatted in her app: then a tag is what she writes about.
  if (given.some(({ type }) => !foundByApps.has(type))) return null;
  const entities: GivenEntity[] = [];
  const open: {
    readonly name: string;
    readonly rest: string;
    readonly offset: number;
    readonly at: number;
  }[] = [];
  let text = '';
  let from = 0;
  const fault = (type: 'notClosed' | 'notOpened', name: string, at: number): ReadText => ({
    ok: false,
    fault: {
      type,
      tag: name,
      line: typed.slice(0, at).split('\n').length,
      words: excerpt(typed.slice(at, at + 40)),
    },
  });
  for (const { index, 0: whole, groups } of typed.matchAll(tag)) {
    const name = groups?.name?.toLowerCase() ?? '';
    text += unescaped(typed.slice(from, index));
    from = index + whole.length;
    if (groups?.end === '') {
      open.push({ name, rest: groups.rest ?? '', offset: text.length, at: index });
      continue;
    }
    const begun = open.pop();
    if (!begun) return fault('notOpened', name, index);
    if (begun.name !== name) return fault('notClosed', begun.name, begun.at);
    const url = /\bhref\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>\S+))/iu.exec(
      begun.rest,
    )?.groups;
    entities.push({
      type:
        name === 'blockquote' && /\bexpandable\b/iu.test(begun.rest)
          ? 'expandable_blockquote'
          : (tags[name] ?? ''),
      offset: begun.offset,
      length: text.length - begun.offset,
      ...(name === 'a' && { url: unescaped(url?.double ?? url?.single ?? url?.bare ?? '') }),
    });
  }
  if (from === 0) return null;
  const left = open.at(-1);
  if (left) return fault('notClosed', left.name, left.at);
  return acceptText(...trimmed(text + unescaped(typed.slice(from)), entities));
}

const references: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|amp|quot);/gu, (whole, name: string) => references[name] ?? whole);
}

function trimmed(text: string, entities: readonly GivenEntity[]): [string, GivenEntity[]] {
  const leading = text.length - text.trimStart().length;
  const kept = text.trim();
  return [kept, entities.map((entity) => shifted(entity, -leading))];
}

function shifted(entity: GivenEntity, by: number): GivenEntity {
  const begin = Math.max(0, entity.offset + by);
  return { ...entity, offset: begin, length: Math.max(0, entity.offset + by + entity.length - begin) };
}
