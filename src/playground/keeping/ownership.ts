import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Root may start the playground once; whose folder it is must be able to start it again. */
export function giveToOwnerOfFolder(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}
