import { connect } from '../../src/db/client.ts';
import { senderFor } from './sender.ts';

/*
 * A sender in a process of its own, for tests to kill and benchmarks to watch:
 * `node --import tsx sender-process.ts <database> <api root> <token> <per second> <lease ms> [<clock set back by ms>]`
 *
 * With the last, its clock is set back by so much when it is sent SIGUSR2.
 */

const [database = '', url = '', token = '', perSecond = '', leaseMs = '', back = '0'] = process.argv.slice(2);
let offset = 0;
process.on('SIGUSR2', () => {
  offset -= Number(back);
});
process.on('SIGTERM', () => process.exit(0));
const { db } = connect(database, { max: 5 });
senderFor(
  db,
  { url, token },
  {
    perSecond: Number(perSecond),
    leaseMs: Number(leaseMs),
    now: () => new Date(Date.now() + offset),
  },
).start();
console.log('sending');
