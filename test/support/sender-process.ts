import { connect } from '../../src/db/client.ts';
import { senderFor } from './sender.ts';

/*
 * A sender in a process of its own, for tests to kill:
 * `node --import tsx sender-process.ts <database> <api root> <token> <per second> <lease ms>`
 */

const [database = '', url = '', token = '', perSecond = '', leaseMs = ''] = process.argv.slice(2);
const { db } = connect(database, { max: 5 });
senderFor(db, { url, token }, { perSecond: Number(perSecond), leaseMs: Number(leaseMs) }).start();
