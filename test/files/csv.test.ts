import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from '../../src/files/csv.ts';

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

test('a table that Excel opens: marked as UTF-8, numbers as numbers, blanks as blanks', () => {
  expect(
    text(
      writeCsv([
        ['题目', '人数'],
        ['手工, “一”', 12],
        ['x', null],
      ]),
    ),
  ).toBe('\ufeff题目,人数\r\n"手工, “一”",12\r\nx,\r\n');
});

test.each(['=1+1', '+1', '-1', '@x', ' =1', '\t=1', '＝1', '\r=1'])('%j is no formula', (words) => {
  expect(text(writeCsv([[words]]))).toMatch(/^\ufeff"?'/u);
});

test('whatever is written comes back, but for the sign before what looks like a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (row) => {
      const cells = ['a', ...row];
      const [back] = parse(Buffer.from(writeCsv([cells])), {
        bom: true,
        record_delimiter: '\r\n',
      }) as string[][];
      expect(back?.map((cell, place) => (cell === `'${cells[place]}` ? cells[place] : cell))).toEqual(
        cells.map((cell) => Buffer.from(cell).toString()),
      );
    }),
    { numRuns: 100 },
  );
});
