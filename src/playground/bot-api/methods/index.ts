import type { Method } from '../method.ts';
import { chatMethods } from './chats.ts';
import { commandMethods } from './commands.ts';
import { deletionMethods } from './deletions.ts';
import { editMethods } from './edits.ts';
import { mediaMethods } from './media.ts';
import { messageMethods } from './messages.ts';
import { placeMethods } from './places.ts';
import { profileMethods } from './profile.ts';
import { queryMethods } from './queries.ts';
import { updateMethods } from './updates.ts';

const all: Readonly<Record<string, Method>> = {
  ...updateMethods,
  ...profileMethods,
  ...commandMethods,
  ...messageMethods,
  ...mediaMethods,
  ...placeMethods,
  ...editMethods,
  ...deletionMethods,
  ...queryMethods,
  ...chatMethods,
};

const byLowerCase: ReadonlyMap<string, { name: string; run: Method }> = new Map(
  Object.entries(all).map(([name, run]) => [name.toLowerCase(), { name, run }]),
);

/** Method names are case-insensitive. */
export function findMethod(name: string): { name: string; run: Method } | undefined {
  return byLowerCase.get(name) ?? byLowerCase.get(name.toLowerCase());
}
