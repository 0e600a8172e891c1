import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../world/faults.ts';
import type { World } from '../world/world.ts';
import { ApiError, tooManyRequests } from './api-error.ts';
import { Intake } from './intake/intake.ts';
import { Described } from './method.ts';
import { findMethod } from './methods/index.ts';
import { Parameters } from './parameters.ts';

/** What goes back to the bot: an answer, or the line is cut. */
export type Outcome =
  | { kind: 'answer'; status: number; body: string; retryAfter?: number }
  | { kind: 'reset' };

const notFound = new ApiError(404, 'Not Found');

/** Makes the bot's calls, faults included. Knows nothing of HTTP but the statuses. */
export class BotApi {
  readonly #world: World;
  readonly #intake: Intake;

  constructor(world: World) {
    this.#world = world;
    // Whatever a webhook's answer asks for is done, and nobody hears how it went.
    this.#intake = new Intake(world, (method, values) => {
      void this.call(method, new Parameters(values), () => {});
    });
  }

  close(): Promise<void> {
    return this.#intake.close();
  }

  async call(
    methodName: string,
    parameters: Parameters,
    whenClosed: (listener: () => void) => void,
  ): Promise<Outcome> {
    const method = findMethod(methodName);
    if (!method) return this.#refuse('unknown', notFound);
    const faults = this.#world.faults.strike(method.name.toLowerCase(), parameters.integer('chat_id'));
    for (const { kind, ms } of faults) if (kind === 'latency') await delay(ms ?? 1000);
    const failure = faults.find(({ kind }) => kind !== 'latency');
    if (failure && failure.kind !== 'reset_after') return this.#fail(method.name, failure);
    try {
      const call = { world: this.#world, parameters, intake: this.#intake, whenClosed };
      const result: unknown = await method.run(call);
      if (failure) return this.#cut(method.name, failure.kind);
      this.#world.statistics.called(method.name, '200');
      return { kind: 'answer', status: 200, body: answerOf(result) };
    } catch (error) {
      if (failure) return this.#cut(method.name, failure.kind);
      if (error instanceof ApiError) return this.#refuse(method.name, error);
      throw error;
    }
  }

  #fail(method: string, { kind, retry_after, description }: Fault): Outcome {
    switch (kind) {
      case '429':
        return this.#refuse(method, tooManyRequests(retry_after ?? 1));
      case '500':
        return this.#refuse(method, new ApiError(500, description ?? 'Internal Server Error'));
      case '403':
        return this.#refuse(
          method,
          new ApiError(403, description ?? 'Forbidden: bot was blocked by the user'),
        );
      case '400':
        return this.#refuse(method, new ApiError(400, description ?? 'Bad Request: chat not found'));
      default:
        return this.#cut(method, kind);
    }
  }

  #cut(method: string, outcome: string): Outcome {
    this.#world.statistics.called(method, outcome);
    return { kind: 'reset' };
  }

  #refuse(method: string, error: ApiError): Outcome {
    this.#world.statistics.called(method, String(error.code));
    return refusal(error);
  }
}

export function refusal({ code, message, parameters }: ApiError): Outcome {
  const body = JSON.stringify({
    ok: false,
    error_code: code,
    description: message,
    ...(parameters && { parameters }),
  });
  return { kind: 'answer', status: code, body, ...(parameters && { retryAfter: parameters.retry_after }) };
}

function answerOf(result: unknown): string {
  if (result instanceof Described) return JSON.stringify({ ok: true, ...result });
  return `{"ok":true,"result":${JSON.stringify(result)}}`;
}
