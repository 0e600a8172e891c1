import type { FastifyReply } from 'fastify';
import type { WorldEvent } from '../world/events.ts';
import type { World } from '../world/world.ts';

const heartbeatMilliseconds = 15_000;
/** A page that has not read this much is gone; it may come back with `Last-Event-ID`. */
const mostBuffered = 4 * 1024 * 1024;

/**
 * Server-sent events, unnamed, `id:` the sequence number. When events after the given number are forgotten, the first
 * is of kind `missed`: look at the chats anew.
 */
export function streamEvents(world: World, reply: FastifyReply, after: number): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  raw.write(': the town is awake\n\n');
  const { events, seq, missed } = world.events.after(after);
  if (missed) raw.write(`data: ${JSON.stringify({ kind: 'missed', seq, person_id: null })}\n\n`);
  for (const event of events) raw.write(frame(event));
  const stop = world.events.listen((event) => {
    if (raw.writableLength > mostBuffered) raw.destroy();
    else raw.write(frame(event));
  });
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMilliseconds);
  raw.once('close', () => {
    stop();
    clearInterval(heartbeat);
  });
}

function frame(event: WorldEvent): string {
  return `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
}
