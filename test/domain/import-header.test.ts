import { describe, expect, test } from 'vitest';
import {
  choiceWord,
  choiceWords,
  readChoice,
  readDay,
  readWorkers,
  readYesNo,
} from '../../src/domain/import/cells.ts';
import { importFields, importKinds } from '../../src/domain/import/fields.ts';
import { findHeader, headerWithin } from '../../src/domain/import/header.ts';
import { languages } from '../../src/domain/language.ts';
import { fieldLabel } from '../../src/i18n/import-words.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const translations = createTranslations('Asia/Shanghai');
const rows = (...lines: string[][]) => lines.map((cells, index) => ({ row: index + 1, cells }));

describe('headings', () => {
  test.each(importKinds.flatMap((kind) => languages.map((language) => [kind, language] as const)))(
    'those of our own sheet of %ss, in %s, are known for what they are',
    (kind, language) => {
      const t = translations[language];
      const fields = importFields[kind];
      const header = findHeader(rows(fields.map((field) => fieldLabel(kind, field, t))), '');
      expect(header?.kind).toBe(kind);
      expect([...(header?.columns ?? [])].map(([field, column]) => [field, column])).toEqual(
        fields.map((field, index) => [field, index]),
      );
    },
  );

  test.each<[string, string[], string, string, string[]]>([
    [
      'an office’s own list of firms',
      ['序号', '楼名', '企业名称', '员工人数(人)', '单位性质'],
      '',
      'unit',
      ['building', 'name', 'workers', 'non_public'],
    ],
    [
      'buildings with their unions',
      ['楼宇名称', '所属工会', '地址', '经度', '纬度'],
      '',
      'building',
      ['name', 'union', 'address', 'longitude', 'latitude'],
    ],
    ['unions', ['街道', '工会名称', '建会时间'], '', 'union', ['street', 'name', 'founded_on']],
    [
      'a plain name, on a sheet of buildings',
      ['名称', '地址', '街道'],
      '楼宇信息',
      'building',
      ['name', 'address', 'street'],
    ],
    [
      'a plain name, on a sheet of unions',
      ['名称', '地址', '街道'],
      '楼宇工会',
      'union',
      ['name', 'office', 'street'],
    ],
    ['English', ['Building', 'Company name', 'Headcount'], 'Sheet1', 'unit', ['building', 'name', 'workers']],
  ])('%s', (_what, headings, sheet, kind, fields) => {
    const header = findHeader(rows(headings), sheet);
    expect(header?.kind).toBe(kind);
    expect([...(header?.columns.keys() ?? [])].sort()).toEqual([...fields].sort());
  });

  test('below a title, and not below a book', () => {
    const head = ['楼宇名称', '单位名称', '职工数'];
    expect(findHeader(rows(['金融街楼宇台账'], ['填表日期：', '2026-11-23'], head), '')?.row).toBe(3);
    expect(findHeader(rows(['金隅大厦', '甲公司', '12']), '')).toBeUndefined();
    expect(findHeader(rows(['姓名', '手机号', '住址']), '')).toBeUndefined();
    expect(headerWithin).toBe(20);
  });
});

describe('cells', () => {
  test.each<[string, number | string]>([
    ['12', 12],
    ['１２', 12],
    ['1,234', 1234],
    ['12人', 12],
    ['12.0', 12],
    ['1e2', 100],
    ['-3', 'negative'],
    ['−3', 'negative'],
    ['1.5', 'notWhole'],
    ['三十', 'notNumber'],
    ['12345678', 'tooLarge'],
    ['=1+1', 'notNumber'],
  ])('workers %s: %s', (text, expected) => {
    const read = readWorkers(text);
    expect(read.ok ? read.value : read.fault).toBe(expected);
  });

  test.each<[string, string]>([
    ['2026-11-23', '2026-11-23'],
    ['2026/1/5', '2026-01-05'],
    ['2026.1.5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['２０２６－０１－０５', '2026-01-05'],
    ['2026-01-05 00:00:00', '2026-01-05'],
    ['46349', '2026-11-23'],
    ['5 Jan 2026', '2026-01-05'],
    ['2026-11-24', 'dayToCome'],
    ['2026-02-30', 'notDay'],
    ['1/5/2026', 'notDay'],
    ['昨天', 'notDay'],
  ])('day %s: %s', (text, expected) => {
    const read = readDay(text, '2026-11-23');
    expect(read.ok ? read.value : read.fault).toBe(expected);
  });

  test('whatever our own lists offer is understood', () => {
    for (const language of languages) {
      for (const which of ['union', 'unit', 'organised', 'status'] as const) {
        for (const choice of Object.keys(choiceWords[which])) {
          expect(readChoice(which, choiceWord(which, choice, language))).toEqual({ ok: true, value: choice });
        }
      }
      expect(readYesNo(choiceWord('yesNo', 'yes', language))).toEqual({ ok: true, value: true });
      expect(readYesNo(choiceWord('yesNo', 'no', language))).toEqual({ ok: true, value: false });
    }
  });
});
