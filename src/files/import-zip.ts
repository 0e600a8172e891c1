import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { UnreadableFile } from '../domain/import/file.ts';
import { type ByteSource, chunksOf } from './import-source.ts';

/*
 * The parts of a zip, read by its directory at the end and unpacked a piece at a time. hucre reads worksheets as streams,
 * too, but its parser runs ahead of whoever takes the rows, so a million of them pile up while a database writes; it
 * keeps every shared string as one of JavaScript's; and it unpacks whatever it is given, however much that becomes.
 */

export interface ZipPart {
  readonly name: string;
  readonly stored: boolean;
  readonly compressed: number;
  readonly size: number;
  readonly headerAt: number;
}

/** A sheet of a million rows takes half a gigabyte. */
const mostUnpacked = 2 * 1024 ** 3;
/** Sheets shrink ten to twenty times. What shrank more than this was made to do harm; but small files may be odd. */
const bombRatio = 250;
const bombFloor = 64 * 1024 ** 2;

const mostParts = 10_000;
const mostDirectory = 4 * 1024 ** 2;
const endRecord = 22;
const longestComment = 65_535;

export async function zipParts(source: ByteSource): Promise<ReadonlyMap<string, ZipPart>> {
  const tail = await source.read(
    Math.max(0, source.size - endRecord - longestComment),
    endRecord + longestComment,
  );
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + endRecord > tail.length) throw new UnreadableFile('broken');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count > mostParts || length > mostDirectory || start + length > source.size) {
    throw new UnreadableFile('broken');
  }
  return readDirectory(await source.read(start, length), count);
}

function readDirectory(directory: Buffer, count: number): ReadonlyMap<string, ZipPart> {
  const parts = new Map<string, ZipPart>();
  let at = 0;
  for (let nth = 0; nth < count; nth++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50)
      throw new UnreadableFile('broken');
    // A bit that says: locked with a password.
    if (directory.readUInt16LE(at + 8) & 1) throw new UnreadableFile('encrypted');
    const method = directory.readUInt16LE(at + 10);
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replace(/\\/gu, '/');
    if (method === 0 || method === 8) {
      parts.set(name.toLowerCase(), {
        name,
        stored: method === 0,
        compressed: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        headerAt: directory.readUInt32LE(at + 42),
      });
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return parts;
}

/** @throws UnreadableFile when it can't be unpacked, or becomes too large */
export async function* unpack(
  source: ByteSource,
  part: ZipPart,
  most = mostUnpacked,
): AsyncGenerator<Buffer> {
  const header = await source.read(part.headerAt, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw new UnreadableFile('broken');
  const start = part.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + part.compressed > source.size) throw new UnreadableFile('broken');
  const packed = chunksOf(source, start, part.compressed);
  const limit = Math.min(most, Math.max(bombFloor, part.compressed * bombRatio));
  let unpacked = 0;
  for await (const chunk of part.stored ? packed : inflated(packed)) {
    unpacked += chunk.length;
    if (unpacked > limit) throw new UnreadableFile('bomb');
    yield chunk;
  }
}

async function* inflated(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
  pipeline(Readable.from(packed), inflate, () => undefined);
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('broken');
  }
}
