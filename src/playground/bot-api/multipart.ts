import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { ApiError, badRequest } from './api-error.ts';
import { Parameters, type UploadedFile } from './parameters.ts';

export const mostUploadBytes = 50 * 1024 * 1024;
const mostFieldBytes = 1024 * 1024;

/** Reads a multipart form with its files into memory. */
export function readMultipart(headers: IncomingHttpHeaders, body: Readable): Promise<Parameters> {
  return new Promise((resolve, reject) => {
    const values: Record<string, string> = {};
    const files = new Map<string, UploadedFile>();
    const refuse = (error: ApiError) => {
      // The rest is read and thrown away: a bot that is cut off while sending never sees the refusal.
      body.unpipe();
      body.resume();
      reject(error);
    };
    const limits = { fileSize: mostUploadBytes, fieldSize: mostFieldBytes, files: 64, fields: 256 };
    let form: busboy.Busboy;
    try {
      form = busboy({ headers, limits, defParamCharset: 'utf8' });
    } catch {
      refuse(badRequest('invalid multipart/form-data'));
      return;
    }
    form.on('field', (name, value) => {
      values[name] = value;
    });
    form.on('file', (name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => refuse(new ApiError(413, 'Request Entity Too Large')));
      stream.on('end', () => {
        files.set(name, { file_name: filename ?? name, mime_type: mimeType, bytes: Buffer.concat(chunks) });
      });
    });
    form.on('error', () => refuse(badRequest('invalid multipart/form-data')));
    form.on('close', () => resolve(new Parameters(values, files)));
    body.pipe(form);
  });
}
