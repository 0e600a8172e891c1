import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** A file to upload, allowed anywhere in a payload. `data` is its bytes, a stream of them, or the path to read. */
export class InputFile {
  readonly data: Buffer | Readable | string;
  readonly fileName: string;

  constructor(file: { data: Buffer | Readable | string; fileName: string }) {
    this.data = file.data;
    this.fileName = file.fileName;
  }
}

export interface EncodedPayload {
  readonly headers: Readonly<Record<string, string>>;
  /** False when a stream is part of it: once read, it can't be sent again. */
  readonly repeatable: boolean;
  /** The request's body, made anew for each attempt. */
  body(): string | Buffer | Readable;
}

/** JSON as long as no file is attached: it is what the server parses fastest. */
export function encodePayload(payload: object): EncodedPayload | Promise<EncodedPayload> {
  const files = new Map<InputFile, string>();
  const attach = (_key: string, value: unknown): unknown => {
    if (!(value instanceof InputFile)) return value ?? undefined;
    const name = files.get(value) ?? `file${files.size}`;
    files.set(value, name);
    return `attach://${name}`;
  };
  const json = JSON.stringify(payload, attach);
  if (files.size === 0) {
    return { headers: { 'content-type': 'application/json' }, repeatable: true, body: () => json };
  }
  return encodeMultipart(JSON.parse(json) as Record<string, unknown>, files);
}

/** Bytes as they are, or a file or stream of `size` bytes (undefined: unknown until read). */
type Part = Buffer | { readonly open: () => Readable; readonly size: number | undefined };

async function encodeMultipart(
  fields: Record<string, unknown>,
  files: ReadonlyMap<InputFile, string>,
): Promise<EncodedPayload> {
  const boundary = randomBytes(16).toString('hex');
  const parts: Part[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    parts.push(Buffer.from(`${partHead(boundary, name)}\r\n\r\n${text}\r\n`));
  }
  for (const [file, name] of files) {
    const head = `${partHead(boundary, name)}; filename="${escapeQuoted(file.fileName)}"`;
    parts.push(Buffer.from(`${head}\r\ncontent-type: application/octet-stream\r\n\r\n`));
    parts.push(await filePart(file), Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));

  const headers: Record<string, string> = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const sizes = parts.map((part) => (Buffer.isBuffer(part) ? part.length : part.size));
  if (sizes.every((size) => size !== undefined)) {
    headers['content-length'] = String(sizes.reduce((sum, size) => sum + size, 0));
  }
  return {
    headers,
    repeatable: ![...files.keys()].some((file) => file.data instanceof Readable),
    body: () => (parts.every(Buffer.isBuffer) ? Buffer.concat(parts) : Readable.from(bytesOf(parts))),
  };
}

async function filePart({ data, fileName }: InputFile): Promise<Part> {
  if (Buffer.isBuffer(data)) return data;
  if (data instanceof Readable) return { open: () => data, size: undefined };
  const info = await stat(data).catch(() => undefined);
  // Neither the path nor its cause: a path may be somebody's name.
  if (!info?.isFile())
    throw new TypeError(`an upload's path is no readable file (${fileName.length} characters)`);
  return { open: () => createReadStream(data), size: info.size };
}

async function* bytesOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    if (Buffer.isBuffer(part)) yield part;
    else yield* part.open();
  }
}

function partHead(boundary: string, name: string): string {
  return `--${boundary}\r\ncontent-disposition: form-data; name="${escapeQuoted(name)}"`;
}

/** As browsers do: a file name can't end its header, nor add another. */
function escapeQuoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
