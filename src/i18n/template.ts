import type { Formats } from './format.ts';
import type { Html } from './html.ts';

/*
 * A text with holes: `{{name}}`, or `{{name, format}}`. What fills a hole is never read as a template again, so people
 * may be called `{{x}}`.
 */

type Part = string | { readonly name: string; readonly format: string | undefined };
export type Template = readonly Part[];

export function readTemplate(text: string): Template {
  return text.split(/(\{\{[^{}]+\}\})/u).flatMap((piece): Part[] => {
    if (piece === '') return [];
    const hole = /^\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}$/u.exec(piece);
    return [hole?.[1] ? { name: hole[1], format: hole[2] } : piece];
  });
}

/** @param write how text or markup is put in: escaped for messages, as it is for buttons */
export function fillTemplate(
  template: Template,
  params: Record<string, unknown>,
  formats: Formats,
  write: (value: string | Html) => string,
): string {
  let text = '';
  for (const part of template) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = params[part.name];
    if (value === undefined) throw new TypeError(`nothing for {{${part.name}}}`);
    if (value instanceof Date) text += formats[(part.format ?? 'moment') as DateFormat](value);
    else if (typeof value === 'number')
      text += part.format === 'percent' ? formats.percent(value) : formats.number(value);
    else text += write(value as string | Html);
  }
  return text;
}

type DateFormat = 'day' | 'date' | 'moment' | 'time' | 'month' | 'monthYear';
