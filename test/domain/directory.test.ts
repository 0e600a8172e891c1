import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor, Scope } from '../../src/domain/actor.ts';
import {
  cardFields,
  cardKinds,
  fieldRule,
  fieldsOf,
  keepers,
  mayDo,
  mayKeep,
} from '../../src/domain/directory.ts';
import {
  type Form,
  forms,
  hoursMeant,
  readValue,
  sameValue,
  type Value,
  valueIn,
} from '../../src/domain/directory-values.ts';
import { signedFor } from '../../src/domain/history.ts';
import type { PersonId, StreetId, UnionId } from '../../src/domain/ids.ts';

const actor = (...scopes: Scope[]): Actor => ({ person: 1 as PersonId, scopes });
const street = (id: number): Scope => ({ kind: 'street', street: id as StreetId });
const union = (id: number): Scope => ({ kind: 'union', union: id as UnionId });
const place = (ofStreet: number, ofUnion: number | null) => ({
  street: ofStreet as StreetId,
  union: ofUnion as UnionId | null,
});

describe('who keeps what', () => {
  test.each([
    ['the district', actor({ kind: 'district' }), true, true],
    ['its street', actor(street(1)), true, true],
    ['another street', actor(street(2)), false, false],
    ['its union', actor(union(7)), true, false],
    ['another union of the street', actor(union(8)), false, false],
    ['a worker', actor(), false, false],
    ['somebody with both', actor(union(8), street(1)), true, true],
  ])('%s', (_who, who, officers, streets) => {
    expect(mayKeep(who, 'union', place(1, 7))).toBe(officers);
    expect(mayKeep(who, 'street', place(1, 7))).toBe(streets);
    expect(mayDo(who, 'addAlias', place(1, 7))).toBe(officers);
    expect(mayDo(who, 'moveBuilding', place(1, 7))).toBe(streets);
  });

  test('what nobody covers is the street’s', () => {
    expect(mayKeep(actor(union(7)), 'union', place(1, null))).toBe(false);
    expect(mayKeep(actor(street(1)), 'union', place(1, null))).toBe(true);
  });

  test('officers neither rename nor date their union, nor touch where buildings stand', () => {
    const officers = cardKinds.flatMap((kind) =>
      fieldsOf(kind)
        .filter((field) => fieldRule(kind, field)?.keeper === 'union')
        .map((field) => `${kind}.${field}`),
    );
    expect(officers).toEqual([
      'union.office',
      'union.office_hours',
      'union.phone',
      'union.introduction',
      'station.place',
      'station.hours',
      'station.exceptions',
      'station.services',
      'unit.name',
      'unit.room',
      'unit.kind',
      'unit.non_public',
      'unit.organised',
      'unit.workers',
    ]);
    expect(Object.entries(keepers).filter(([, keeper]) => keeper === 'union')).toHaveLength(6);
  });

  test('a field that is none has no rule, whatever it is called', () => {
    for (const field of ['id', 'code', 'demo', 'constructor', '__proto__', ''])
      for (const kind of cardKinds) expect(fieldRule(kind, field)).toBeUndefined();
    expect(Object.keys(cardFields.union)).not.toContain('code');
  });
});

const today = '2026-12-05';
const read = (form: Form, typed: string, language: 'zh' | 'en' = 'zh', before: Value = {}) => {
  const value = readValue(form, typed, { language, before, today });
  return value.ok ? value.value : `✗ ${value.problem.type}`;
};

