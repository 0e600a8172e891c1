import type { Screen } from '../../../bot/screen.ts';
import { pagerRows } from '../../../bot/widgets/pager.ts';
import type { History } from '../../../domain/history.ts';
import type { Named } from '../../../domain/language.ts';
import { actInWords } from '../../../i18n/directory-words.ts';
import { escaped, lines, type Translate } from '../../../i18n/index.ts';
import { nameIn } from '../../../i18n/named.ts';
import { keptCardButton, keptHistoryButton } from '../../buttons.ts';

/** A long introduction, twice, isn't what somebody looks for in a history. */
const longestLine = 260;

export function historyScreen(
  {
    kind,
    id,
    of,
  }: { readonly kind: 'street' | 'union' | 'building'; readonly id: number; readonly of: Named },
  history: History,
  t: Translate,
): Screen {
  const name = nameIn(of, t);
  const said = history.acts.flatMap((act) => ['', escaped(shortened(actInWords(act, t)))]);
  return {
    text: lines(
      t(history.acts.length > 0 ? 'directory.historyTitle' : 'directory.historyNone', { name }),
      ...said,
    ),
    rows: [
      ...pagerRows(history, (page) => keptHistoryButton.press({ kind, id, page }), t),
      [{ label: t.plain('common.back'), press: keptCardButton.press({ kind, id }) }],
    ],
  };
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length > longestLine ? `${letters.slice(0, longestLine).join('')}…` : text;
}
