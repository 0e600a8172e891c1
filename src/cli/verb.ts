import { parseArgs } from 'node:util';
import type { z } from 'zod';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';

/** What a verb works with. */
export interface Desk {
  readonly config: Config;
  readonly now: Date;
  readonly log: Log;
  /** A line for whoever asked. */
  say(line: string): void;
  /** A line on what stands in the way. */
  complain(line: string): void;
}

/** 0: done. 1: it can't be done as things stand. 2: it was asked wrongly. */
export type ExitCode = 0 | 1 | 2;

export interface Verb {
  readonly name: string;
  /** After the name: `[--as-of YYYY-MM-DD]`. */
  readonly usage: string;
  /** One line for `help`. */
  readonly summary: string;
  run(desk: Desk, args: readonly string[]): Promise<ExitCode>;
}

interface Definition<Options extends z.ZodObject> extends Omit<Verb, 'run'> {
  /** By the names they are given on the command line; one that takes `true` is a flag. */
  readonly options: Options;
  /** The one among them that is given without its name: `poster 金隅大厦`. */
  readonly bare?: keyof Options['shape'] & string;
  run(desk: Desk, options: z.output<Options>): Promise<ExitCode> | ExitCode;
}

/** A verb that gets its options parsed; what was asked wrongly is answered here. */
export function verb<Options extends z.ZodObject>({
  options,
  bare,
  run,
  ...described
}: Definition<Options>): Verb {
  return {
    ...described,
    async run(desk, args) {
      const parsed = readOptions(options, bare, args);
      if (parsed.ok) return run(desk, parsed.options);
      for (const fault of parsed.faults) desk.complain(fault);
      desk.complain(`Usage: npm run cli -- ${described.name} ${described.usage}`.trimEnd());
      return 2;
    },
  };
}

type Parsed<Options extends z.ZodObject> =
  | { readonly ok: true; readonly options: z.output<Options> }
  | { readonly ok: false; readonly faults: readonly string[] };

function readOptions<Options extends z.ZodObject>(
  schema: Options,
  bare: string | undefined,
  args: readonly string[],
): Parsed<Options> {
  const kinds = Object.entries(schema.shape).map(
    ([name, option]) => [name, { type: option.safeParse(true).success ? 'boolean' : 'string' }] as const,
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(kinds),
      allowPositionals: bare !== undefined,
    });
    const given = bare !== undefined && positionals.length > 0 ? { [bare]: positionals.join(' ') } : {};
    const parsed = schema.safeParse({ ...values, ...given });
    if (parsed.success) return { ok: true, options: parsed.data };
    return {
      ok: false,
      faults: parsed.error.issues.map((issue) => `--${issue.path.join('.')} ${issue.message}`),
    };
  } catch (error) {
    // Node's own sentence names the argument and says what it expected.
    const fault = error instanceof TypeError ? error.message : 'These options cannot be read.';
    return { ok: false, faults: [fault] };
  }
}
