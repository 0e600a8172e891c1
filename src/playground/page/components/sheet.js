import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../words.js';
import { IconButton } from './icon.js';

/**
 * A sheet over one phone only: the other people's phones stay usable. Focus stays in it until it is closed.
 * @param {{title: string, onClose: () => void, role?: string, class?: string, children?: unknown}} props
 */
export function Sheet({ title, onClose, role = 'dialog', class: extra = '', children }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  // Before it is painted: whoever sees a sheet types into it, not into what lies under it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const first =
      frame.current?.querySelector('[data-autofocus]') ??
      frame.current?.querySelector('input, .button-primary');
    (first instanceof HTMLElement ? first : frame.current)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Tab' && frame.current) keepFocus(event, frame.current);
  };
  return html`
    <div class="veil" onClick=${(/** @type {MouseEvent} */ event) => event.target === event.currentTarget && onClose()} onKeyDown=${keys}>
      <section ref=${frame} class="sheet ${extra}" role=${role} aria-modal="true" aria-label=${title} tabindex="-1">
        <header><h3>${title}</h3><${IconButton} name="close" label=${t('close')} onClick=${onClose} /></header>
        ${children}
      </section>
    </div>
  `;
}

/**
 * Tab goes round inside the sheet.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} frame
 */
function keepFocus(event, frame) {
  const stops = [
    .../** @type {NodeListOf<HTMLElement>} */ (
      frame.querySelectorAll('button, input, select, textarea, a[href]')
    ),
  ].filter((element) => !element.hasAttribute('disabled'));
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
