import { type Button, fitLabel, type Screen } from '../bot/screen.ts';
import { activityKinds } from '../domain/activity.ts';
import { type BroadcastButton, textFor } from '../domain/broadcast-content.ts';
import { wordsFor } from '../domain/language.ts';
import type { Needs } from '../domain/survey.ts';
import { formatted } from '../i18n/formatted.ts';
import { type Html, lines, type Translate } from '../i18n/index.ts';
import { nameIn } from '../i18n/named.ts';
import type { Composed, ComposedContent } from '../services/outbox/composed-content.ts';
import { activityButton, stopAnnouncementsButton, surveyButton } from './buttons.ts';

/** What officers wrote, as one reader gets it. Previews, tests and deliveries share it. */
export function composedScreen(
  composed: Composed,
  needs: Needs | null,
  t: Translate,
  head: Html = t('compose.head'),
): Screen {
  const { content } = composed;
  const said = textFor(content, t.language);
  const labels = buttonLabels(composed, t);
  const rows = content.buttons.flatMap((button, at) => {
    const shown = buttonOf(button, { label: labels[at] ?? '', activities: composed.activities });
    return shown ? [[shown]] : [];
  });
  return {
    // The first line is all that a locked phone shows: what follows may be about anything.
    text: lines(head, '', said ? formatted(said.text) : null, '', why(composed, needs, t)),
    ...(content.media && { media: { kind: content.media.kind, fileId: content.media.fileId } }),
    rows: [...rows, [{ label: t.plain('notice.stop'), press: stopAnnouncementsButton.press({}) }]],
  };
}

export function composedNoticeScreen(content: ComposedContent, needs: Needs | null, t: Translate): Screen {
  const screen = composedScreen(content, needs, t);
  return content.kind === 'broadcast'
    ? screen
    : { ...screen, text: lines(t('compose.testHead'), '', screen.text) };
}

/** What its buttons are called, all of them: staff are also told of one that members won't see. */
export function buttonLabels({ content, activities }: Composed, t: Translate): string[] {
  return content.buttons.map(({ label, target }) => {
    const own = wordsFor(label, t.language);
    if (own) return own;
    if (target.kind === 'link') return t.plain('compose.open');
    if (target.kind === 'survey') return t.plain('compose.answer');
    const title = activities.get(target.activity);
    return title ? t.plain('notice.see', { title: wordsFor(title, t.language) }) : t.plain('compose.gone');
  });
}

/** Nothing for an activity that was called off or has begun: what is said of it stands in the text. */
function buttonOf(
  { target }: BroadcastButton,
  { label, activities }: { readonly label: string; readonly activities: Composed['activities'] },
): Button | null {
  switch (target.kind) {
    case 'link':
      return { label: fitLabel(label), url: target.url };
    case 'survey':
      return { label: fitLabel(label), press: surveyButton.press({}) };
    case 'activity':
      return activities.has(target.activity)
        ? {
            label: fitLabel(label),
            press: activityButton.press({ activity: target.activity }),
            style: 'primary',
          }
        : null;
  }
}

/** Every announcement says why it came: for what she asked for, or as a member. */
function why({ from, interests }: Composed, needs: Needs | null, t: Translate): Html {
  const asked = activityKinds.filter((kind) => interests.includes(kind) && needs?.interests.includes(kind));
  if (asked.length > 0)
    return t('notice.whyAsked', { interests: t.format.list(asked.map((kind) => t.plain(`kind.${kind}`))) });
  const { scope, named } = from;
  if (scope.kind === 'district' || !named) return t('compose.whyDistrict');
  return scope.kind === 'street'
    ? t('compose.whyStreet', { street: nameIn(named, t) })
    : t('notice.whyMember', { union: nameIn(named, t) });
}
