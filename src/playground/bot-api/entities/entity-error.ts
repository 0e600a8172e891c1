import { type ApiError, badRequest } from '../api-error.ts';

/** @param reason as the parser words it, starting with a capital: "Can't find end of …" */
export function entityError(reason: string): ApiError {
  return badRequest(`can't parse entities: ${reason}`);
}

/** Telegram counts positions in UTF-8 bytes when it complains, and in UTF-16 units otherwise. */
export function byteOffset(source: string, index: number): number {
  return Buffer.byteLength(source.slice(0, index));
}
