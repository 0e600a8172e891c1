import { mkdir, rm, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another process holds the folder. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
  readonly pid: number | undefined;

  constructor(folder: string, pid: number | undefined) {
    super(
      `Another Niangjia is running in ${folder}${pid === undefined ? '' : ` (pid ${pid})`}. Stop it first.`,
    );
    this.pid = pid;
  }
}

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Keeps other processes out of a folder for as long as this one lives; throws `AlreadyRunning` if one is in.
 *
 * The lock is a listening socket named after the folder's inode: the kernel takes it away with its process, however that
 * ends, so there is no stale lock and no process number to be mistaken for another; and it answers with its holder's
 * number. A link to the folder is the same lock, a copy of the folder another. It holds within one machine (one
 * network namespace); nobody should share the folder between two.
 *
 * It does not keep the process alive.
 */
export async function acquireFolderLock(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { dev, ino } = await stat(folder, { bigint: true });
  const address = socketAddress(`niangjia-${dev}-${ino}`);

  for (let attempt = 0; attempt < 5; attempt += 1) {
    const release = await listen(address);
    if (release !== undefined) return { release };
    const holder = await askHolder(address);
    if (holder.alive) throw new AlreadyRunning(folder, holder.pid);
    // Its holder went just now, or (where sockets are files) long ago and left the file.
    if (!address.startsWith('\0')) await rm(address, { force: true });
  }
  throw new AlreadyRunning(folder, undefined);
}

/** Linux has socket names that are no files; elsewhere a dead holder's file is swept away by the next. */
function socketAddress(name: string): string {
  return platform() === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** Undefined when the address is taken. */
function listen(address: string): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      server.unref();
      resolve(() => new Promise((done) => server.close(() => done())));
    });
  });
}

/** A holder that is stopped, or too busy to answer, is still one. */
function askHolder(address: string): Promise<{ alive: boolean; pid?: number }> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(address);
    socket.setTimeout(1_000, () => {
      socket.destroy();
      resolve({ alive: true });
    });
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      answer += part;
    });
    socket.on('end', () =>
      resolve(/^\d+$/.test(answer) ? { alive: true, pid: Number(answer) } : { alive: true }),
    );
    socket.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ alive: error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT' }),
    );
  });
}
