/** Whose phones lie on the desk, and which one is in hand at phone width. */
import { batch, computed, signal } from '@preact/signals';
import { phoneWidth } from '../preferences.js';
import { people, peopleById } from './world.js';

export const openIds = signal(/** @type {number[]} */ ([]));
export const activeId = signal(/** @type {number | null} */ (null));
/** Which panel of the top bar is open: one at a time. */
export const panel = signal(/** @type {'clock' | 'faults' | 'people' | 'add' | null} */ (null));

/** Only these are rendered, however many people there are. */
export const openPeople = computed(() =>
  openIds.value.flatMap((id) => {
    const person = peopleById.value.get(id);
    return person === undefined ? [] : [person];
  }),
);
export const shownPeople = computed(() =>
  phoneWidth.value ? openPeople.value.filter((person) => person.id === activeId.value) : openPeople.value,
);

/** As many columns as fit at a readable width, the first people first. */
export function layOut() {
  const room = Math.max(1, Math.floor((innerWidth - 72) / 330));
  const count = phoneWidth.value ? 4 : Math.min(4, room);
  openIds.value = people.value.slice(0, count).map((person) => person.id);
  activeId.value = openIds.value[0] ?? null;
}

/** @param {number} id */
export function openPhone(id) {
  batch(() => {
    if (!openIds.value.includes(id)) openIds.value = [...openIds.value, id];
    activeId.value = id;
  });
  requestAnimationFrame(() => {
    document.getElementById(`phone-${id}`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  });
}

/**
 * Lays a phone beside the others; the one in hand stays there.
 * @param {number} id
 */
export function layOpen(id) {
  if (!openIds.value.includes(id)) openIds.value = [...openIds.value, id];
}

/** @param {number} id */
export function putAway(id) {
  batch(() => {
    const at = openIds.value.indexOf(id);
    openIds.value = openIds.value.filter((other) => other !== id);
    if (activeId.value === id) activeId.value = openIds.value[Math.max(0, at - 1)] ?? null;
  });
}
