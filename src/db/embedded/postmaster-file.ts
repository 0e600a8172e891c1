import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

/** What a running server writes about itself into its folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const pathIn = (cluster: string): string => join(cluster, 'postmaster.pid');

/** Undefined when there is none, or not yet all of it. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(pathIn(cluster), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/**
 * A name for the cluster that its server carries on its command line: which says, even to a user who may see little of
 * other processes, that a process is the server of this very folder, not of a copy, and not a stranger who was given a
 * dead server's number.
 */
export async function clusterTag(cluster: string): Promise<string> {
  const { dev, ino } = await stat(cluster, { bigint: true });
  return `cluster_name=niangjia-${dev}-${ino}`;
}

/** The server that runs on this cluster, if one does. A zombie has no command line, so it counts as gone. */
export async function findServer(cluster: string): Promise<PostmasterFile | undefined> {
  const file = await readPostmasterFile(cluster);
  if (file === undefined) return undefined;
  const tag = await clusterTag(cluster);
  return (await commandLine(file.pid)).includes(tag) ? file : undefined;
}

async function commandLine(pid: number): Promise<readonly string[]> {
  if (platform() === 'linux') {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  }
  const { output } = await run('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return output.trim().split(' ');
}

/** No system gives this number to a process. */
const nobodysPid = 2_147_483_647;

/**
 * Readies the note of a server that is gone. PostgreSQL sweeps a stale one away itself, unless the number in it now
 * belongs to some other process. Removing the file would be wrong: PostgreSQL learns from it whether children of the
 * dead server still write. So only the number is replaced.
 */
export async function disownPostmasterFile(cluster: string): Promise<void> {
  const path = pathIn(cluster);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const { uid, gid } = await stat(path);
  const draft = `${path}.draft`;
  await writeFile(draft, [nobodysPid, ...text.split('\n').slice(1)].join('\n'), { mode: 0o600 });
  await chown(draft, uid, gid);
  await rename(draft, path);
}
