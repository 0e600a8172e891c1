import { Temporal } from 'temporal-polyfill';
import { mostFloors, mostWorkers, readValue } from '../directory-values.ts';
import type { FaultKind } from './faults.ts';

/* What stands in a cell, read as what its column holds. */

export type CellRead<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: FaultKind; readonly number?: number };

const refused = (fault: FaultKind, number?: number): CellRead<never> => ({
  ok: false,
  fault,
  ...(number === undefined ? {} : { number }),
});
const read = <T>(value: T): CellRead<T> => ({ ok: true, value });

/** What Excel shows where a formula came to nothing. */
export function isBrokenFormula(text: string): boolean {
  return /^#(n\/a|ref!|value!|name\?|div\/0!|null!|num!|spill!)$/iu.test(text);
}

/** A dash says that there is nothing to say. */
export function isEmpty(text: string): boolean {
  return /^[-—–－/\\\s]*$/u.test(text);
}

export function readText(form: 'name' | 'english' | 'room' | 'phone', text: string): CellRead<string> {
  return readWritten(form, text) as CellRead<string>;
}

/** One language of a bilingual field, as `{ zh: … }`. */
export function readWords(
  form: 'place' | 'hours' | 'text',
  text: string,
  language: 'zh' | 'en',
): CellRead<Readonly<Record<string, string>>> {
  const cell = readWritten(form, text, language) as CellRead<Readonly<Record<string, string>>>;
  // The other language has a column of its own.
  return cell.ok ? read({ [language]: cell.value[language] ?? '' }) : cell;
}

function readWritten(
  form: 'name' | 'english' | 'room' | 'phone' | 'place' | 'hours' | 'text',
  text: string,
  language: 'zh' | 'en' = 'zh',
): CellRead<unknown> {
  const value = readValue(form, text, { language, before: null, today: '9999-12-31' });
  if (value.ok) return read(value.value);
  const { problem } = value;
  switch (problem.type) {
    case 'tooLong':
      return refused('tooLong', problem.most);
    case 'notEnglish':
    case 'notPhone':
      return refused(problem.type);
    default:
      return refused('oddSigns');
  }
}

const numberForm = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/u;

function numberIn(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/gu, '')
    .replace(/−/gu, '-')
    .trim();
  return numberForm.test(plain) ? Number(plain) : undefined;
}

export function readWorkers(text: string): CellRead<number> {
  return readCount(text.replace(/[人名个]$/u, ''), 0, mostWorkers);
}

export function readFloors(text: string): CellRead<number> {
  return readCount(text.replace(/层$/u, ''), 1, mostFloors);
}

function readCount(text: string, least: number, most: number): CellRead<number> {
  const value = numberIn(text);
  if (value === undefined) return refused('notNumber');
  if (value < 0) return refused('negative');
  if (!Number.isInteger(value) || value < least) return refused('notWhole');
  return value > most ? refused('tooLarge', most) : read(value);
}

/** A unit is known by its number. */
export function readSerial(text: string): number | undefined {
  const value = numberIn(text);
  return value !== undefined && Number.isInteger(value) && value > 0 && value < 2 ** 31 ? value : undefined;
}

export function readDegrees(text: string, which: 'latitude' | 'longitude'): CellRead<number> {
  const value = numberIn(text.normalize('NFKC').replace(/^(北纬|东经)|[°度]?\s*[ne]?$/giu, ''));
  if (value === undefined) return refused('notNumber');
  if (Math.abs(value) > 180) return refused('outsideWorld');
  // A latitude that can only be a longitude.
  if (which === 'latitude' && Math.abs(value) > 90) return refused('swapped');
  return read(value);
}

const dayForms = [
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/u,
  /^(?<year>\d{4})\s*[年./-]\s*(?<month>\d{1,2})\s*[月./-]\s*(?<day>\d{1,2})\s*[日号]?(?:[t\s].*)?$/u,
];
const dayZero = Temporal.PlainDate.from('1899-12-30');

export function readDay(text: string, today: string): CellRead<string> {
  const plain = text.normalize('NFKC').toLowerCase().trim();
  const day = /^[1-9]\d{4}$/u.test(plain)
    ? // A day whose cell lost its format.
      dayZero.add({ days: Number(plain) }).toString()
    : dayWritten(plain);
  if (day === undefined || day < '1949-01-01') return refused('notDay');
  return day > today ? refused('dayToCome') : read(day);
}

