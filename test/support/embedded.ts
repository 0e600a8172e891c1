import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';

export const project = fileURLToPath(new URL('../..', import.meta.url));

const children: ChildProcess[] = [];

/** For `afterEach`. */
export async function endHosts(): Promise<void> {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

export async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  return sql.unsafe<Row[]>(text).finally(() => sql.end({ timeout: 1 }));
}

/** Writes a line that `notes` finds again. */
export const note = (url: string, text: string) =>
  query(url, `create table if not exists notes (text text); insert into notes values ('${text}')`);
export const notes = async (url: string) =>
  (await query<{ text: string }>(url, 'select text from notes order by text')).map(({ text }) => text);

/** A process of its own that holds a server; answers with the first line it prints. */
export async function host(
  folder: string,
  {
    mode = 'hold',
    home = project,
    user = {},
  }: { mode?: 'hold' | 'leave'; home?: string; user?: object } = {},
) {
  const program = join(
    home,
    relative(project, fileURLToPath(new URL('./embedded-host.ts', import.meta.url))),
  );
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder, mode], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, as a terminal gives to what is typed into it.
    detached: true,
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: tmpdir() },
    ...user,
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await lines.next()).value);
  return { pid: child.pid ?? 0, gone: once(child, 'exit'), said: await nextLine(), nextLine };
}

/** The number of the server that runs on a data folder. */
export const serverPid = async (dataDir: string): Promise<number> =>
  Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
