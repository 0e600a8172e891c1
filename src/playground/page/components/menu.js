import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, IconButton } from './icon.js';

/** @import {IconName} from './icon.js' */
/** @typedef {{icon: IconName, label: string, run: () => unknown, danger?: boolean}} Choice */

/**
 * A button that opens a short list of things to do; arrows walk it, Escape closes it.
 * @param {{label: string, choices: Choice[], icon?: IconName, class?: string, place?: 'below' | 'above'}} props
 */
export function Menu({ label, choices, icon = 'more', class: extra = '', place = 'below' }) {
  const [open, setOpen] = useState(false);
  const frame = useRef(/** @type {HTMLElement | null} */ (null));

  // Before it is painted: whoever sees it may press a key at once.
  useLayoutEffect(() => {
    if (!open) return undefined;
    firstItem(frame.current)?.focus();
    /** @param {PointerEvent} event */
    const outside = (event) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (!open) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      setOpen(false);
      frame.current?.querySelector('button')?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const items = allItems(frame.current);
    items
      .at((items.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step) % items.length)
      ?.focus();
  };
  return html`
    <div class="menu ${extra} ${open ? 'is-open' : ''}" ref=${frame} onKeyDown=${keys}>
      <${IconButton}
        name=${icon}
        label=${label}
        aria-haspopup="menu"
        aria-expanded=${open}
        onClick=${() => setOpen(!open)}
      />
      ${
        open &&
        html`
          <div class="menu-list menu-${place}" role="menu" aria-label=${label}>
            ${choices.map(
              (choice) => html`
                <button
                  type="button"
                  role="menuitem"
                  class=${choice.danger ? 'danger' : ''}
                  onClick=${() => {
                    setOpen(false);
                    choice.run();
                  }}
                >
                  <${Icon} name=${choice.icon} />${choice.label}
                </button>
              `,
            )}
          </div>
        `
      }
    </div>
  `;
}

/** @param {HTMLElement | null} frame */
const allItems = (frame) => {
  /** @type {NodeListOf<HTMLElement> | undefined} */
  const found = frame?.querySelectorAll('[role=menuitem]');
  return [...(found ?? [])];
};
/** @param {HTMLElement | null} frame */
const firstItem = (frame) => allItems(frame)[0];
