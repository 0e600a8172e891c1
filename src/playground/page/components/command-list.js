import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../words.js';

/** @import {Command} from '../types.d.ts' */

/**
 * The commands that what is typed may become.
 * @param {Command[]} commands
 * @param {string} text
 */
export function matchingCommands(commands, text) {
  if (!/^\/\w*$/.test(text)) return [];
  const typed = text.slice(1).toLowerCase();
  const found = commands.filter(({ command }) => command.startsWith(typed));
  return found.length === 1 && found[0]?.command === typed ? [] : found;
}

/** @param {{commands: Command[], chosen: number, onPick: (command: Command) => void}} props */
export function CommandList({ commands, chosen, onPick }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return html`
    <ul class="command-list" ref=${list} aria-label=${t('commands')}>
      ${commands.map(
        (command, index) => html`
          <li>
            <button type="button" class=${index === chosen ? 'is-chosen' : ''} onClick=${() => onPick(command)}>
              <b>/${command.command}</b><span dir="auto">${command.description}</span>
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}
