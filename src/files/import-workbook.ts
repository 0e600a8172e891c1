import { type ImportFile, type RawRow, UnreadableFile } from '../domain/import/file.ts';
import { applyMerges, type Merge, readMerges } from './import-merges.ts';
import { type Numbers, readNumbers } from './import-numbers.ts';
import type { ByteSource } from './import-source.ts';
import { SharedStrings } from './import-strings.ts';
import { worksheetRows } from './import-worksheet.ts';
import { attribute, type XmlListener, XmlReader } from './import-xml.ts';
import { unpack, type ZipPart } from './import-zip.ts';

/* An .xlsx: which sheets there are, and what their cells refer to. */

type Parts = ReadonlyMap<string, ZipPart>;

/** What small parts may become; worksheets and shared strings have limits of their own. */
const mostOfSmall = 32 * 1024 ** 2;

export async function openWorkbook(source: ByteSource, parts: Parts): Promise<ImportFile> {
  refuseWhatIsNone(parts);
  const root = await relations(source, parts, '');
  const main = root.byType('officeDocument')[0];
  const workbook = main === undefined ? undefined : parts.get(main);
  if (main === undefined || !workbook) throw new UnreadableFile('notATable');
  if (main.endsWith('.bin')) throw new UnreadableFile('otherTable');

  const { byId, byType } = await relations(source, parts, main);
  const book = await readBook(source, workbook);
  const partOf = (type: string) => {
    const [path] = byType(type);
    return path === undefined ? undefined : parts.get(path);
  };
  const numbers = await readNumbers(source, partOf('styles'), book.from1904);
  let strings: Promise<SharedStrings> | undefined;
  const shared = () => {
    strings ??= readStrings(source, partOf('sharedStrings'));
    return strings;
  };

  return {
    sheets: book.sheets.flatMap(({ name, hidden, id }) => {
      const part = parts.get(byId(id) ?? '');
      // Sheets that are only a chart have no rows.
      if (!part?.name.toLowerCase().includes('worksheets/')) return [];
      return [{ name, hidden, rows: () => sheetRows(source, part, numbers, shared) }];
    }),
  };
}

async function* sheetRows(
  source: ByteSource,
  part: ZipPart,
  numbers: Numbers,
  shared: () => Promise<SharedStrings>,
): AsyncGenerator<readonly RawRow[]> {
  // They stand behind the rows that they are about.
  const merges: readonly Merge[] = await readMerges(source, part);
  const rows = worksheetRows(unpack(source, part), numbers, await shared());
  yield* merges.length > 0 ? applyMerges(rows, merges) : rows;
}

function refuseWhatIsNone(parts: Parts): void {
  if (parts.has('xl/vbaproject.bin')) throw new UnreadableFile('macros');
  if (parts.has('xl/workbook.bin') || parts.has('content.xml')) throw new UnreadableFile('otherTable');
  if (!parts.has('_rels/.rels')) throw new UnreadableFile('notATable');
}

async function readSmall(source: ByteSource, part: ZipPart, listener: Partial<XmlListener>): Promise<void> {
  const reader = new XmlReader({
    open: () => undefined,
    text: () => undefined,
    close: () => undefined,
    ...listener,
  });
  for await (const chunk of unpack(source, part, mostOfSmall)) reader.write(chunk);
  reader.end();
}

/** What a part refers to: paths by id, and by the last word of their type. */
async function relations(source: ByteSource, parts: Parts, of: string) {
  const slash = of.lastIndexOf('/');
  const folder = of.slice(0, slash + 1);
  const part = parts.get(`${folder}_rels/${of.slice(slash + 1)}.rels`);
  const found: { id: string; type: string; path: string }[] = [];
  if (part) {
    await readSmall(source, part, {
      open(name, attributes) {
        if (name !== 'Relationship' || found.length > 10_000) return;
        const target = attribute(attributes, 'Target') ?? '';
        found.push({
          id: attribute(attributes, 'Id') ?? '',
          type: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
          path: resolved(folder, target),
        });
      },
    });
  }
  return {
    byId: (id: string) => found.find((each) => each.id === id)?.path,
    byType: (type: string) => found.filter((each) => each.type === type).map(({ path }) => path),
  };
}

function resolved(folder: string, target: string): string {
  const names: string[] = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const name of target.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/').toLowerCase();
}

async function readBook(source: ByteSource, part: ZipPart) {
  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  await readSmall(source, part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet' || sheets.length >= 200) return;
      sheets.push({
        name: attribute(attributes, 'name') ?? '',
        hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
        id: attribute(attributes, 'id') ?? '',
      });
    },
  });
  return { sheets, from1904 };
}

async function readStrings(source: ByteSource, part: ZipPart | undefined): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (!part) return strings;
  let text = '';
  let inText = false;
  /** How Japanese and Chinese are to be read aloud stands among the text. */
  let inPhonetic = false;
  const reader = new XmlReader({
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 't') inText = !inPhonetic;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') strings.add(text);
    },
  });
  for await (const chunk of unpack(source, part)) reader.write(chunk);
  reader.end();
  return strings;
}
