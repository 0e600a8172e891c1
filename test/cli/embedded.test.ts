import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startEmbedded } from '../../src/db/embedded.ts';
import { silentLog } from '../../src/log.ts';
import { endHosts, host, note, notes, project } from '../support/embedded.ts';
import { terminal } from '../support/terminal.ts';

const execute = promisify(execFile);
const place = await mkdtemp(join(tmpdir(), 'niangjia-cli-'));
afterAll(() => rm(place, { recursive: true, force: true }));
afterEach(endHosts);

/** The commands among the notes: what stands indented, to be pasted. */
const commandsIn = (lines: readonly string[]) => lines.filter((line) => /^ {4}\S/u.test(line)).join('\n');

test('the copy that the notes say to make is brought back as they say', async () => {
  const dataDir = join(place, "a folder's name");
  const cli = terminal({ DATA_DIR: dataDir });
  const paste = async (verb: string) =>
    execute('sh', ['-e', '-c', commandsIn((await cli(verb)).said)], { cwd: place });

  expect((await cli('migrate')).said[0]).toBe('Applied 0000_extensions.');
  const atFirst = await startEmbedded({ dataDir, log: silentLog });
  await note(atFirst.url, 'before the copy');
  await atFirst.stop();
  await paste('backup');
  const later = await startEmbedded({ dataDir, log: silentLog });
  await note(later.url, 'after the copy');
  await later.stop();

  await paste('restore');
  const restored = await startEmbedded({ dataDir, log: silentLog });
  expect(await notes(restored.url)).toEqual(['before the copy']);
  await restored.stop();
  expect((await cli('migrate')).said).toEqual(['Nothing to do: the database has the newest schema.']);
});

test('beside npm start, its server is used and left running', async () => {
  const dataDir = join(place, 'beside');
  const bot = await host(dataDir);
  const { code, said } = await terminal({ DATA_DIR: dataDir })('migrate');
  expect([code, said[0]]).toEqual([0, 'Applied 0000_extensions.']);
  process.kill(bot.pid, 'SIGINT');
  expect(await bot.nextLine()).toBe('worked to the end');
});

test('as a program: it ends by itself, with its exit code and without a stack', async () => {
  const run = (...args: string[]) =>
    execute(process.execPath, ['--import', 'tsx', join(project, 'src/cli/main.ts'), ...args], {
      cwd: project,
      env: { PATH: process.env.PATH, DATA_DIR: join(place, 'program') },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  expect(await run('migrate')).toEqual({
    code: 0,
    stdout: expect.stringContaining('Applied 0000_extensions.\n'),
    stderr: '',
  });
  expect(await run('no-such-verb')).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^There is no "no-such-verb"\.\nUsage: /u),
  });

  const piped = `${process.execPath} --import tsx src/cli/main.ts help | true`;
  expect(await execute('sh', ['-c', piped], { cwd: project })).toEqual({ stdout: '', stderr: '' });
});
