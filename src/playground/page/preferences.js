/** What this browser remembers for its owner: the page's language, its colours, whether the introduction was read. */
import { effect, signal } from '@preact/signals';

/**
 * A signal kept in localStorage; a browser that refuses storage simply forgets.
 * @template {string} T
 * @param {string} key
 * @param {readonly T[]} allowed
 * @param {T} otherwise
 */
function remembered(key, allowed, otherwise) {
  const name = `playground.${key}`;
  /** @type {string | null} */
  let stored = null;
  try {
    stored = localStorage.getItem(name);
  } catch {}
  const start = allowed.find((value) => value === stored) ?? otherwise;
  const preference = signal(/** @type {T} */ (start));
  effect(() => {
    const value = preference.value;
    try {
      localStorage.setItem(name, value);
    } catch {}
  });
  return preference;
}

/** @typedef {'zh' | 'en'} Language */

const ownLanguage = navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh')) ? 'zh' : 'en';

export const language = remembered(
  'language',
  /** @type {const} */ (['zh', 'en']),
  /** @type {Language} */ (ownLanguage),
);
const theme = remembered('theme', /** @type {const} */ (['system', 'light', 'dark']), 'system');
export const intro = remembered('intro', /** @type {const} */ (['new', 'read']), 'new');
export const sidebar = remembered('sidebar', /** @type {const} */ (['rail', 'list']), 'rail');

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = signal(systemDark.matches ? 'dark' : 'light');
systemDark.addEventListener('change', () => {
  systemTheme.value = systemDark.matches ? 'dark' : 'light';
});

export const shownTheme = () => (theme.value === 'system' ? systemTheme.value : theme.value);

/** One step: whatever is shown becomes the other, and follows the system again once both agree. */
export function toggleTheme() {
  const next = shownTheme() === 'dark' ? 'light' : 'dark';
  theme.value = next === systemTheme.value ? 'system' : next;
}

effect(() => {
  document.documentElement.dataset.theme = shownTheme();
});
effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-Hans' : 'en';
});

/** True at phone width, where one chat is shown at a time. */
const narrow = matchMedia('(max-width: 720px)');
export const phoneWidth = signal(narrow.matches);
narrow.addEventListener('change', () => {
  phoneWidth.value = narrow.matches;
});
