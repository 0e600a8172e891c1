import type { Screen } from '../../bot/screen.ts';
import { type Words, wordsFor } from '../../domain/language.ts';
import { rejectionReasons } from '../../domain/membership.ts';
import { type OwnData, type OwnRow, type OwnSection, ownSections } from '../../domain/own-data.ts';
import { Answers, SurveyDefinition } from '../../domain/survey.ts';
import type { Key } from '../../i18n/catalogue.ts';
import { bold, escaped, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn } from '../../i18n/named.ts';
import { zh } from '../../i18n/zh/index.ts';
import { answerWords } from '../answer-words.ts';

/*
 * Everything we hold on the reader, to be read in the chat: line by line, what is long cut short. Whole and to the letter
 * it is in the file.
 */

/** Below Telegram's 4,096. */
const mostLetters = 3_500;
const mostRows = 10;
const mostOfValue = 300;

/** Of these only how many there are: what happened step by step, and what was said of it, is for the file. */
const counted: ReadonlySet<OwnSection> = new Set([
  'membershipMoves',
  'cardMoves',
  'applicationMoves',
  'duplicateFlags',
  'duplicateVerdicts',
  'lookalikes',
  'personMerges',
  'audit',
  'dialogues',
  'staffInvitations',
  'deliveries',
  'updates',
]);

export function ownDataScreens(data: OwnData, t: Translate): readonly Screen[] {
  const parts = ownSections.flatMap((section) => sectionParts(section, data[section], t));
  return pagesOf([t('mine.title'), ...parts]).map((text) => ({ text, personal: true }));
}

function sectionParts(section: OwnSection, rows: readonly OwnRow[], t: Translate): Html[] {
  if (rows.length === 0) return [];
  const what = t.plain(`mine.t_${section}`);
  if (counted.has(section)) return [lines('', t('mine.counted', { what, count: rows.length }))];
  const [first, ...others] = rows.slice(0, mostRows).map((row) => rowPart(section, row, t));
  const more = rows.length - others.length - 1;
  return [
    lines('', bold(what), first ?? null),
    ...others,
    ...(more > 0 ? [t('mine.moreRows', { count: more })] : []),
  ];
}

/** Of herself a line each; of what there are several, one line a row. */
function rowPart(section: OwnSection, row: OwnRow, t: Translate): Html {
  const round = SurveyDefinition.safeParse(row.round);
  if (round.success)
    return escaped(`· ${wordsFor(round.data.title, t.language)}${answersIn(round.data, row.answers, t)}`);
  const fields = Object.entries(row).flatMap(([field, value]) => {
    const label = `mine.f_${field}`;
    const words = said(value, t);
    return words === '' || !isLabel(label)
      ? []
      : [t.plain('mine.field', { label: t.plain(label), value: words })];
  });
  return section === 'people' ? lines(...fields.map(escaped)) : escaped(`· ${t.format.list(fields)}`);
}

function said(value: unknown, t: Translate): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Date) return t.format.date(value);
  if (typeof value === 'string') return textOf(value, t);
  if (typeof value !== 'object') return String(value);
  const { name, nameEn, reason, words, address } = value as Readonly<Record<string, unknown>>;
  if (typeof name === 'string')
    return cut(nameIn({ name, nameEn: typeof nameEn === 'string' ? nameEn : null }, t));
  if (typeof reason === 'string') return reasonOf(reason, words, t);
  if (typeof address === 'string') return cut(address);
  const bilingual = wordsFor(value as Words, t.language);
  if (typeof bilingual === 'string' && bilingual !== '') return cut(bilingual);
  return t.plain('mine.inFile');
}

function textOf(text: string, t: Translate): string {
  const label = `mine.v_${text}`;
  if (isLabel(label)) return t.plain(label);
  // Noon in China, so that a date stays the same day in any nearby zone.
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text)) return t.format.date(new Date(`${text}T04:00:00Z`));
  return cut(text);
}

function reasonOf(reason: string, words: unknown, t: Translate): string {
  if (typeof words === 'string') return cut(words);
  const known = rejectionReasons.find((one) => one === reason);
  return known ? t.plain(`staff.${known}`) : reason;
}

/** What she said in a survey, in the words she chose from. */
function answersIn(survey: SurveyDefinition, said: unknown, t: Translate): string {
  const answers = Answers.safeParse(said).data ?? {};
  return survey.questions
    .flatMap((question) => {
      const value = cut(answerWords(question, answers[question.key] ?? null, t));
      return value === '' ? [] : [t.plain('mine.field', { label: question.name[t.language], value })];
    })
    .map((line) => `\n  ${line}`)
    .join('');
}

type Label = Extract<Key, `mine.f_${string}` | `mine.v_${string}`>;

function isLabel(key: string): key is Label {
  return key.replace(/^mine\./u, '') in zh.mine;
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length <= mostOfValue ? text : `${letters.slice(0, mostOfValue).join('')}…`;
}

/** Parts put together as long as they fit into a message. */
function pagesOf(parts: readonly Html[]): Html[] {
  const pages: Html[][] = [[]];
  let length = 0;
  for (const part of parts) {
    if (length + part.markup.length > mostLetters) {
      pages.push([]);
      length = 0;
    }
    pages.at(-1)?.push(part);
    length += part.markup.length + 1;
  }
  return pages.filter((page) => page.length > 0).map((page) => lines(...page));
}
