import postgres from 'postgres';
import { startEmbedded } from '../../src/db/embedded.ts';
import { silentLog } from '../../src/log.ts';

/*
 * A program that holds an embedded server, to be killed by tests: `embedded-host.ts <dataDir> <hold|leave>`.
 * It prints the server's address as one line, or `name: message` of what went wrong.
 *
 * - `hold` stays until SIGINT, then uses the database once more and stops in order;
 * - `leave` returns without stopping anything.
 */
const [dataDir = '', mode] = process.argv.slice(2);

try {
  const server = await startEmbedded({ dataDir, log: silentLog });
  if (mode === 'hold') {
    const stay = setInterval(() => undefined, 1_000);
    process.once('SIGINT', async () => {
      clearInterval(stay);
      const sql = postgres(server.url, { max: 1 });
      const [row] = await sql`select 'worked to the end' as word`;
      await sql.end();
      await server.stop();
      console.log(row?.word);
    });
  }
  // Last: whoever reads it may send the signal at once.
  console.log(server.url);
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exitCode = 1;
}
