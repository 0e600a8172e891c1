/** What everybody shares: the bot, the people, the clock, the faults, the line to the server. */
import { computed, signal } from '@preact/signals';

/** @import {Bot, Fault, Limits, Person, World} from '../types.d.ts' */

export const bot = signal(/** @type {Bot | null} */ (null));
export const people = signal(/** @type {Person[]} */ ([]));
export const faults = signal(/** @type {Fault[]} */ ([]));
export const limits = signal(/** @type {Limits | null} */ (null));
export const connection = signal(/** @type {'opening' | 'live' | 'lost'} */ ('opening'));

/** How far the playground's clock is from this browser's. */
const skew = signal(0);
/** How far it was moved ahead of its own machine's. */
export const clockOffset = signal(0);
/** Advances now and then, so that whatever shows the time looks again. */
const tick = signal(0);
setInterval(() => {
  tick.value += 1;
}, 5000);

export const now = computed(() => {
  tick.value;
  return new Date(Date.now() + skew.value);
});

export const peopleById = computed(() => new Map(people.value.map((person) => [person.id, person])));

/** @param {World} world */
export function adoptWorld(world) {
  bot.value = world.bot;
  people.value = world.people;
  faults.value = world.faults;
  limits.value = world.limits ?? null;
  skew.value = new Date(world.clock.now).getTime() - Date.now();
  clockOffset.value = world.clock.offset_ms;
}

const chinese = /^\p{Script=Han}+$/u;

/**
 * Chinese names are read family name first, without a space; others as Telegram shows them.
 * @param {Pick<Person, 'first_name' | 'last_name'>} person
 */
export function fullName({ first_name, last_name }) {
  if (!last_name) return first_name;
  return chinese.test(first_name + last_name) ? last_name + first_name : `${first_name} ${last_name}`;
}