describe('what somebody types', () => {
  test.each([
    ['name', ' 金隅　大厦 ', '金隅 大厦'],
    ['name', '金隅\u202e大厦\u200b', '金隅大厦'],
    ['name', '🏢金隅大厦', '✗ oddSigns'],
    ['name', '<b>金隅</b>', '✗ oddSigns'],
    ['name', '长'.repeat(41), '✗ tooLong'],
    ['name', '！！', '✗ empty'],
    ['name', '\u200b', '✗ empty'],
    ['name', '新东方™（A 座）', '新东方™（A 座）'],
    ['english', 'Jinyu Building', 'Jinyu Building'],
    ['english', '金隅 Building', '✗ notEnglish'],
    ['english', '123', '✗ notEnglish'],
    ['phone', '010-8321 0000', '010-83210000'],
    ['phone', '（010）83210000', '010-83210000'],
    ['phone', '010-5550-0208', '010-5550-0208'],
    ['phone', '+86 138 0000 0101', '13800000101'],
    ['phone', '电话：13800000101', '13800000101'],
    ['phone', '83210000转8', '83210000转8'],
    ['phone', '400 810 1234', '4008101234'],
    ['phone', '12351', '12351'],
    ['phone', '+44 20 7946 0000', '+442079460000'],
    ['phone', '找王主任', '✗ notPhone'],
    ['phone', '123', '✗ notPhone'],
    ['phone', '138000001011', '✗ notPhone'],
    ['day', '2026年12月5日', '2026-12-05'],
    ['day', '2020-9-28', '2020-09-28'],
    ['day', '28 Sep 2020', '2020-09-28'],
    ['day', '2026年12月6日', '✗ dayToCome'],
    ['day', '2026年2月30日', '✗ notDay'],
    ['day', '1900-01-01', '✗ notDay'],
    ['day', '12月5日', '✗ notDay'],
    ['floors', '18 层', 18],
    ['floors', '共２０层', 20],
    ['floors', '0', '✗ notFloors'],
    ['floors', '201', '✗ notFloors'],
    ['workers', '1,200 人', 1200],
    ['workers', '很多', '✗ notWorkers'],
    ['location', '就在街角', '✗ notLocation'],
    ['unitKind', '企业', '✗ tap'],
  ] as const)('%s: “%s”', (form, typed, value) => {
    expect(read(form, typed)).toEqual(value);
  });

  test('words in one language leave the other alone', () => {
    expect(read('place', '二层', 'zh', { zh: '一层', en: 'First floor' })).toEqual({
      zh: '二层',
      en: 'First floor',
    });
    expect(read('text', '第一行\n\n\n\n第二行', 'zh', {})).toEqual({ zh: '第一行\n\n第二行' });
    expect(read('place', 'x'.repeat(61), 'en')).toEqual({ en: 'x'.repeat(61) });
  });

  test('hours that are read stand in both languages; others only as they were written', () => {
    expect(read('hours', '早9晚6', 'zh', { zh: '一', en: 'one' })).toEqual({
      zh: '早9晚6',
      en: 'daily 9:00–18:00',
    });
    expect(read('hours', 'Mon-Fri 9am-6pm', 'en')).toEqual({
      en: 'Mon-Fri 9am-6pm',
      zh: '工作日 9:00–18:00',
    });
    // Hours of before, which contradict what is written now, don't stay in the other language; other words do.
    expect(read('hours', '随时', 'zh', { en: 'daily 9:00–18:00' })).toEqual({ zh: '随时' });
    expect(read('hours', '随时', 'zh', { en: 'any time' })).toEqual({ zh: '随时', en: 'any time' });
    expect(hoursMeant({ zh: '随时', en: 'daily 9:00–18:00' })).toBeNull();
    const long =
      'Mon 9:00-12:00, Tue 9:10-12:00, Wed 9:20-12:00, Thu 9:30-12:00, Fri 9:40-12:00, Sat 9:50-12:00';
    expect(read('hours', long, 'en', { zh: '工作日 9:00–18:00' })).toEqual({ en: long });
  });

  test('special days that are over are left out', () => {
    expect(read('exceptions', '2026年12月1日关门；12月25日关门')).toEqual([
      { from: '2026-12-25', to: '2026-12-25', spans: [] },
    ]);
  });

  test('whatever is typed is refused, or is a value that may be kept', () => {
    const form = fc.constantFrom(...(Object.keys(forms) as Form[]));
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom("'; drop table unions; --", '010-83210000', '9:00–18:00', '2020-01-01', '\u202e🙂'),
    );
    fc.assert(
      fc.property(form, typed, fc.constantFrom('zh' as const, 'en' as const), (which, text, language) => {
        const value = readValue(which, text, { language, before: null, today });
        if (value.ok) expect(forms[which].safeParse(value.value).success).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

test('values are the same whatever order their parts are kept in', () => {
  expect(sameValue({ zh: '一', en: 'one' }, { en: 'one', zh: '一' })).toBe(true);
  expect(sameValue({ zh: '一' }, { zh: '一', en: 'one' })).toBe(false);
  expect(sameValue([], {})).toBe(false);
  expect(sameValue([{ from: 1 }], [{ from: 1 }])).toBe(true);
  expect(valueIn({ name_en: '' }, 'name_en')).toBeNull();
  expect(valueIn({ latitude: 1, longitude: 2 }, 'location')).toEqual({ latitude: 1, longitude: 2 });
});

describe('whose name stands under a change', () => {
  const by = (person: number | null, ...scopes: Scope[]) => ({
    person: person as PersonId | null,
    scopes,
    name: () => '王主任',
  });
  const reader = actor(union(7));
  test.each([
    ['her own', by(1, union(7)), { kind: 'you' }],
    ['a colleague’s of the same union', by(2, union(7)), { kind: 'colleague', name: '王主任' }],
    ['her street’s', by(2, street(1)), { kind: 'office', scope: 'street' }],
    ['the district’s', by(2, { kind: 'district' }, street(1)), { kind: 'office', scope: 'district' }],
    ['another union’s', by(2, union(8)), { kind: 'office', scope: 'union' }],
    ['of somebody who is no staff any more', by(2), { kind: 'deployment' }],
    ['the command line’s', by(null), { kind: 'deployment' }],
    [
      'a colleague’s who left no name',
      { ...by(2, union(7)), name: () => null },
      { kind: 'office', scope: 'union' },
    ],
  ])('%s', (_whose, who, signed) => {
    expect(signedFor(reader, who)).toEqual(signed);
  });
});
