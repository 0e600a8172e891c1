import { html } from 'htm/preact';

/** Strokes on a 24 × 24 grid. */
const paths = {
  send: 'M4 12 20 4l-5 16-4-7z M11 13 20 4',
  mic: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3z M6 11a6 6 0 0 0 12 0 M12 17v4',
  clip: 'M19.5 11.5 12 19a5 5 0 0 1-7-7l8-8a3.4 3.4 0 0 1 4.8 4.8l-7.8 7.8a1.7 1.7 0 0 1-2.4-2.4L14.5 7.5',
  slash: 'M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z M14 8l-4 8',
  keyboard:
    'M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z M6.5 10h.01 M10.2 10h.01 M13.8 10h.01 M17.5 10h.01 M8 14h8',
  down: 'M6 9l6 6 6-6',
  close: 'M6 6l12 12 M18 6 6 18',
  more: 'M12 4.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z M12 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z M12 18.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1 M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 20c1-4 4-6 8-6s7 2 8 6',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M2.5 19.5c.7-3.5 3.3-5.5 6.5-5.5s5.8 2 6.5 5.5 M16 5a3.3 3.3 0 0 1 0 6.3 M18 14.5c2 .8 3.2 2.6 3.6 5',
  plus: 'M12 5v14 M5 12h14',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M12 7v5l3.5 2',
  storm: 'M7 16a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 7.5 4.3 4.3 0 0 1 17.5 16 M13 11l-3 4.5h4L11 20',
  moon: 'M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 M17.3 17.3l1.4 1.4 M5.3 18.7l1.4-1.4 M17.3 6.7l1.4-1.4',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7 M12 16.8h.01',
  photo:
    'M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z M8.5 10a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z M3.5 17l5-5 4 4 3-3 5 5',
  file: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8z M14 3v5h5',
  phone:
    'M7 3.5 9.5 8 7.7 10a12 12 0 0 0 6.3 6.3l2-1.8 4.5 2.5c0 2-1.5 3.5-3.5 3.5C10 20 4 14 3.5 7A3.5 3.5 0 0 1 7 3.5z',
  pin: 'M12 21c5-5.5 7-8.7 7-11.5a7 7 0 0 0-14 0C5 12.3 7 15.5 12 21z M12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M8.5 14c.8 1.3 2 2 3.5 2s2.7-.7 3.5-2 M9 9.5h.01 M15 9.5h.01',
  reply: 'M9 7 4 12l5 5 M4 12h10a6 6 0 0 1 6 6',
  forward: 'M15 7l5 5-5 5 M20 12H10a6 6 0 0 0-6 6',
  edit: 'M4 20l1-4.5L16 4.5a2 2 0 0 1 3 0l.5.5a2 2 0 0 1 0 3L8.5 19z',
  copy: 'M9 9h10v11H9z M5 15V4h10',
  block: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M5.7 5.7l12.6 12.6',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z M16 16l4.5 4.5',
  play: 'M8 5l11 7-11 7z',
  download: 'M12 4v11 M7 10.5l5 5 5-5 M5 20h14',
  external: 'M8 16 17 7 M9.5 7H17v7.5',
  panel: 'M4 5h16v14H4z M10 5v14',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M3 12h18 M12 3c5 5.5 5 12.5 0 18 M12 3c-5 5.5-5 12.5 0 18',
};

/** @typedef {keyof typeof paths} IconName */

/** @param {{name: IconName}} props */
export const Icon = ({ name }) => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>
`;

/**
 * A button that is only a picture; `label` says what it does.
 * @param {{name: IconName, label: string, onClick?: (event: MouseEvent) => void, class?: string, disabled?: boolean} & Record<string, unknown>} props
 */
export const IconButton = ({ name, label, class: extra = '', ...rest }) => html`
  <button type="button" class="icon-button ${extra}" aria-label=${label} title=${label} ...${rest}>
    <${Icon} name=${name} />
  </button>
`;
