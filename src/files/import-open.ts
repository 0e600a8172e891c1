import { type FileRefusal, type ImportFile, UnreadableFile } from '../domain/import/file.ts';
import { openCsv } from './import-csv.ts';
import { type ByteSource, chunksOf } from './import-source.ts';
import { openWorkbook } from './import-workbook.ts';
import { zipParts } from './import-zip.ts';

/** No name and no declared type is believed: what a file is, its bytes say. */
export async function openImportFile(
  source: ByteSource,
  most = Number.POSITIVE_INFINITY,
): Promise<ImportFile> {
  if (source.size === 0) throw new UnreadableFile('empty');
  if (source.size > most) throw new UnreadableFile('tooLarge');
  const head = await source.read(0, 512);
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return openWorkbook(source, await zipParts(source));
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    throw new UnreadableFile(await whichCompound(source));
  }
  if (isNoTable(head)) throw new UnreadableFile('notATable');
  return openCsv(source);
}

function startsWith(head: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, at) => head[at] === byte);
}

const signatures = [
  '%PDF',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'Rar!',
  '7z\xbc\xaf',
  '\x1f\x8b',
  'PK',
  'RIFF',
  '{\\rtf',
];

/** PDF, pictures, archives; and the web pages that some systems hand out under the name of .xls. */
function isNoTable(head: Buffer): boolean {
  const text = head.toString('latin1');
  return (
    signatures.some((signature) => text.startsWith(signature)) ||
    /^(\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table|head|meta)/iu.test(text)
  );
}

/** Excel of before 2007, and workbooks behind a password, share a container. Its entries are named in UTF-16. */
async function whichCompound(source: ByteSource): Promise<FileRefusal> {
  const named = (name: string) => Buffer.from(name, 'utf16le');
  const signs = [
    { sign: named('EncryptedPackage'), reason: 'encrypted' },
    { sign: named('Workbook'), reason: 'oldExcel' },
    { sign: named('Book'), reason: 'oldExcel' },
  ] as const;
  let found: FileRefusal = 'notATable';
  let before: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(source)) {
    const seen = Buffer.concat([before, chunk]);
    for (const { sign, reason } of signs) {
      if (!seen.includes(sign)) continue;
      if (reason === 'encrypted') return reason;
      found = reason;
    }
    before = seen.subarray(-64);
  }
  return found;
}
