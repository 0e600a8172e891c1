import { runCli } from '../../src/cli/run.ts';

interface Call {
  readonly code: number;
  readonly said: string[];
  readonly complained: string[];
}

export type Cli = (...args: string[]) => Promise<Call>;

/** The command line in this process, with these settings. */
export function terminal(env: Record<string, string>, now = new Date('2026-11-22T02:00:00Z')): Cli {
  return async (...args) => {
    const said: string[] = [];
    const complained: string[] = [];
    const code = await runCli(args, {
      env,
      now,
      say: (line) => said.push(line),
      complain: (line) => complained.push(line),
    });
    return { code, said, complained };
  };
}
