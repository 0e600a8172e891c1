import { parseConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { explain } from './explain.ts';
import type { Desk, ExitCode, Verb } from './verb.ts';
import { backup } from './verbs/backup.ts';
import { coverage } from './verbs/coverage.ts';
import { exportWhat } from './verbs/export.ts';
import { history } from './verbs/history.ts';
import { importDirectory } from './verbs/import.ts';
import { inviteStaff } from './verbs/invite-staff.ts';
import { migrate } from './verbs/migrate.ts';
import { poster } from './verbs/poster.ts';
import { restore } from './verbs/restore.ts';
import { rotate } from './verbs/rotate-key.ts';
import { seedDemo } from './verbs/seed-demo.ts';
import { survey } from './verbs/survey.ts';

const verbs: readonly Verb[] = [
  migrate,
  seedDemo,
  importDirectory,
  exportWhat,
  coverage,
  inviteStaff,
  poster,
  survey,
  history,
  backup,
  restore,
  rotate,
];

export interface Terminal extends Pick<Desk, 'now' | 'say' | 'complain'> {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One call of `npm run cli -- <verb> …`. Never throws. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { say, complain, now, env } = terminal;
  const [name = 'help', ...rest] = args;
  if (['help', '--help', '-h'].includes(name)) {
    for (const line of help()) say(line);
    return 0;
  }
  const verb = verbs.find((candidate) => candidate.name === name);
  if (!verb) {
    complain(`There is no "${name}".`);
    for (const line of help()) complain(line);
    return 2;
  }
  const parsed = parseConfig(env);
  if (!parsed.ok) {
    complain('Some settings need a look (.env.example explains each):');
    for (const fault of parsed.faults) complain(`  ${fault}`);
    return 2;
  }
  const log = createLog({ level: 'warn', write: complain, now: () => new Date() });
  try {
    return await verb.run({ config: parsed.config, now, log, say, complain }, rest);
  } catch (error) {
    complain(explain(error));
    return 1;
  }
}

function help(): string[] {
  return [
    'Usage: npm run cli -- <verb>',
    '',
    ...verbs.flatMap(({ name, usage, summary }) => [`  ${`${name} ${usage}`.trimEnd()}`, `      ${summary}`]),
    '  help',
    '      This list.',
  ];
}
