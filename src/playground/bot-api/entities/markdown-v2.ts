import type { FormattedText, MessageEntity } from '../../world/telegram.ts';
import { dateTimeEntity } from './date-time.ts';
import { byteOffset, entityError } from './entity-error.ts';
import { readFence } from './fence.ts';
import { linkEntity } from './links.ts';

type Kind =
  | 'Bold'
  | 'Italic'
  | 'Underline'
  | 'Strikethrough'
  | 'Spoiler'
  | 'Code'
  | 'Pre'
  | 'PreCode'
  | 'TextUrl'
  | 'CustomEmoji'
  | 'BlockQuote';

interface Mark {
  kind: Kind;
  /** Length in the source of what opens it. */
  width: number;
  language?: string;
}

interface Open extends Mark {
  /** Where its text begins, in the text without marks. */
  offset: number;
  /** Where it was opened, in the source. */
  begin: number;
}

const closers: Readonly<Record<Exclude<Kind, 'BlockQuote'>, string>> = {
  Bold: '*',
  Italic: '_',
  Underline: '__',
  Strikethrough: '~',
  Spoiler: '||',
  Code: '`',
  Pre: '```',
  PreCode: '```',
  TextUrl: ']',
  CustomEmoji: ']',
};

const simpleTypes: Partial<Record<Kind, string>> = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
  Pre: 'pre',
};

/** MarkdownV2: marks nest, and every reserved character outside of one must be escaped. */
export function parseMarkdownV2(source: string): FormattedText {
  return new Scanner(source).scan();
}

class Scanner {
  readonly #source: string;
  readonly #entities: MessageEntity[] = [];
  readonly #open: Open[] = [];
  #text = '';
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  scan(): FormattedText {
    while (this.#at < this.#source.length) this.#step();
    this.#endLine();
    const unclosed = this.#open.at(-1);
    if (unclosed) throw this.#endless(unclosed);
    return { text: this.#text, entities: this.#entities };
  }

  #step(): void {
    const character = this.#source[this.#at] ?? '';
    const next = this.#source.charCodeAt(this.#at + 1);
    if (character === '\\' && next > 0 && next <= 126) {
      this.#text += this.#source[this.#at + 1];
      this.#at += 2;
      return;
    }
    const inner = this.#open.at(-1);
    const inCode = inner?.kind === 'Code' || inner?.kind === 'Pre' || inner?.kind === 'PreCode';
    if (!(inCode ? '`' : '_*[]()~`>#+-=|{}.!\n').includes(character)) {
      this.#text += character;
      this.#at += 1;
      return;
    }
    if (character === '\n') this.#lineBreak();
    else if (inner && this.#closes(inner)) this.#close(inner);
    else this.#openMark(character);
  }

  #lineBreak(): void {
    const quoted = this.#open.some(({ kind }) => kind === 'BlockQuote');
    const goesOn = this.#source[this.#at + 1] === '>';
    if (quoted && !goesOn) this.#endLine();
    this.#text += '\n';
    this.#at += quoted && goesOn ? 2 : 1;
  }

  /** A quotation ends with its line; whatever else was opened within it must have been closed. */
  #endLine(): void {
    const quote = this.#open.findIndex(({ kind }) => kind === 'BlockQuote');
    if (quote < 0) return;
    const top = this.#open.at(-1);
    // `||` right at the end opens no spoiler: it makes the quotation an expandable one.
    const expandable =
      top?.kind === 'Spoiler' && top.offset === this.#text.length && this.#open.length === quote + 2;
    if (expandable) this.#open.pop();
    const opened = this.#open.pop();
    if (opened?.kind !== 'BlockQuote') throw this.#endless(opened ?? top);
    const length = this.#text.length - opened.offset;
    const type = expandable ? 'expandable_blockquote' : 'blockquote';
    if (length > 0) this.#entities.push({ type, offset: opened.offset, length });
  }

  #closes({ kind }: Open): boolean {
    if (kind === 'BlockQuote') return false;
    if (kind === 'Italic' && this.#source.startsWith('__', this.#at)) return false;
    return this.#source.startsWith(closers[kind], this.#at);
  }

