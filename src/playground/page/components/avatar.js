import { html } from 'htm/preact';

/**
 * A round face: the first character of a name on a colour that stays with the person.
 * @param {{name: string, id: number, bot?: boolean}} props
 */
export const Avatar = ({ name, id, bot = false }) => html`
  <span class="avatar ${bot ? 'avatar-bot' : `hue-${Math.abs(id) % 7}`}" aria-hidden="true">
    ${Array.from(name)[0] ?? '?'}
  </span>
`;
