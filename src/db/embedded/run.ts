import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

/**
 * What PostgreSQL's programs see of our environment: nothing, so that PGPORT, LANG and the like cannot change them. `C`
 * keeps their messages in English, which `explain` reads.
 */
export const environment = { LC_ALL: 'C', PATH: '/usr/bin:/bin' } as const;

export interface Finished {
  /** 0 for success; the system's code ("EACCES") when the program could not even begin. */
  readonly code: number | string | null;
  readonly output: string;
}

/** Runs a program to its end; never throws. */
export function run(
  program: string,
  args: readonly string[],
  options: { user?: ServerUser | undefined; cwd?: string } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      ...options.user,
      cwd: options.cwd,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => {
        output += part;
      });
    }
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: error.code ?? null, output: error.message }),
    );
    child.once('close', (code) => resolve({ code, output }));
  });
}
