/**
 * Text in Telegram's HTML. A value of its own, not a string, so that what a person typed can't be taken for markup by
 * accident: only `escaped` and the translator make one.
 */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What somebody wrote, made safe to stand in a message. */
export function escaped(text: string): Html {
  return new Html(escapeHtml(text));
}

export function bold(text: string | Html): Html {
  return new Html(`<b>${text instanceof Html ? text.markup : escapeHtml(text)}</b>`);
}

/** Shown letter by letter, and copied by a tap; an address in it is not a link to follow. */
export function code(text: string): Html {
  return new Html(`<code>${escapeHtml(text)}</code>`);
}

/** Parts one below the other; `null` parts are left out, `''` makes a blank line. */
export function lines(...parts: readonly (string | Html | null)[]): Html {
  return new Html(
    parts
      .filter((part) => part !== null)
      .map((part) => (part instanceof Html ? part.markup : escapeHtml(part)))
      .join('\n'),
  );
}
