import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut. */
export interface Wire {
  readonly url: string;
  /** Cuts what goes through it, and lets nothing through for so long. @returns how many calls it may have cut off */
  cut(forMs: number): Promise<number>;
  close(): Promise<void>;
}

interface Line {
  readonly near: Socket;
  readonly far: Socket;
  /** When something last went through it. */
  usedAt: number;
}

/** A line used within this may hold a question that isn't answered, or an answer that hasn't arrived. */
const inUseMs = 1_000;

/** @param target where it leads to */
export async function wireTo(target: string): Promise<Wire> {
  const { hostname, port } = new URL(target);
  const lines = new Set<Line>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const line: Line = { near, far, usedAt: performance.now() };
    lines.add(line);
    near.on('data', (chunk) => {
      line.usedAt = performance.now();
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      line.usedAt = performance.now();
      near.write(chunk);
    });
    const end = () => {
      lines.delete(line);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('close', end).on('error', end);
  });
  const listen = (at: number) =>
    new Promise<number>((resolve) => {
      server.listen(at, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  const drop = () => {
    const since = performance.now() - inUseMs;
    const cutOff = [...lines].filter(({ usedAt }) => usedAt >= since).length;
    for (const { near, far } of lines) {
      near.destroy();
      far.destroy();
    }
    return cutOff;
  };
  const silent = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const own = await listen(0);
  return {
    url: `http://127.0.0.1:${own}`,
    async cut(forMs) {
      const closed = silent();
      const cutOff = drop();
      await closed;
      await new Promise((resolve) => setTimeout(resolve, forMs));
      await listen(own);
      return cutOff;
    },
    async close() {
      const closed = silent();
      drop();
      await closed;
    },
  };
}
