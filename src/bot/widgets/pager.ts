import type { Translate } from '../../i18n/index.ts';
import type { Button } from '../screen.ts';

/** A list too long for one screen, at one of its pages. A page that is no longer there shows the last one. */
export interface Page<T> {
  readonly shown: readonly T[];
  readonly page: number;
  readonly pages: number;
}

export function pageOf<T>(entries: readonly T[], page: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(entries.length / size));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { shown: entries.slice(at * size, (at + 1) * size), page: at, pages };
}

/** The row to turn pages with; none when there is one page. */
export function pagerRows(
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
  turn: (page: number) => string,
  t: Translate,
): Button[][] {
  const row = [
    ...(page > 0 ? [{ label: t.plain('common.previousPage'), press: turn(page - 1) }] : []),
    ...(page < pages - 1 ? [{ label: t.plain('common.nextPage'), press: turn(page + 1) }] : []),
  ];
  return row.length > 0 ? [row] : [];
}
