import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Started {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The first output line that matched. */
  readonly line: RegExpExecArray;
  stop(): Promise<void>;
}

/** Starts one of the project's programs in a process of its own and waits for a line of its output. */
export async function startProgram(
  file: string,
  {
    env,
    until,
    arguments: given = [],
  }: { env: Record<string, string>; until: RegExp; arguments?: readonly string[] },
): Promise<Started> {
  const child = spawn(process.execPath, [...profiling(), '--import', 'tsx', file, ...given], {
    cwd: root,
    env: { ...process.env, npm_lifecycle_event: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  const seen: string[] = [];
  const line = await new Promise<RegExpExecArray>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (text) => {
        const match = until.exec(text);
        if (match) resolve(match);
        else seen.push(text);
      });
    }
    child.once('exit', (code) =>
      reject(new Error(`${file} ended with ${code}:\n${seen.slice(-10).join('\n')}`)),
    );
  });
  if (child.pid === undefined) throw new Error(`${file} has no process id`);
  return { process: child, pid: child.pid, line, stop };
}

/** With BENCH_PROFILE=<folder>, each program leaves there what it spent its processor time on, for Chromium's DevTools. */
function profiling(): string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

/** Processor time of a process so far, in ms. Linux only, as are the figures. */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // utime and stime, in ticks of 10 ms.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024);
}

/** The value below which the share `p` of all lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}
