import { open, writeFile } from 'node:fs/promises';
import type { Desk, ExitCode } from './verb.ts';

/** Says it when there is no such file, or none that may be read. */
export async function canRead(desk: Desk, path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      await file.read(Buffer.alloc(1), 0, 1, 0);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    desk.complain(`The file ${path} can't be read (${codeOf(error)}).`);
    return false;
  }
}

/** Writes a file and prints where it is, or says why it could not. */
export async function save(desk: Desk, path: string, data: Uint8Array): Promise<ExitCode> {
  try {
    await writeFile(path, data);
  } catch (error) {
    desk.complain(`The file ${path} can't be written (${codeOf(error)}).`);
    return 1;
  }
  desk.say(path);
  return 0;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}
