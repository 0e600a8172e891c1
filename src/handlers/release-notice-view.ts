import type { Screen } from '../bot/screen.ts';
import { wordsFor } from '../domain/language.ts';
import { type Html, lines, type Translate } from '../i18n/index.ts';
import type { ReleaseContent } from '../services/outbox/release-content.ts';
import { composePageButton, planButton } from './buttons.ts';
import { whereIn } from './scope-view.ts';

/** What officers are told of a release: that one of them is asked for it, and what became of it. */
export function releaseNoticeScreen(content: ReleaseContent, t: Translate): Screen {
  const { broadcast, scope } = content;
  const title = wordsFor(content.title, t.language) || t.plain('release.untitled');
  const where = whereIn(scope, t);
  const look = { label: t.plain('release.look'), press: composePageButton.press({ broadcast }) };
  if (content.kind === 'releaseAsked')
    return {
      text: lines(t('release.askedHead'), '', t('release.askedBody', { where, title })),
      rows: [
        [{ label: t.plain('release.plan'), press: planButton.press({ broadcast }), style: 'primary' }],
        [look],
      ],
    };
  return {
    text: lines(t('release.settledHead'), '', settled(content.outcome, { where, title }, t)),
    rows: [[look]],
  };
}

function settled(
  outcome: 'released' | 'returned' | 'authorGone',
  { where, title }: { readonly where: string; readonly title: string },
  t: Translate,
): Html {
  switch (outcome) {
    case 'released':
      return t('release.settledReleased', { title });
    case 'returned':
      return t('release.settledReturned', { title });
    case 'authorGone':
      return t('release.settledAuthorGone', { title, where });
  }
}
