import { Pool } from 'undici';
import { firstChat } from '../../test/support/audience.ts';

/** The playground's people and its weather over HTTP, for thousands at once. */
export interface People {
  /** People with the Telegram ids of an audience, who have all said /start. */
  moveIn(count: number): Promise<void>;
  limit(limits: object): Promise<void>;
  fault(fault: object): Promise<void>;
  noFaults(): Promise<void>;
  /** How many calls were refused with 429. */
  refusals(): Promise<number>;
  /** How many messages of the bot each got. */
  received(): Promise<ReadonlyMap<number, number>>;
  close(): Promise<void>;
}

interface Statistics {
  calls: Record<string, { outcomes: Record<string, number> }>;
  messages: { person_id: number; from_bot: number }[];
}

export function people(url: string): People {
  const pool = new Pool(url, { connections: 20 });
  async function ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<unknown> {
    const response = await pool.request({
      method,
      path,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer = await response.body.text();
    if (response.statusCode >= 300) throw new Error(`${path}: ${answer}`);
    return JSON.parse(answer);
  }
  const statistics = async () => (await ask('GET', '/world/statistics')) as Statistics;
  return {
    async moveIn(count) {
      let next = firstChat;
      const end = firstChat + count;
      const mover = async () => {
        while (next < end) {
          const id = next;
          next += 1;
          await ask('POST', '/world/people', { id, first_name: '居民', language_code: 'zh-hans' });
          await ask('POST', `/world/people/${id}/start`, {});
        }
      };
      await Promise.all(Array.from({ length: 20 }, mover));
    },
    limit: async (limits) => void (await ask('PUT', '/world/limits', limits)),
    fault: async (fault) => void (await ask('POST', '/world/faults', fault)),
    noFaults: async () => void (await ask('DELETE', '/world/faults')),
    async refusals() {
      const { calls } = await statistics();
      return Object.values(calls).reduce((sum, { outcomes }) => sum + (outcomes['429'] ?? 0), 0);
    },
    async received() {
      const { messages } = await statistics();
      return new Map(messages.map(({ person_id, from_bot }) => [person_id, from_bot]));
    },
    close: () => pool.destroy(),
  };
}
