import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImportFile, UnreadableFile } from '../../src/domain/import/file.ts';
import { openImportFile } from '../../src/files/import-open.ts';
import { bytesOf } from '../../src/files/import-source.ts';
import { writeSpreadsheet } from '../../src/files/spreadsheet.ts';
import { type Part, zip } from '../support/zip.ts';

const open = (data: Uint8Array | string, most?: number) => openImportFile(bytesOf(Buffer.from(data)), most);

async function rowsOf(file: ImportFile) {
  return Promise.all(
    file.sheets.map(async (sheet) => {
      const rows: { row: number; cells: readonly string[]; merged?: readonly number[] }[] = [];
      for await (const batch of sheet.rows()) rows.push(...batch);
      return rows;
    }),
  );
}
const cellsOf = async (data: Uint8Array | string) =>
  (await rowsOf(await open(data))).map((rows) => rows.map(({ cells }) => cells));

/** Why it can't be read, whenever that turns out. */
async function refusal(data: Uint8Array | string, most?: number): Promise<string> {
  try {
    await rowsOf(await open(data, most));
    return 'read';
  } catch (error) {
    if (error instanceof UnreadableFile) return error.reason;
    throw error;
  }
}

/** A workbook whose one sheet has this XML. */
function book(sheet: string, more: readonly Part[] = [], state = ''): Buffer {
  return zip([
    {
      name: '_rels/.rels',
      text: '<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    },
    {
      name: 'xl/workbook.xml',
      text: `<workbook xmlns:r="x"><sheets><sheet name="单位" sheetId="1" ${state} r:id="r0"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships><Relationship Id="r0" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r1" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r2" Type="x/styles" Target="/xl/styles.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', text: `<worksheet><sheetData>${sheet}</sheetData></worksheet>` },
    ...more,
  ]);
}

describe('cells', () => {
  test('what is written is read: texts, numbers, days, whatever they look like', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '=1+1',
        '+86',
        '-3',
        '@x',
        '007',
        '_x000D_',
        '<b>&amp;</b>',
        ']]>',
        '😀',
        'ＡＢＣ',
        ' 前后 ',
      ),
    );
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, number), { minLength: 1, maxLength: 12 }), async (rows) => {
        const data = await writeSpreadsheet([
          { name: 's', columns: [{ header: 'a' }, { header: 'b' }], rows },
        ]);
        const [read] = await cellsOf(data);
        expect(read?.slice(1)).toEqual(
          rows.map(([text, value]) => [
            // What XML can't hold is left out, and line ends are one.
            text
              .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
              .toWellFormed()
              .replace(/\r\n?/gu, '\n')
              .trim()
              .replace(/\n/gu, '\n'),
            String(value === 0 ? 0 : value),
          ]),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('rich text, what is said aloud, formulas by their result, errors, booleans, days by their style', async () => {
    const shared = `<sst><si><r><t>金</t></r><r><t>隅</t></r><rPh><t>jin yu</t></rPh></si></sst>`;
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs></styleSheet>`;
    const [rows] = await cellsOf(
      book(
        `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="str"><f>A1&amp;"x"</f><v>算好的</v></c>
          <c r="D3"><f>1/0</f></c><c r="E3" t="e"><v>#REF!</v></c><c r="F3" t="b"><v>1</v></c>
          <c r="G3" s="1"><v>46349</v></c><c r="H3" s="2"><v>46349.5</v></c><c r="I3" s="3"><v>46349</v></c>
          <c t='inlineStr'><is><t>a &gt; b</t></is></c></row>`,
        [
          { name: 'xl/sharedStrings.xml', text: shared },
          { name: 'xl/styles.xml', text: styles },
        ],
      ),
    );
    expect(rows).toEqual([
      ['金隅', '', '算好的', '=1/0', '#REF!', 'TRUE', '2026-11-23', '2026-11-23', '46349', 'a > b'],
    ]);
  });

  test('a cell merged over several rows stands in each of them, and is marked', async () => {
    const sheet = `<row r="1"><c r="A1" t="str"><v>金隅大厦</v></c><c r="B1" t="str"><v>甲</v></c></row>
      <row r="2"><c r="B2" t="str"><v>乙</v></c></row><row r="3"><c r="B3" t="str"><v>丙</v></c></row>`;
    const data = book(`${sheet}</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells><sheetData>`);
    const [rows] = await rowsOf(await open(data));
    expect(rows).toEqual([
      { row: 1, cells: ['金隅大厦', '甲'] },
      { row: 2, cells: ['金隅大厦', '乙'], merged: [0] },
      { row: 3, cells: ['', '丙'] },
    ]);
  });
});

describe('CSV', () => {
  const text = '楼宇名称,单位名称,职工数\r\n金隅大厦,"甲,""乙""\n公司",12\r\n\r\n北京坊,丙店,3\r\n';
  const rows = [
    [
      ['楼宇名称', '单位名称', '职工数'],
      ['金隅大厦', '甲,"乙"\n公司', '12'],
      ['北京坊', '丙店', '3'],
    ],
  ];
  // 楼宇名称,单位名称 / 金隅大厦,甲公司 as Excel on a Chinese Windows saves it.
  const gbk = Buffer.from('c2a5d3eec3fbb3c62cb5a5cebbc3fbb3c60d0abdf0d3e7b4f3cfc32cbcd7b9abcbbe0d0a', 'hex');

  test('in whichever encoding Excel and WPS save it', async () => {
    expect(await cellsOf(text)).toEqual(rows);
    expect(await cellsOf(`\ufeff${text}`)).toEqual(rows);
    expect(await cellsOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(rows);
    expect(await cellsOf(Buffer.from(text, 'utf16le'))).toEqual(rows);
    expect(await cellsOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual(rows);
    expect(await cellsOf(gbk)).toEqual([
      [
        ['楼宇名称', '单位名称'],
        ['金隅大厦', '甲公司'],
      ],
    ]);
  });

  test.each([';', '\t'])('fields apart by “%s”', async (sign) => {
    expect(await cellsOf('a,b\n1,"2,3"\n'.replace(/,(?=[b"])/gu, sign))).toEqual([
      [
        ['a', 'b'],
        ['1', '2,3'],
      ],
    ]);
  });

  test('rows are counted as Excel counts them, empty ones included', async () => {
    const [read] = await rowsOf(await open('a,b\n\n\n1,2\n'));
    expect(read?.map(({ row }) => row)).toEqual([1, 4]);
  });
});

describe('what is no table of ours is named for what it is', () => {
  const compound = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')]);
  const plain = '<row r="1"><c r="A1"><v>1</v></c></row>';
  test.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'empty'],
    ['a PDF', '%PDF-1.7\n…', 'notATable'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'notATable'],
    ['a web page called .xls', '<html><table><tr><td>1</td></tr></table></html>', 'notATable'],
    ['an old .xls', compound('Workbook'), 'oldExcel'],
    ['a workbook behind a password', compound('EncryptedPackage'), 'encrypted'],
    ['a Word document in the old format', compound('WordDocument'), 'notATable'],
    ['a zip that is cut off', book(plain).subarray(0, 300), 'broken'],
    [
      'a zip with its end alone',
      Buffer.concat([Buffer.from('PK\x03\x04'), book(plain).subarray(-22)]),
      'broken',
    ],
    ['any other zip', zip([{ name: 'a.txt', text: 'a' }]), 'notATable'],
    ['a workbook with macros', book(plain, [{ name: 'xl/vbaProject.bin', text: 'x' }]), 'macros'],
    ['a sheet cut off in a tag', book('<row r="1"><c r="A1"><v>1</v></c></row><row'), 'broken'],
    ['a document type', book('<!DOCTYPE x [<!ENTITY a "aaaa">]>&a;'), 'broken'],
    ['a CSV with a quote that never ends', 'a,b\n"1,2\n3,4\n', 'broken'],
    ['bytes in no encoding', Buffer.from('a,b\n1,\xff\xff\xff\xff', 'latin1'), 'encoding'],
  ])('%s', async (_what, data, reason) => {
    expect(await refusal(data)).toBe(reason);
  });

  test('more than is allowed, and more than it pretends to be', async () => {
    expect(await refusal(book(plain), 100)).toBe('tooLarge');
    const bomb = Buffer.alloc(80 * 1024 ** 2, `<si><t>${' '.repeat(1024 ** 2)}</t></si>`);
    const packed = deflateRawSync(bomb);
    const data = book('', [{ name: 'xl/sharedStrings.xml', packed, size: 10 }]);
    expect(await refusal(data)).toBe('bomb');
  });

  test('whatever bytes come: rows, or a reason, and soon', async () => {
    const good = book('<row r="1"><c r="A1" t="inlineStr"><is><t>楼</t></is></c></row>');
    const broken = fc
      .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
      .map((changes) => {
        const data = Buffer.from(good);
        for (const [at, byte] of changes) data[at] = byte;
        return data;
      });
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((rest) => Buffer.concat([Buffer.from('PK\x03\x04'), rest])),
      broken,
      fc.string({ unit: 'binary', maxLength: 300 }).map((sheet) => book(sheet)),
    );
    await fc.assert(
      fc.asyncProperty(any, async (data) => {
        expect(await refusal(data)).toEqual(expect.any(String));
      }),
      { numRuns: 400 },
    );
  });
});