  #openMark(character: string): void {
    const mark = this.#markAt(character);
    if (!mark) {
      throw entityError(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
    }
    this.#open.push({ ...mark, offset: this.#text.length, begin: this.#at });
    this.#at += mark.width;
  }

  #markAt(character: string): Mark | undefined {
    const starts = (mark: string) => this.#source.startsWith(mark, this.#at);
    switch (character) {
      case '_':
        return starts('__') ? { kind: 'Underline', width: 2 } : { kind: 'Italic', width: 1 };
      case '*':
        return { kind: 'Bold', width: 1 };
      case '~':
        return { kind: 'Strikethrough', width: 1 };
      case '|':
        return starts('||') ? { kind: 'Spoiler', width: 2 } : undefined;
      case '[':
        return { kind: 'TextUrl', width: 1 };
      case '!':
        return starts('![') ? { kind: 'CustomEmoji', width: 2 } : undefined;
      case '`':
        return starts('```') ? this.#fence() : { kind: 'Code', width: 1 };
      case '>': {
        const lineBegins = this.#text === '' || this.#text.endsWith('\n');
        const quoted = this.#open.some(({ kind }) => kind === 'BlockQuote');
        return lineBegins && !quoted ? { kind: 'BlockQuote', width: 1 } : undefined;
      }
      default:
        return undefined;
    }
  }

  #fence(): Mark {
    const { language, textBegin } = readFence(this.#source, this.#at + 3);
    const width = textBegin - this.#at;
    return language ? { kind: 'PreCode', width, language } : { kind: 'Pre', width };
  }

  #close(mark: Open): void {
    if (mark.kind === 'BlockQuote') return;
    this.#open.pop();
    this.#at += closers[mark.kind].length;
    const range = { offset: mark.offset, length: this.#text.length - mark.offset };
    const entity = this.#entityOf(mark, range);
    if (entity && range.length > 0) this.#entities.push(entity);
  }

  #entityOf({ kind, language }: Open, range: { offset: number; length: number }): MessageEntity | undefined {
    if (kind === 'TextUrl') return linkEntity(this.#readUrl('URL') ?? this.#text.slice(range.offset), range);
    if (kind === 'CustomEmoji') return this.#emojiOrTime(range);
    if (kind === 'PreCode') return { type: 'pre', ...range, language: language ?? '' };
    return { type: simpleTypes[kind] ?? '', ...range };
  }

  #emojiOrTime(range: { offset: number; length: number }): MessageEntity {
    const url = this.#readUrl('custom emoji URL');
    if (url === undefined) throw entityError('Custom emoji entity must contain a tg://emoji URL');
    const time = /^tg:(?:\/\/)?time\?(.*)$/i.exec(url)?.[1];
    if (time !== undefined) {
      const query = new URLSearchParams(time);
      return dateTimeEntity(query.get('unix') ?? '', query.get('format') ?? '', range);
    }
    const id = /^tg:(?:\/\/)?emoji\?(?:.*&)?id=(\d{1,19})$/i.exec(url)?.[1];
    if (!id) throw entityError('Custom emoji URL must have an emoji identifier');
    return { type: 'custom_emoji', ...range, custom_emoji_id: id };
  }

  /** `(…)` after `]`; undefined when there is none. */
  #readUrl(what: string): string | undefined {
    if (this.#source[this.#at] !== '(') return undefined;
    const begin = this.#at + 1;
    let url = '';
    for (let at = begin; at < this.#source.length; at += 1) {
      const character = this.#source[at] ?? '';
      const next = this.#source.charCodeAt(at + 1);
      if (character === ')') {
        this.#at = at + 1;
        return url;
      }
      const escaped = character === '\\' && next > 0 && next <= 126;
      url += escaped ? (this.#source[at + 1] ?? '') : character;
      if (escaped) at += 1;
    }
    throw entityError(`Can't find end of a ${what} at byte offset ${byteOffset(this.#source, begin)}`);
  }

  #endless(mark: Open | undefined) {
    const begin = byteOffset(this.#source, mark?.begin ?? this.#source.length);
    return entityError(`Can't find end of ${mark?.kind ?? 'Unknown'} entity at byte offset ${begin}`);
  }
}
