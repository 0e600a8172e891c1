import { describe, expect, test } from 'vitest';
import { languages, nearestLanguage, wordsFor } from '../../src/domain/language.ts';

describe('the nearest language we speak', () => {
  test.each([
    ['zh', 'zh'],
    ['zh-hans', 'zh'],
    ['zh-Hant-TW', 'zh'],
    ['zh_CN', 'zh'],
    ['ZH-CN', 'zh'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['EN_us', 'en'],
    // Likelier to read English than Chinese.
    ['fr', 'en'],
    ['zha', 'en'],
    ['x', 'en'],
    ['😀', 'en'],
  ] as const)('%s: %s', (code, language) => {
    for (const fallback of languages) expect(nearestLanguage(code, fallback)).toBe(language);
  });

  test.each([null, undefined, ''])('%j: whatever the deployment says', (code) => {
    for (const fallback of languages) expect(nearestLanguage(code, fallback)).toBe(fallback);
  });
});

test.each([
  [{ zh: '读书会', en: 'Reading circle' }, 'zh', '读书会'],
  [{ zh: '读书会', en: 'Reading circle' }, 'en', 'Reading circle'],
  [{ zh: '读书会' }, 'en', '读书会'],
  [{ en: 'Reading circle' }, 'zh', 'Reading circle'],
  [{ zh: '', en: 'Reading circle' }, 'zh', 'Reading circle'],
  [{}, 'zh', ''],
] as const)('words %j in %s', (words, language, text) => {
  expect(wordsFor(words, language)).toBe(text);
});
