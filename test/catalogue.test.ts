import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en/index.ts';
import { zh } from '../src/i18n/zh/index.ts';

/* What the compiler cannot see of the words: forms, holes, signs, and the lengths Telegram allows. */

type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;
const catalogues: Readonly<Record<'zh' | 'en', Catalogue>> = { zh, en };

interface Entry {
  /** `find.place_other` */
  readonly key: string;
  readonly text: string;
}

const entriesOf = (catalogue: Catalogue): Entry[] =>
  Object.entries(catalogue).flatMap(([namespace, words]) =>
    Object.entries(words).map(([name, text]) => ({ key: `${namespace}.${name}`, text })),
  );
const source = entriesOf(zh);
const form = /_(?<form>zero|one|two|few|many|other)$/u;
const baseOf = (key: string) => key.replace(form, '');
const holesOf = (text: string) => [...text.matchAll(/\{\{([^}]*)\}\}/gu)].map(([, hole = '']) => hole).sort();
/** A text as Telegram measures it, but for what fills its holes. */
const bare = (text: string) => text.replace(/\{\{[^}]*\}\}/gu, '');
const keysOf = (entries: readonly Entry[]) => entries.map(({ key }) => key);

describe.each(['zh', 'en'] as const)('%s', (language) => {
  const entries = entriesOf(catalogues[language]);

  test('has the same keys as the source', () => {
    const bases = (some: readonly Entry[]) => [...new Set(keysOf(some).map(baseOf))].sort();
    expect(bases(entries)).toEqual(bases(source));
  });

  test('has every plural form its grammar needs, and no other', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
    const formsOf = (base: string) =>
      keysOf(entries)
        .flatMap((key) => (baseOf(key) === base ? (form.exec(key)?.groups?.form ?? []) : []))
        .sort();
    const counted = [
      ...new Set(
        keysOf(source)
          .filter((key) => form.test(key))
          .map(baseOf),
      ),
    ];
    expect(counted.length).toBeGreaterThan(0);
    for (const base of counted) expect([base, formsOf(base)]).toEqual([base, needed]);
    const uncounted = keysOf(entries).filter((key) => form.test(key) && !counted.includes(baseOf(key)));
    expect(uncounted).toEqual([]);
  });

  test('has the holes of the source, in the same format', () => {
    const wanted = new Map(source.map(({ key, text }) => [baseOf(key), holesOf(text)]));
    // “One building” need not say 1.
    const without = (holes: readonly string[] = []) => holes.filter((hole) => hole !== 'count');
    for (const { key, text } of entries) {
      const [holes, others] = [holesOf(text), wanted.get(baseOf(key)) ?? []];
      const mayOmitCount = key.endsWith('_one');
      const both = mayOmitCount ? [without(holes), without(others)] : [holes, others];
      expect([key, both[0]]).toEqual([key, both[1]]);
    }
  });

  test('has holes that can be filled', () => {
    const known = /^\w+(, (day|date|moment|time|month|monthYear|percent))?$/u;
    const odd = entries.filter(({ text }) => holesOf(text).some((hole) => !known.test(hole)));
    expect(keysOf(odd)).toEqual([]);
    expect(keysOf(entries.filter(({ text }) => /[{}]/u.test(bare(text))))).toEqual([]);
  });

  test('says something, and no more than that', () => {
    expect(keysOf(entries.filter(({ text }) => text.trim() === '' || text !== text.trim()))).toEqual([]);
    expect(keysOf(entries.filter(({ text }) => /<\/?[a-z]+>|&[a-z]+;/u.test(text)))).toEqual([]);
  });

  test('shouts nowhere, and has one emoji a text at most', () => {
    expect(keysOf(entries.filter(({ text }) => /[!！]{2}/u.test(text)))).toEqual([]);
    const emoji = /\p{Extended_Pictographic}/gu;
    expect(keysOf(entries.filter(({ text }) => (text.match(emoji) ?? []).length > 1))).toEqual([]);
  });

  test('keeps to the lengths of the profile', () => {
    const { name, shortDescription, description, ...commands } = catalogues[language].profile ?? {};
    expect(name?.length).toBeLessThanOrEqual(64);
    expect(shortDescription?.length).toBeLessThanOrEqual(120);
    expect(description?.length).toBeLessThanOrEqual(512);
    expect(Object.entries(commands).filter(([, text]) => text.length > 256)).toEqual([]);
  });

  test('keeps what is said over the chat within 200 letters', () => {
    const toasts = new Set(sources().flatMap((text) => [...text.matchAll(toastKey)].map(([, key]) => key)));
    expect(toasts.size).toBeGreaterThan(0);
    // Room for what fills a hole.
    const room = (text: string) => bare(text).length + 24 * holesOf(text).length;
    const long = entries.filter(({ key, text }) => toasts.has(baseOf(key)) && room(text) > 200);
    expect(keysOf(long)).toEqual([]);
  });
});

describe('Chinese', () => {
  /** Without holes, commands and addresses, whose signs are not the sentence's. */
  const sentences = source.map(({ key, text }) => ({
    key,
    text: text.replace(/\{\{[^}]*\}\}/gu, '字').replace(/\/[a-z]+ ?|https?:\S+/gu, ''),
  }));

  test('has the signs of Chinese sentences', () => {
    const han = '\\p{Script=Han}，。？！：；（）“”、';
    const halfWidth = new RegExp(`[${han}] *[,.?!:;()]|[,.?!:;()] *[${han}]`, 'u');
    expect(sentences.filter(({ text }) => halfWidth.test(text))).toEqual([]);
    expect(sentences.filter(({ text }) => /["']|[，。？！：；）] /u.test(text))).toEqual([]);
  });

  test('says 你, as to a colleague', () => {
    expect(sentences.filter(({ text }) => text.includes('您'))).toEqual([]);
  });

  test('keeps its quotation marks in pairs', () => {
    const unpaired = sentences.filter(({ text }) => {
      const marks = text.replace(/[^“”（）]/gu, '');
      return marks.replace(/“”|（）/gu, '').replace(/“”|（）/gu, '') !== '';
    });
    expect(unpaired).toEqual([]);
  });
});

test('English has no signs of Chinese sentences, and no straight quotes', () => {
  expect(entriesOf(en).filter(({ text }) => /[，。？！：；（）、]|["']/u.test(bare(text)))).toEqual([]);
});

test('every word is said somewhere', () => {
  const texts = sources();
  const literal = new Set(
    texts.flatMap((text) => [...text.matchAll(/['`](\w+\.\w+)['`]/gu)].map(([, key]) => key)),
  );
  const madeUp = texts.flatMap((text) =>
    [...text.matchAll(/`(\w+\.\w*)\$\{/gu)].map(([, start = '']) => start),
  );
  const silent = keysOf(source)
    .map(baseOf)
    .filter((key) => !literal.has(key) && !madeUp.some((start) => key.startsWith(start)));
  expect(silent).toEqual([]);
});

const toastKey = /\btoast\(\s*ctx,\s*(?:ctx\.)?t\.plain\(\s*'([\w.]+)'/gu;

function sources(): string[] {
  const src = fileURLToPath(new URL('../src/', import.meta.url));
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/^(i18n\/(zh|en)|playground)\//u.test(file))
    .map((file) => readFileSync(join(src, file), 'utf8'));
}
