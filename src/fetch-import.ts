import { ApiError } from './bot/telegram-error.ts';
import type { BotApi } from './bot/transport.ts';
import { type ImportFile, UnreadableFile } from './domain/import/file.ts';
import { mostBytes } from './domain/import/report.ts';
import { openImportFile } from './files/import-open.ts';
import { bytesOf } from './files/import-source.ts';

/** Telegram didn't give it just now; asked again, it may. */
class NotNow extends Error {
  override readonly name = 'NotNow';
}

/** A sheet that somebody sent to the bot. It is kept nowhere: should it be needed again, Telegram has it. */
export async function fetchImport(api: BotApi, file: string, signal: AbortSignal): Promise<ImportFile> {
  const got = await api.download(file, mostBytes, signal).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 400) {
      throw new UnreadableFile(/too big/iu.test(error.description) ? 'tooLarge' : 'gone');
    }
    throw error;
  });
  if (got.type === 'failed') throw new NotNow(got.reason);
  if (got.type !== 'bytes') throw new UnreadableFile(got.type);
  return openImportFile(bytesOf(got.data), mostBytes);
}