function dayWritten(text: string): string | undefined {
  const groups = dayForms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (!groups) {
    const english = readValue('day', text, { language: 'en', before: null, today: '9999-12-31' });
    return english.ok ? String(english.value) : undefined;
  }
  try {
    const parts = { year: Number(groups.year), month: Number(groups.month), day: Number(groups.day) };
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

export function readAliases(text: string): CellRead<readonly string[]> {
  const names: string[] = [];
  for (const name of text.split(/[;；、,，/\n]+/u).map((each) => each.trim())) {
    if (name === '') continue;
    const value = readText('name', name);
    if (!value.ok) return value;
    names.push(value.value);
  }
  return read(names);
}

/** What may be chosen, the first word of each as our own lists say it: Chinese, then English. */
export const choiceWords = {
  union: {
    federation: ['楼宇工会联合会', 'federation', '联合会', '工会联合会', 'buildingfederation'],
    joint: ['楼宇联合工会', 'joint union', '联合工会', 'joint', 'jointunion'],
    quarter: [
      '商圈工会联合会',
      'quarter federation',
      '园区工会联合会',
      '商圈园区工会联合会',
      '商圈',
      '园区',
      'quarter',
      'quarterfederation',
      'park',
    ],
  },
  unit: {
    firm: ['企业', 'firm', '公司', '单位', 'company', 'business'],
    shop: ['商户', 'shop', '店铺', '商铺', '门店', '商店', '餐饮', 'store', 'restaurant'],
    office: [
      '机构',
      'office',
      '办事处',
      '机关',
      '事业单位',
      '社会组织',
      '机关事业单位',
      'institution',
      'agency',
    ],
  },
  organised: {
    independent: ['独立建会', 'own union', '独立工会', '单独建会', '独立', 'independent', 'ownunion'],
    group: ['工会小组', 'union group', '小组', 'group', 'uniongroup'],
    none: ['未建会', 'not yet', '未组建', '未建', '没有', '无', '否', 'none', 'no', 'notyet'],
  },
  status: {
    open: [
      '正常',
      'open',
      '营业',
      '开业',
      '在营',
      '在业',
      '存续',
      '使用中',
      '正常营业',
      '有效',
      'active',
      'existing',
    ],
    closed: [
      '关闭',
      'closed',
      '已关闭',
      '注销',
      '已注销',
      '撤销',
      '已撤销',
      '搬离',
      '已搬离',
      '迁出',
      '已迁出',
      '停业',
      '拆除',
      '已拆除',
      '解散',
      'dissolved',
      'movedout',
      'gone',
      'demolished',
    ],
  },
  yesNo: {
    yes: [
      '是',
      'yes',
      'y',
      'true',
      '1',
      '√',
      '✓',
      '有',
      '对',
      '非公',
      '非公有制',
      '非公有',
      '非公企业',
      '民营',
      '私营',
      '外资',
      '合资',
      'nonpublic',
      'private',
    ],
    no: [
      '否',
      'no',
      'n',
      'false',
      '0',
      '×',
      '✗',
      'x',
      '无',
      '不是',
      '公有',
      '公有制',
      '国有',
      '国企',
      '集体',
      '机关',
      '事业',
      '事业单位',
      '机关事业单位',
      'public',
      'stateowned',
    ],
  },
} as const;

/** How a choice is written in sheets of ours. */
export function choiceWord(which: keyof typeof choiceWords, choice: string, language: 'zh' | 'en'): string {
  const words = (choiceWords[which] as Readonly<Record<string, readonly string[]>>)[choice];
  return words?.[language === 'zh' ? 0 : 1] ?? '';
}

type Which = keyof typeof choiceWords;
type Choice<W extends Which> = keyof (typeof choiceWords)[W] & string;

/** Each way of saying it, with what is meant. Of rows there may be a million. */
const meant = Object.fromEntries(
  Object.entries(choiceWords).map(([which, choices]) => [
    which,
    new Map(
      Object.entries(choices).flatMap(([choice, names]) =>
        (names as readonly string[]).map((name) => [plain(name), choice] as const),
      ),
    ),
  ]),
) as unknown as Readonly<Record<Which, ReadonlyMap<string, string>>>;

export function readChoice<W extends Exclude<Which, 'yesNo'>>(which: W, text: string): CellRead<Choice<W>> {
  const choice = meant[which].get(plain(text));
  return choice === undefined ? refused('notChoice') : read(choice as Choice<W>);
}

export function readYesNo(text: string): CellRead<boolean> {
  const answer = meant.yesNo.get(plain(text));
  return answer === undefined ? refused('notYesNo') : read(answer === 'yes');
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}√×✓✗]+/gu, '');
}
