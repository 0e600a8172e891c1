import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/http.ts';
import { launchChromium } from './chromium.ts';

let playground: Playground;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  playground = await startPlayground();
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(playground.url);
});
afterAll(async () => {
  await browser?.close();
  await playground?.close();
});

/** Runs one of the page's own modules where it lives. `use` is JavaScript; `m` is the module. */
const inPage = (module: string, use: string): Promise<unknown> =>
  page.evaluate(`import('/text/${module}.js').then((m) => ${use})`);

test.each([
  ['https://example.org/a?b=1', 'https://example.org/a?b=1'],
  ['  http://example.org ', 'http://example.org/'],
  ['t.me/niangjia_bot', 'https://t.me/niangjia_bot'],
  ['example.org:8080/x', 'https://example.org:8080/x'],
  ['tg://resolve?domain=niangjia_bot', 'tg://resolve?domain=niangjia_bot'],
  ['javascript:alert(1)', undefined],
  ['JaVaScRiPt:alert(1)', undefined],
  ['\u0001javascript:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['javascript.x:alert(1)', undefined],
  ['data:text/html,<script>1</script>', undefined],
  ['file:///etc/hosts', undefined],
  ['blob:https://example.org/1', undefined],
])('the link %j leads to %j', async (address, followed) => {
  expect(await inPage('links', `m.safeLink(${JSON.stringify(address)})`)).toBe(followed);
});

test.each([
  ['https://t.me/niangjia_bot?start=b_42', 'b_42'],
  ['T.me/Niangjia_Bot?start=i_x-1', 'i_x-1'],
  ['https://t.me/niangjia_bot', ''],
  ['tg://resolve?domain=niangjia_bot&start=u_7', 'u_7'],
  ['https://t.me/another_bot?start=b_42', undefined],
  ['https://example.org/niangjia_bot?start=b_42', undefined],
])('the start parameter of %j is %j', async (address, payload) => {
  expect(await inPage('links', `m.startPayload(${JSON.stringify(address)}, 'niangjia_bot')`)).toBe(payload);
});

test.each([
  ['2026-12-01T00:00:00Z', '2026-12-07T02:00:00.000Z'],
  ['2026-12-07T01:59:59Z', '2026-12-07T02:00:00.000Z'],
  ['2026-12-07T02:00:00Z', '2027-01-04T02:00:00.000Z'],
  ['2027-01-31T16:00:00Z', '2027-02-01T02:00:00.000Z'],
])('after %s the next first Monday, 10:00 in Beijing, is %s', async (now, monday) => {
  expect(await inPage('time', `m.nextFirstMonday(new Date('${now}')).toISOString()`)).toBe(monday);
});

test('a long text is cut without losing or halving a character', async () => {
  const words = `${'😀'.repeat(3000)}\n${'字'.repeat(5000)}`;
  const parts = (await inPage('split', `m.splitText(${JSON.stringify(words)})`)) as string[];
  expect(parts.join('').replace('\n', '')).toBe(words.replace('\n', ''));
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(4096);
    expect(part.isWellFormed()).toBe(true);
  }
});

test('whatever the entities, every character is shown once and in order', async () => {
  const entity = fc.record({
    type: fc.constantFrom('bold', 'blockquote', 'pre', 'text_link', 'spoiler', 'unheard_of'),
    offset: fc.integer({ min: -5, max: 60 }),
    length: fc.integer({ min: -5, max: 60 }),
  });
  const messages = fc.sample(
    fc.record({
      text: fc.string({ maxLength: 50, unit: 'grapheme' }),
      entities: fc.array(entity, { maxLength: 8 }),
    }),
    300,
  );
  const flat = `const flat = (node) => typeof node === 'string' ? node : node.children.map(flat).join('');`;
  const shown = await inPage(
    'entities',
    `{ ${flat} return ${JSON.stringify(messages)}.map(({ text, entities }) => m.entityTree(text, entities).map(flat).join('')) }`,
  );
  expect(shown).toEqual(messages.map(({ text }) => text));
});

test.each([
  ['**停水** 通知', '停水 通知', ['bold 0+2']],
  ['a **b __c__** `d**e**`', 'a b c d**e**', ['bold 2+3', 'italic 4+1', 'code 6+6']],
  ['2 ** 3', '2 ** 3', []],
  ['****', '****', []],
  ['~~x~~ ||y||', 'x y', ['strikethrough 0+1', 'spoiler 2+1']],
])('%j is typed as Telegram’s apps take it', async (typed, text, stretches) => {
  const read = await inPage('formatting', `m.readFormatting(${JSON.stringify(typed)})`);
  const { text: shown, entities } = read as {
    text: string;
    entities: { type: string; offset: number; length: number }[];
  };
  expect(shown).toBe(text);
  expect(entities.map(({ type, offset, length }) => `${type} ${offset}+${length}`)).toEqual(stretches);
});
