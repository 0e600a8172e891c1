import { badRequest } from '../api-error.ts';

/** What is wrong with one button; the keyboard says which kind of button could not be parsed. */
export class ButtonError extends Error {}

const styles = new Set(['primary', 'success', 'danger']);

export function buttonText(given: Record<string, unknown>): string {
  const text = given.text;
  if (text === undefined || text === null) throw new ButtonError('Can\'t find field "text"');
  if (typeof text !== 'string' && typeof text !== 'number') {
    throw new ButtonError('Field "text" must be of type String');
  }
  return String(text);
}

/** What both kinds of button can look like. */
export function buttonLook(given: Record<string, unknown>): {
  style?: string;
  icon_custom_emoji_id?: string;
} {
  const { style, icon_custom_emoji_id: icon } = given;
  if (style !== undefined && style !== null && style !== '' && !styles.has(String(style))) {
    throw badRequest('BUTTON_STYLE_INVALID');
  }
  return {
    ...(typeof style === 'string' && style && { style }),
    ...(typeof icon === 'string' && icon && { icon_custom_emoji_id: icon }),
  };
}
