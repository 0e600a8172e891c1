import type { Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';

/** How one POST ended. */
type PostResult =
  | { readonly type: 'answered'; readonly status: number; readonly body: string }
  /** `sent` false: nothing was put on the wire, so the server can't have acted on it. */
  | { readonly type: 'failed'; readonly sent: boolean; readonly reason: string };

interface PostRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable;
  /** For all of it: waiting for a connection, connecting, sending, and the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpPost {
  /** Never rejects. */
  post(request: PostRequest): Promise<PostResult>;
  /** Drops all connections; calls under way fail. */
  close(): Promise<void>;
}

/**
 * POST over kept-alive connections to one origin. It works on undici's dispatcher rather than on its `request` because
 * `onRequestStart` is the one reliable mark between "certainly not sent" and "perhaps".
 */
export function createHttpPost(origin: string, connections = 100): HttpPost {
  const pool = new Pool(origin, {
    connections,
    connect: { timeout: 10_000 },
    keepAliveTimeout: 15_000,
    // One deadline covers all phases (see PostRequest): undici's own don't see a stalled upload or a full pool.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    post: (request) => new Promise((resolve) => dispatch(pool, request, resolve)),
    close: () => pool.destroy(),
  };
}

function dispatch(pool: Pool, request: PostRequest, resolve: (result: PostResult) => void): void {
  const { path, headers, body, timeoutMs, signal } = request;
  let controller: Dispatcher.DispatchController | undefined;
  let status = 0;
  let ended = false;
  const chunks: Buffer[] = [];

  const end = (result: PostResult) => {
    if (ended) return;
    ended = true;
    clearTimeout(deadline);
    signal?.removeEventListener('abort', abort);
    resolve(result);
  };
  const fail = (reason: string) => end({ type: 'failed', sent: controller !== undefined, reason });
  const giveUp = (reason: string) => {
    fail(reason);
    controller?.abort(new Error(reason));
  };
  const abort = () => giveUp('ABORTED');
  const deadline = setTimeout(giveUp, timeoutMs, 'TIMEOUT');
  if (signal?.aborted) {
    fail('ABORTED');
    return;
  }
  signal?.addEventListener('abort', abort);

  pool.dispatch(
    { path, method: 'POST', headers, body },
    {
      onRequestStart(started) {
        // It was given up while it waited for a connection.
        if (ended) started.abort(new Error('ABORTED'));
        controller = started;
      },
      onResponseStart(_controller, code) {
        status = code;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        end({ type: 'answered', status, body: textOf(chunks) });
      },
      onResponseError(_controller, error) {
        fail(reasonOf(error));
      },
    },
  );
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  return chunks.length === 1 && first ? first.toString() : Buffer.concat(chunks).toString();
}

/** The error's code and nothing else of it: messages and causes of network errors name addresses and paths. */
function reasonOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'UNKNOWN';
}
