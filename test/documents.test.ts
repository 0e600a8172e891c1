import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/cli/run.ts';
import { notCovered } from '../src/db/demo/not-covered.ts';
import { readSurveyFile } from '../src/domain/survey-file.ts';
import { zh } from '../src/i18n/zh/index.ts';

/* What is written for people says what is there. */

const root = fileURLToPath(new URL('..', import.meta.url));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, first = '']) => first);

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/how-it-works.md',
  'docs/coverage.md',
  'docs/import.md',
  'docs/joining.md',
  'docs/members.md',
  'docs/surveys.md',
];

describe.each(pages)('%s', (file) => {
  const text = textOf(file);

  test('links to what exists', () => {
    const links = found(text, /\]\((?!https?:)([^)#]+)\)/gu);
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });

  test('names files that exist', () => {
    const named = found(text, /`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|js|md|json))`/gu);
    const places = ['', 'src'].map((place) => join(root, place));
    // `i18n/zh/x.ts`: x stands for whatever is added.
    const missing = named.filter(
      (name) => !/\bx\b/u.test(name) && !places.some((at) => existsSync(join(at, name))),
    );
    expect(missing).toEqual([]);
  });

  test('names scripts that exist', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    expect(found(text, /npm run ([\w:]+)/gu).filter((script) => !(script in scripts))).toEqual([]);
  });
});

test('the survey in docs/surveys.md is one that the bot takes', () => {
  const [file = ''] = found(textOf('docs/surveys.md'), /```json\n([^`]+)```/gu);
  expect(readSurveyFile(file)).toMatchObject({ ok: true, key: 'canteen' });
});

test('the README lists every verb of the command line', async () => {
  const help: string[] = [];
  const terminal = {
    env: {},
    now: new Date(0),
    say: (line: string) => help.push(line),
    complain: () => undefined,
  };
  await runCli(['help'], terminal);
  const verbs = help
    .flatMap((line) => /^ {2}([\w-]+)/u.exec(line)?.[1] ?? [])
    .filter((verb) => verb !== 'help');
  const listed = found(textOf('README.md'), /^\| `([\w-]+)` \|/gmu);
  expect(verbs.length).toBeGreaterThan(3);
  expect(verbs.filter((verb) => !listed.includes(verb))).toEqual([]);
});

test('the README’s story calls things what they are called', () => {
  const story = /^The story(.+?)^## /msu.exec(textOf('README.md'))?.[1] ?? '';
  const said = found(story.replace(/\*\*.+?\*\*/gu, ''), /(\p{Script=Han}{4,})/gu);
  const places = notCovered.map(({ name }) => name).join(' ');
  const words = `${JSON.stringify(zh)} ${textOf('src/playground/page/words.js')} ${places}`;
  expect(said.length).toBeGreaterThan(5);
  expect(said.filter((label) => !words.includes(label))).toEqual([]);
});

test('the README lists every command that Telegram shows', () => {
  const shown = found(/forWorkers = \[([^\]]+)\]/u.exec(textOf('src/profile.ts'))?.[1] ?? '', /'(\w+)'/gu);
  const readme = textOf('README.md');
  expect(shown.length).toBeGreaterThan(5);
  expect([...shown, 'staff'].filter((command) => !readme.includes(`\`/${command}\``))).toEqual([]);
});
