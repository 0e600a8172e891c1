import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseConfig, settingNames } from '../src/config.ts';

const textOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const example = textOf('.env.example');

describe('.env.example', () => {
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
});

describe('the README’s table of settings', () => {
  const rows = [...textOf('README.md').matchAll(/^\| `([A-Z_]+)` \| (.*?) ?\| (.+) \|$/gmu)].map(
    ([, name = '', standard = '', meaning = '']) => ({ name, standard, meaning }),
  );

  test('has every setting once, and no other', () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual(settingNames.toSorted());
  });

  test('tells the values that hold when nothing is set', () => {
    const values = parseEnv(example);
    for (const { name, standard } of rows) {
      // What has no value of its own may say in words what happens.
      const told = /^`(.*)`$/u.exec(standard)?.[1] ?? '';
      expect([name, told]).toEqual([name, values[name]]);
    }
  });
});
