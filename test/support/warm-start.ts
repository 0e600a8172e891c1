import { once } from 'node:events';

/*
 * Loaded before src/main.ts: has everything in memory that it will import, and waits for the word. Tests that kill the bot
 * again and again keep the next one warm.
 */

await import('../../src/run.ts');
process.send?.('warm');
await once(process, 'message');
process.disconnect?.();
