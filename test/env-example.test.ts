import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parseConfig, settingNames } from '../src/config.ts';

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

test('has every setting once, and no other', () => {
  const names = [...example.matchAll(/^(\w+)=/gmu)].map(([, name = '']) => name);
  expect(names.toSorted()).toEqual(settingNames.toSorted());
});

test('explains each', () => {
  const unexplained = example
    .split('\n\n')
    .filter((paragraph) => /^\w+=/mu.test(paragraph) && !paragraph.startsWith('# '));
  expect(unexplained).toEqual([]);
});

test('copied as it is, it changes nothing', () => {
  expect(parseConfig(parseEnv(example))).toEqual(parseConfig({}));
});
