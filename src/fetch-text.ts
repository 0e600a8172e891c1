import { ApiError } from './bot/telegram-error.ts';
import type { BotApi } from './bot/transport.ts';

/** Telegram didn't give it just now; asked again, it may. */
class NotNow extends Error {
  override readonly name = 'NotNow';
}

/** A small text that somebody sent as a file; null when it is none, too large, or gone. It is kept nowhere. */
export async function fetchText(api: BotApi, file: string, most: number): Promise<string | null> {
  const got = await api.download(file, most).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 400) return { type: 'gone' } as const;
    throw error;
  });
  if (got.type === 'failed') throw new NotNow(got.reason);
  if (got.type !== 'bytes') return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(got.data);
  } catch {
    return null;
  }
}
