import type { Html } from '../i18n/index.ts';

/** What a person sees at once: a text, and buttons in rows beneath it. Plain values; `reply.ts` turns them into calls. */
export interface Screen {
  readonly text: Html;
  readonly rows?: readonly (readonly Button[])[];
  /** Keys in place of the phone's keyboard, until she taps one. Excludes `rows`: Telegram allows one of both. */
  readonly keyboard?: readonly (readonly Key[])[];
  /** Takes such keys away again. */
  readonly dropKeyboard?: boolean;
  /** A photo or file by Telegram's id: the text is its caption. Such a screen is always a message of its own. */
  readonly media?: { readonly kind: 'photo' | 'document'; readonly fileId: string };
  /** Personal data: can't be forwarded or saved. */
  readonly personal?: boolean;
}

export type Button =
  | { readonly label: string; readonly press: string; readonly style?: ButtonStyle }
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly copy: string };

type ButtonStyle = 'primary' | 'success' | 'danger';

export type Key = { readonly label: string; readonly ask?: 'contact' | 'location' };

/** Chinese, and whatever else is as wide. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Emoji_Presentation}/u;

/**
 * Telegram cuts labels that don't fit a phone; we cut them ourselves, at a whole letter.
 *
 * @param room in Chinese letters; Latin ones take half as much
 */
export function fitLabel(text: string, room = 24): string {
  const all = [...text];
  const widths = all.map((letter) => (wide.test(letter) ? 1 : 0.5));
  const width = widths.reduce((sum, one) => sum + one, 0);
  if (width <= room) return text;
  let used = 0.5;
  const end = widths.findIndex((one) => {
    used += one;
    return used > room;
  });
  return `${all.slice(0, end).join('')}…`;
}

/** Buttons in rows of `columns`. */
export function grid<T>(buttons: readonly T[], columns: number): T[][] {
  const rows: T[][] = [];
  for (let start = 0; start < buttons.length; start += columns)
    rows.push(buttons.slice(start, start + columns));
  return rows;
}
