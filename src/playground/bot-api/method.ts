import type { World } from '../world/world.ts';
import type { Intake } from './intake/intake.ts';
import type { Parameters } from './parameters.ts';

/** One call of the bot. */
export interface Call {
  world: World;
  parameters: Parameters;
  /** How the bot gets its updates. */
  intake: Intake;
  /** Calls back when the bot hangs up before it was answered. */
  whenClosed: (listener: () => void) => void;
}

/** Answers with the `result`, or throws an ApiError. */
export type Method = (call: Call) => unknown;

/** A result that comes with a sentence, as for webhooks. */
export class Described {
  readonly result: unknown;
  readonly description: string;

  constructor(result: unknown, description: string) {
    this.result = result;
    this.description = description;
  }
}
