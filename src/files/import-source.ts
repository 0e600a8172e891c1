import { open } from 'node:fs/promises';

/** Bytes that can be read anywhere: in memory, or on disk. */
export interface ByteSource {
  readonly size: number;
  /** Fewer than asked for at the end. */
  read(start: number, length: number): Promise<Buffer>;
}

export function bytesOf(data: Uint8Array): ByteSource {
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return {
    size: buffer.length,
    read: async (start, length) => buffer.subarray(start, start + length),
  };
}

/** Lends a file on disk; it is closed when `body` is done. */
export async function withFile<T>(path: string, body: (source: ByteSource) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await body({
      size,
      async read(start, length) {
        const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - start)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await handle.close();
  }
}

const chunkSize = 64 * 1024;

export async function* chunksOf(
  source: ByteSource,
  start = 0,
  length = source.size - start,
): AsyncGenerator<Buffer> {
  for (let at = start; at < start + length; at += chunkSize) {
    yield await source.read(at, Math.min(chunkSize, start + length - at));
  }
}
