import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { panel } from '../state/layout.js';
import { t } from '../words.js';
import { IconButton } from './icon.js';

/**
 * A panel hanging from the top bar: Escape or a click elsewhere closes it.
 * @param {{title: string, hint?: string, class?: string, children?: unknown}} props
 */
export function Panel({ title, hint, class: extra = '', children }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const close = () => {
    panel.value = null;
  };
  useLayoutEffect(() => {
    const before = document.activeElement;
    frame.current?.focus();
    /** @param {PointerEvent} event */
    const outside = (event) => {
      if (!(event.target instanceof Element)) return;
      if (!frame.current?.contains(event.target) && !event.target.closest('[data-panel-toggle]')) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return html`
    <section
      ref=${frame}
      class="panel ${extra}"
      role="dialog"
      aria-label=${title}
      tabindex="-1"
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && close()}
    >
      <header><h2>${title}</h2><${IconButton} name="close" label=${t('close')} onClick=${close} /></header>
      ${hint && html`<p class="hint">${hint}</p>`}
      ${children}
    </section>
  `;
}
