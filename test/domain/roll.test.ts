import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RawRow } from '../../src/domain/import/file.ts';
import { findHeader } from '../../src/domain/import/header.ts';
import { rollFields } from '../../src/domain/roll/decision.ts';
import { findRollHeader, rollHeadings } from '../../src/domain/roll/header.ts';
import { readRollRow } from '../../src/domain/roll/row.ts';
import { en } from '../../src/i18n/en/index.ts';
import { zh } from '../../src/i18n/zh/index.ts';

const line = (row: number, ...cells: string[]): RawRow => ({ row, cells });
const headings = ['姓名', '手机号', '工会', '楼宇', '单位', '入会日期', '卡号后四位'];
const read = (...cells: string[]) => {
  const header = findRollHeader([line(1, ...headings)]);
  if (!header) throw new Error('no header');
  return readRollRow(header, line(2, ...cells), '2026-11-23');
};

describe('a sheet is a roll', () => {
  test.each([
    ['of our own template', headings, true],
    ['by other words', ['会员姓名', '联系电话', '所属工会'], true],
    ['in English', ['Full name', 'Mobile number', 'Building'], true],
    ['of units with a telephone', ['单位名称', '楼宇名称', '联系电话', '职工数'], false],
    ['of buildings', ['Name', 'Building', 'Phone'], false],
    ['without a number', ['姓名', '工会'], false],
    ['without a place', ['姓名', '手机号'], false],
  ])('%s: %s', (_what, cells, is) => {
    expect(findRollHeader([line(1, '某某街道'), line(2, ...cells)]) !== undefined).toBe(is);
  });

  test('and its template’s headings are known in both languages', () => {
    for (const words of [zh, en])
      for (const field of rollFields) {
        const label = words.sheet[`member_${field}`].toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
        expect(rollHeadings[field]).toContain(label);
      }
  });

  test('no sheet of the directory is taken for one', () => {
    const unit = line(1, '楼宇名称', '单位名称', '类型', '房间', '非公', '职工数');
    expect(findHeader([unit], '单位')?.kind).toBe('unit');
    expect(findRollHeader([unit])).toBeUndefined();
  });
});

describe('a row', () => {
  test('says who she is and where', () => {
    expect(read('李静', '138 0000 0101', '北方工会', '', '北方科技', '2019年5月', '12')).toEqual({
      ok: true,
      wish: {
        row: 2,
        name: '李静',
        phone: '13800000101',
        union: '北方工会',
        building: null,
        unit: '北方科技',
        since: '2019-05-01',
        tail: '0012',
      },
    });
  });

  test.each([
    ['nothing', ['', '', '', '', '', '', ''], ['name missing', 'phone missing', 'union missing']],
    ['markup for a name', ['<b>李</b>', '13800000101', '北方工会'], ['name notName']],
    ['half a number', ['李静', '1380000', '北方工会'], ['phone notMobile']],
    ['a day to come', ['李静', '13800000101', '北方工会', '', '', '2027-01-01'], ['since dayToCome']],
    ['no day', ['李静', '13800000101', '北方工会', '', '', '很早'], ['since notDay']],
    ['a whole card', ['李静', '13800000101', '北方工会', '', '', '', '6222000011112222'], ['tail notTail']],
    ['a broken formula', ['#REF!', '13800000101', '北方工会'], ['name brokenFormula']],
  ])('with %s', (_what, cells, faults) => {
    const outcome = read(...cells);
    expect(outcome.ok ? [] : outcome.faults.map(({ field, kind }) => `${field} ${kind}`)).toEqual(faults);
  });

  test('whatever stands in it, it is read or refused, and no fault repeats what somebody wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { minLength: 7, maxLength: 7 }), (cells) => {
        const outcome = read(...cells);
        if (outcome.ok) return;
        for (const fault of outcome.faults) expect(Object.keys(fault).toSorted()).toEqual(['field', 'kind']);
      }),
      { numRuns: 100 },
    );
  });
});
