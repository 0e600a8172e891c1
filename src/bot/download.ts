import { request } from 'undici';

export type Downloaded =
  | { readonly type: 'bytes'; readonly data: Buffer }
  | { readonly type: 'tooLarge' | 'gone' }
  /** It may come another time. `reason` is a code, and never names the address, which holds the token. */
  | { readonly type: 'failed'; readonly reason: string };

/** What is at an address, as long as it isn't more than `most` bytes; never rejects. */
export async function download(
  url: string,
  {
    most,
    timeoutMs,
    signal,
  }: { readonly most: number; readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<Downloaded> {
  const over = AbortSignal.timeout(timeoutMs);
  try {
    const { statusCode, body } = await request(url, {
      signal: signal ? AbortSignal.any([signal, over]) : over,
    });
    if (statusCode !== 200) {
      body.destroy();
      return statusCode >= 400 && statusCode < 500 && statusCode !== 429
        ? { type: 'gone' }
        : { type: 'failed', reason: `HTTP_${statusCode}` };
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) {
        body.destroy();
        return { type: 'tooLarge' };
      }
      chunks.push(chunk);
    }
    return { type: 'bytes', data: Buffer.concat(chunks) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { type: 'failed', reason: typeof code === 'string' ? code : 'UNKNOWN' };
  }
}
