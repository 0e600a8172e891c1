import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BroadcastContent,
  type ContentChange,
  captionRoom,
  changeContent,
  emptyContent,
  firstWords,
  type Media,
  mostButtons,
  textFor,
  textRoom,
} from '../../src/domain/broadcast-content.ts';

const text = (words: string) => ({ text: words, entities: [] });
const photo: Media = { kind: 'photo', fileId: 'p', fileUniqueId: 'u', bytes: 1_000 };
const link = { label: { zh: '看' }, target: { kind: 'link', url: 'https://example.com/' } } as const;
const having = (...changes: ContentChange[]) =>
  changes.reduce((content, change) => {
    const changed = changeContent(content, change);
    if (!changed.ok) throw new Error(changed.fault.type);
    return changed.content;
  }, emptyContent);
const said = (words: string, language: 'zh' | 'en' = 'zh'): ContentChange => ({
  type: 'text',
  language,
  text: text(words),
});

describe('what is to be said', () => {
  test.each([
    ['a text that fills a message', emptyContent, said('字'.repeat(textRoom)), null],
    ['one letter more', emptyContent, said('字'.repeat(textRoom + 1)), 'tooLong'],
    // UTF-16 units are what Telegram counts.
    ['emoji, which count twice', emptyContent, said('😀'.repeat(textRoom / 2 + 1)), 'tooLong'],
    ['4,097 letters', emptyContent, said('a'.repeat(4_097)), 'tooLong'],
    ['a text beside a photo', having({ type: 'media', media: photo }), said('字'.repeat(captionRoom)), null],
    [
      'one letter more beside it',
      having({ type: 'media', media: photo }),
      said('字'.repeat(captionRoom + 1)),
      'tooLong',
    ],
    [
      'a photo beside a text too long for it',
      having(said('字'.repeat(captionRoom + 1))),
      { type: 'media', media: photo },
      'tooLong',
    ],
    ['a photo of 11 MB', emptyContent, { type: 'media', media: { ...photo, bytes: 11_000_000 } }, 'tooLarge'],
    [
      'a file of 11 MB',
      emptyContent,
      { type: 'media', media: { ...photo, kind: 'document', bytes: 11_000_000 } },
      null,
    ],
    [
      'a file of 21 MB',
      emptyContent,
      { type: 'media', media: { ...photo, kind: 'document', bytes: 21_000_000 } },
      'tooLarge',
    ],
    [
      'a button too many',
      having(...Array.from({ length: mostButtons }, () => ({ type: 'addButton', button: link }) as const)),
      { type: 'addButton', button: link },
      'tooManyButtons',
    ],
    ['a button away that isn’t there', emptyContent, { type: 'removeButton', at: 0 }, 'noSuchButton'],
  ] as const)('%s', (_what, content, change, fault) => {
    const changed = changeContent(content, change as ContentChange);
    expect(changed.ok ? null : changed.fault.type).toBe(fault);
  });

  test('of what people have, a photo becomes another, but neither goes nor comes', () => {
    const withPhoto = having({ type: 'media', media: photo });
    const other: Media = { ...photo, fileId: 'q' };
    const change = (content: BroadcastContent, media: Media | null, sent: BroadcastContent) => {
      const changed = changeContent(content, { type: 'media', media }, sent);
      return changed.ok ? 'ok' : changed.fault.type;
    };
    expect(change(withPhoto, other, withPhoto)).toBe('ok');
    expect(change(withPhoto, null, withPhoto)).toBe('mediaFixed');
    expect(change(emptyContent, photo, emptyContent)).toBe('mediaFixed');
  });

  test('falls back to the language that is there', () => {
    const content = having(said('停水'));
    expect(textFor(content, 'en')).toEqual({ text: text('停水'), language: 'zh' });
    expect(textFor(having(said('停水'), said('Water', 'en')), 'en')?.language).toBe('en');
    expect(textFor(emptyContent, 'en')).toBeNull();
  });

  test('is called by its first words', () => {
    expect(firstWords(having(said('\n——\n停水通知\n周五')))).toEqual({ zh: '停水通知' });
    expect(firstWords(having(said(`${'长'.repeat(30)}`)))).toEqual({ zh: `${'长'.repeat(19)}…` });
    expect(firstWords(emptyContent)).toEqual({});
  });

  test('stays readable and within limits, whatever is changed about it', () => {
    const change: fc.Arbitrary<ContentChange> = fc.oneof(
      fc.record({
        type: fc.constant('text' as const),
        language: fc.constantFrom('zh' as const, 'en' as const),
        text: fc.option(fc.constantFrom(text('短'), text('字'.repeat(800)), text('字'.repeat(4_000)))),
      }),
      fc.record({
        type: fc.constant('media' as const),
        media: fc.option(fc.constantFrom(photo, { ...photo, kind: 'document' as const, bytes: 20_000_001 })),
      }),
      fc.constant({ type: 'addButton' as const, button: link }),
      fc.record({ type: fc.constant('removeButton' as const), at: fc.integer({ min: -1, max: 8 }) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        let content = emptyContent;
        for (const one of changes) {
          const changed = changeContent(content, one);
          if (changed.ok) content = changed.content;
        }
        expect(BroadcastContent.safeParse(content).success).toBe(true);
        expect(content.buttons.length).toBeLessThanOrEqual(mostButtons);
        for (const { text } of Object.values(content.texts))
          expect(text.length).toBeLessThanOrEqual(content.media ? captionRoom : textRoom);
      }),
      { numRuns: 100 },
    );
  });
});
