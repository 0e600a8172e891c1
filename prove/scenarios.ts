import { sql } from 'drizzle-orm';
import { beginSend, type Findings, type Ground, type Send, wait } from './send.ts';
import { wireTo } from './wire.ts';

/*
 * Bad days, each in the middle of one announcement to everybody. Every one ends with what the ledger says beside what
 * people have on their phones.
 */

/** So that several messages are on their way at any moment. */
export const wayThere = { kind: 'latency', ms: 40, method: 'sendMessage' } as const;

export interface Proof extends Findings {
  readonly times: number;
}

/** Between 0 and 1, for when to strike. */
type Random = () => number;

/** What is broken how often; the moments are spread over the whole of the send. */
interface Scenario {
  readonly times: number;
  readonly random: Random;
}

/** The process that sends is killed (-9), at its start or at any moment after, and started again. */
export async function killed(ground: Ground, { times, random }: Scenario): Promise<Proof> {
  const send = await beginSend(ground);
  let inFlight = 0;
  let kills = 0;
  while (kills < times) {
    const sender = await send.start();
    await momentIn(send, ground, { left: times - kills, random });
    if (await send.closed()) break;
    inFlight += await send.kill(sender);
    kills += 1;
  }
  await send.start();
  return { times: kills, ...(await send.findings(inFlight)) };
}

/** Two are started at the same moment; whichever sends is killed, and both are started again. */
export async function together(ground: Ground, { times, random }: Scenario): Promise<Proof> {
  const send = await beginSend(ground);
  let inFlight = 0;
  let kills = 0;
  while (kills < times) {
    const two = await Promise.all([send.start(), send.start()]);
    await momentIn(send, ground, { left: times - kills, random });
    if (await send.closed()) break;
    // Which of them sends isn't known here, so one is killed blindly; the other goes on, or takes over.
    const one = two[random() < 0.5 ? 0 : 1];
    inFlight += await send.kill(one);
    kills += 1;
    await momentIn(send, ground, { left: times - kills + 1, random });
    for (const other of two) if (other !== one) inFlight += await send.kill(other);
  }
  await Promise.all([send.start(), send.start()]);
  return { times: kills, ...(await send.findings(inFlight)) };
}

/** The database server is killed (-9) under a sender that lives on, and comes back by itself. */
export async function databaseKilled(
  ground: Ground,
  { times, random, killServer }: Scenario & { readonly killServer: () => Promise<void> },
): Promise<Proof> {
  const send = await beginSend(ground);
  await send.start();
  let kills = 0;
  while (kills < times) {
    await momentIn(send, ground, { left: times - kills, random });
    if (await send.closed()) break;
    await killServer();
    kills += 1;
  }
  // Nothing is lost with the database: the sender knows what became of what was on its way.
  return { times: kills, ...(await send.findings(0)) };
}

/** The network to Telegram is cut, and stays so for a while. */
export async function networkCut(ground: Ground, { times, random }: Scenario): Promise<Proof> {
  const wire = await wireTo(ground.apiRoot);
  try {
    const send = await beginSend(ground);
    await send.start({ apiRoot: wire.url });
    let inFlight = 0;
    let cuts = 0;
    while (cuts < times) {
      await momentIn(send, ground, { left: times - cuts, random });
      if (await send.closed()) break;
      inFlight += await wire.cut(200 + random() * 1_000);
      cuts += 1;
    }
    return { times: cuts, ...(await send.findings(inFlight)) };
  } finally {
    await wire.close();
  }
}

/** Telegram takes a message, and its answer gets lost. */
export async function answersLost(ground: Ground, { times, random }: Scenario): Promise<Proof> {
  const send = await beginSend(ground);
  await send.start();
  let lost = 0;
  while (lost < times) {
    await momentIn(send, ground, { left: times - lost, random });
    if (await send.closed()) break;
    await ground.town.fault({ kind: 'reset_after', method: 'sendMessage', times: 1 });
    lost += 1;
  }
  const findings = await send.findings(lost);
  // One that came too late to strike must not strike in what follows.
  await ground.town.noFaults();
  await ground.town.fault(wayThere);
  return { times: lost, ...findings };
}

/**
 * The sender's clock is set back by a day in the middle, and it is killed; so is the database server's, as far as the
 * lease shows it, which then reaches a day ahead.
 */
export async function clockSetBack(ground: Ground, { times, random }: Scenario): Promise<Proof> {
  const day = 86_400_000;
  const send = await beginSend(ground);
  let inFlight = 0;
  let set = 0;
  while (set < times) {
    const sender = await send.start({ clockBackMs: day });
    await momentIn(send, ground, { left: 2 * (times - set), random });
    if (await send.closed()) break;
    await send.setClockBack(sender);
    set += 1;
    await momentIn(send, ground, { left: 2 * (times - set) + 1, random });
    if (await send.closed()) break;
    inFlight += await send.kill(sender);
    await ground.db.execute(sql`update leases set until = until + interval '1 day'`);
  }
  await send.start();
  return { times: set, ...(await send.findings(inFlight)) };
}

/** Waits for a random moment of what is left, so that `left` of them are spread over all of it. */
async function momentIn(
  send: Send,
  { members, perSecond }: Ground,
  { left, random }: { left: number; random: Random },
): Promise<void> {
  const done = await send.done();
  // One in ten strikes before anything was sent, while it starts or waits for its lease.
  if (random() < 0.1) return wait(random() * 2_000);
  const part = (members - done) / (left + 1);
  await send.reaches(done + 1);
  await wait(((random() * 2 * part) / perSecond) * 1_000);
}
