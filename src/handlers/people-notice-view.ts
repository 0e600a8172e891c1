import type { Screen } from '../bot/screen.ts';
import { lines, type Translate } from '../i18n/index.ts';
import { nameIn, shortNameIn } from '../i18n/named.ts';
import type { PeopleContent } from '../services/outbox/people-content.ts';
import { meButton, pairsButton } from './buttons.ts';

/** What is said unprompted when two records turn out to be one person's. Nothing in the first line tells of a union. */
export function peopleNoticeScreen(content: PeopleContent, t: Translate): Screen {
  const me = [{ label: t.plain('people.toMe'), press: meButton.press({}) }];
  switch (content.kind) {
    case 'recordsJoined':
      return {
        text: lines(
          t('people.changeHead'),
          '',
          content.union ? t('people.joined', { union: nameIn(content.union, t) }) : t('people.joinedPlain'),
        ),
        rows: [me],
      };
    case 'recordsParted':
      return { text: lines(t('people.changeHead'), '', t('people.parted')), rows: [me] };
    case 'membersAlike':
      return {
        text: lines(t('notice.staffHead'), '', t('people.alike', { union: shortNameIn(content.union, t) })),
        rows: [
          [{ label: t.plain('people.alikeSee'), press: pairsButton.press({ page: 0 }), style: 'primary' }],
        ],
      };
  }
}
