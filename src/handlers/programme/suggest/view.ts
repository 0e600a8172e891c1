import type { Button, Screen } from '../../../bot/screen.ts';
import { pageOf, pagerRows } from '../../../bot/widgets/pager.ts';
import { wordsFor } from '../../../domain/language.ts';
import { needsSurvey } from '../../../domain/needs-survey.ts';
import type { Suggestion } from '../../../domain/suggestion.ts';
import { type PreferredTime, questionByKey } from '../../../domain/survey.ts';
import { bold, lines, type Translate } from '../../../i18n/index.ts';
import { nameIn } from '../../../i18n/named.ts';
import { chosenWords } from '../../../i18n/result-words.ts';
import type { AnsweredDemand, Programme } from '../../../services/results/suggest-programme.ts';
import { answeredDemandButton, suggestDraftButton, suggestUnionButton } from '../../buttons.ts';
import { staffRow } from '../view.ts';

const perPage = 8;

/** What next month could bring, each a tap away from a draft. */
export function suggestionsScreen(programme: Programme, t: Translate): Screen {
  const { union, month, suggestions, planned } = programme;
  const kinds = t.format.list(planned.map((kind) => t.plain(`kind.${kind}`)));
  return {
    text: lines(
      bold(t('results.suggestTitle', { union: nameIn(union, t), month })),
      '',
      ...(suggestions.length === 0
        ? [t('results.suggestNone')]
        : suggestions.map((suggestion, place) =>
            t('results.suggestRow', {
              place: place + 1,
              kind: t.plain(`kind.${suggestion.kind}`),
              time: timeWords(suggestion.time, t),
              reach: t.plain('results.suggestReach', { count: suggestion.reach }),
            }),
          )),
      ...(kinds === '' ? [] : [t('results.suggestPlanned', { kind: kinds })]),
      ...(suggestions.length === 0 ? [] : ['', t('results.suggestHow')]),
    ),
    rows: [
      ...suggestions.map((suggestion, place): Button[] => [draftButton(union.id, suggestion, place, t)]),
      [
        {
          label: t.plain('results.answeredDemand'),
          press: answeredDemandButton.press({ union: union.id, page: 0 }),
        },
      ],
      [staffRow(t)],
    ],
  };
}

function draftButton(
  union: Programme['union']['id'],
  { kind, time }: Suggestion,
  place: number,
  t: Translate,
): Button {
  return {
    label: t.plain('results.suggestDraft', { place: place + 1, kind: t.plain(`kind.${kind}`) }),
    press: suggestDraftButton.press({ union, kind, time: time ?? 'any' }),
  };
}

/** As the needs survey calls it. */
function timeWords(time: PreferredTime | null, t: Translate): string {
  const question = questionByKey(needsSurvey.definition, 'times');
  return time && question ? chosenWords(question, time, t) : t.plain('results.anyTime');
}

/** What took place, and how many had asked for it. */
export function answeredScreen({ union, activities }: AnsweredDemand, page: number, t: Translate): Screen {
  const { shown, ...at } = pageOf(activities, page, perPage);
  return {
    text: lines(
      bold(t('results.answeredTitle', { union: nameIn(union, t) })),
      '',
      ...(activities.length === 0
        ? [t('results.answeredNone')]
        : shown.map(({ title, startsAt, kind, asked }) => {
            const told = { kind: t.plain(`kind.${kind}`) };
            return t('results.answeredRow', {
              when: startsAt,
              title: wordsFor(title, t.language),
              reach:
                asked === null
                  ? t.plain('results.answeredFew', told)
                  : t.plain('results.answeredReach', { ...told, count: asked }),
            });
          })),
      ...(activities.length === 0 ? [] : ['', t('results.answeredTold')]),
    ),
    rows: [
      ...pagerRows(at, (to) => answeredDemandButton.press({ union: union.id, page: to }), t),
      [{ label: t.plain('results.suggest'), press: suggestUnionButton.press({ union: union.id }) }],
      [staffRow(t)],
    ],
  };
}
