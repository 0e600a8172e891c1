import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The key of a trial, made at the first start and kept beside the data it encrypts. A real deployment brings its own
 * (DATA_KEY), because a key lying next to what it locks protects nothing.
 */
export async function trialDataKey(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'data.key');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
}
