import { createServer } from 'node:http';

/*
 * A Telegram in which everybody is at home, for audiences larger than a playground holds: it takes every message and says
 * so. `node --import tsx anybody.ts` prints its address.
 */

let message = 0;
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    message = (message % 2_000_000_000) + 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(`{"ok":true,"result":{"message_id":${message},"date":1,"chat":{"id":1,"type":"private"}}}`);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`everybody is at http://127.0.0.1:${address.port}`);
});
process.once('SIGTERM', () => process.exit(0));
