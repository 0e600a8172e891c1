/** A short word from the page itself (not from the bot), shown at the top for a moment. */
import { signal } from '@preact/signals';
import { t } from '../words.js';

export const notice = signal('');
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} text */
export function say(text) {
  notice.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    notice.value = '';
  }, 4000);
}

/**
 * Runs what a person asked for; a refusal is said, never thrown into the void.
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
export async function attempt(work) {
  try {
    return await work;
  } catch (error) {
    say(t('failed', { reason: error instanceof Error ? error.message : String(error) }));
    return undefined;
  }
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(t('copied'));
  } catch {
    say(t('copyFailed'));
  }
}
