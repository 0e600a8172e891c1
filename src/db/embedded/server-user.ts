import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { EmbeddedError } from './errors.ts';

const execute = promisify(execFile);

/** Whom PostgreSQL runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it another user; undefined means "as ourselves".
 *
 * Whoever owns the data already keeps them: a folder once used by an ordinary user stays his when root starts it.
 */
export async function chooseServerUser(cluster: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (platform() !== 'linux') {
    throw new EmbeddedError('unsupported', 'PostgreSQL refuses to run as root. Start as an ordinary user.');
  }
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  return (await lookUp('postgres')) ?? (await createUser()) ?? (await nobody());
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([execute('id', ['-u', name]), execute('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** As the distributions' own packages do, so that one installed later adopts this user. BusyBox has only `adduser`. */
async function createUser(): Promise<ServerUser | undefined> {
  const commands = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/sbin/nologin', 'postgres'],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', 'postgres'],
  ] as const;
  for (const [program, ...args] of commands) {
    await execute(program, args, { timeout: 10_000 }).catch(() => undefined);
    const user = await lookUp('postgres');
    if (user !== undefined) return user;
  }
  return undefined;
}

async function nobody(): Promise<ServerUser> {
  const user = await lookUp('nobody');
  if (user !== undefined && user.uid !== 0) return user;
  throw new EmbeddedError(
    'unsupported',
    'PostgreSQL refuses to run as root, and no user "postgres" could be made for it. Start as an ordinary user.',
  );
}
