import { WebhookIsSet } from './bot/polling.ts';
import { ApiError, NetworkError } from './bot/telegram-error.ts';
import { UnfitDatabase } from './db/client.ts';
import { AlreadyRunning, EmbeddedError } from './db/embedded.ts';
import { MigrationConflict } from './db/migrate.ts';
import { UnfitKey } from './db/vault-check.ts';
import { RealDistrict } from './prepare-district.ts';

const kinds = [
  AlreadyRunning,
  EmbeddedError,
  UnfitDatabase,
  UnfitKey,
  RealDistrict,
  MigrationConflict,
  WebhookIsSet,
  ApiError,
  NetworkError,
];

/** Whether an error's message may be shown to whoever runs the bot: it says what to do, and holds nothing of a person. */
export function explainsItself(error: unknown): error is Error {
  return error instanceof Error && kinds.some((kind) => error instanceof kind);
}
