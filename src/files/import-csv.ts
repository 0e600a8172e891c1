import { Readable } from 'node:stream';
import { type ImportFile, type RawRow, UnreadableFile } from '../domain/import/file.ts';
import { type ByteSource, chunksOf } from './import-source.ts';

/* A .csv as Excel and WPS save it: in whichever encoding, with whichever sign between the fields. */

const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
type Encoding = (typeof encodings)[number];

const delimiters = [',', '\t', ';', '，'] as const;
const longestRecord = 1024 ** 2;
const batchSize = 2_000;
const mostColumns = 200;

export async function openCsv(source: ByteSource): Promise<ImportFile> {
  const encoding = await encodingOf(source);
  const delimiter = await delimiterOf(source, encoding);
  return { sheets: [{ name: '', hidden: false, rows: () => csvRows(source, encoding, delimiter) }] };
}

async function* csvRows(
  source: ByteSource,
  encoding: Encoding,
  delimiter: string,
): AsyncGenerator<readonly RawRow[]> {
  const { parse } = await import('csv-parse');
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRecord,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  Readable.from(textOf(source, encoding))
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  let batch: RawRow[] = [];
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      const cells = record.slice(0, mostColumns).map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) batch.push({ row, cells });
      if (batch.length >= batchSize) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    // A quote that is never closed, a record without end.
    throw error instanceof UnreadableFile ? error : new UnreadableFile('broken');
  }
  if (batch.length > 0) yield batch;
}

async function* textOf(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunksOf(source)) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    throw error instanceof TypeError ? new UnreadableFile('encoding') : error;
  }
}

/** By the mark at the beginning; else the first in which all of it can be read. */
async function encodingOf(source: ByteSource): Promise<Encoding> {
  const head = await source.read(0, 4_096);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = (parity: number) => head.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  // Of two bytes a letter, one is 0 wherever it is no Chinese: at least at the ends of lines.
  if (zeros(1) > 0 && zeros(0) === 0) return 'utf-16le';
  if (zeros(0) > 0 && zeros(1) === 0) return 'utf-16be';
  if (zeros(0) > 0) throw new UnreadableFile('notATable');
  return (await isUtf8(source)) ? 'utf-8' : 'gb18030';
}

async function isUtf8(source: ByteSource): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunksOf(source)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** The sign that the first lines have most of, outside quotes; as many in each line speak for it. */
async function delimiterOf(source: ByteSource, encoding: Encoding): Promise<string> {
  const head = new TextDecoder(encoding).decode(await source.read(0, 64 * 1024), { stream: true });
  const lines = head
    .replace(/"[^"]*"/gu, '')
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const score = (sign: string) => {
    const counts = lines.map((line) => line.split(sign).length - 1);
    const most = Math.max(0, ...counts);
    return most === 0 ? 0 : counts.filter((count) => count === most).length * 100 + most;
  };
  return delimiters.reduce((best, sign) => (score(sign) > score(best) ? sign : best));
}
