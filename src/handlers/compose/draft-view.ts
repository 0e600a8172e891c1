import type { Button, Screen } from '../../bot/screen.ts';
import { firstWords, saysSomething, textFor } from '../../domain/broadcast-content.ts';
import { hostsIn } from '../../domain/formatted-text.ts';
import { languages, wordsFor } from '../../domain/language.ts';
import { readLink } from '../../domain/link.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import type { DraftFacts } from '../../services/compose/read-draft.ts';
import {
  broadcastButton,
  composeApplyAskButton,
  composeButtonsButton,
  composeDropAskButton,
  composeListButton,
  composeMediaButton,
  composePreviewButton,
  composeTextButton,
} from '../buttons.ts';
import { buttonLabels } from '../composed-view.ts';
import type { DraftPart } from '../draft-part.ts';
import { whereIn } from '../scope-view.ts';

/** The page of a message to many: how each part of it stands, and the ways on. */
export function draftScreen(
  draft: DraftFacts,
  parts: readonly DraftPart[],
  t: Translate,
  note: Html | null = null,
): Screen {
  const title = wordsFor(firstWords(draft.content), t.language);
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t('compose.page', { state: stateIn(draft, t), from: whereIn(draft.from, t) }),
      title ? bold(title) : null,
      '',
      ...contentLines(draft, t),
      ...parts.flatMap((part) => part.lines),
      remark(draft, t),
    ),
    rows: [
      ...wayOnRows(draft, t),
      ...contentRows(draft, t),
      ...parts.flatMap((part) => part.rows),
      lastRow(draft, t),
    ],
  };
}

export function stateIn(
  { status, rewritten }: Pick<DraftFacts, 'status' | 'rewritten'>,
  t: Translate,
): string {
  return rewritten ? t.plain('compose.stateRewriting') : t.plain(`compose.state_${status}`);
}

function contentLines(draft: DraftFacts, t: Translate): Html[] {
  const { content, template } = draft;
  const written = languages.flatMap((language) => {
    const text = content.texts[language];
    const named = t.plain(`compose.language_${language}`);
    if (text) return [t('compose.pageText', { language: named, count: [...text.text].length })];
    const other = textFor(content, language)?.language;
    if (!other) return [];
    return [t('compose.pageFallsBack', { language: named, other: t.plain(`compose.language_${other}`) })];
  });
  const labels = buttonLabels(draft, t);
  const links = content.buttons.flatMap(({ target }) => (target.kind === 'link' ? [target.url] : []));
  const hosts = [
    ...languages.flatMap((language) => hostsIn(content.texts[language] ?? { text: '', entities: [] })),
    ...links.map(readLink).flatMap((link) => (link.ok ? [link.host] : [])),
  ];
  const both = languages.every((language) => content.texts[language]);
  return [
    ...(saysSomething(content) ? written : [t('compose.pageNoText')]),
    ...(template && both && draft.status === 'draft' ? [t('compose.pageFromTemplate')] : []),
    ...(content.media?.kind === 'photo' ? [t('compose.pagePhoto')] : []),
    ...(content.media?.kind === 'document'
      ? [t('compose.pageDocument', { name: content.media.name ?? '…' })]
      : []),
    ...(labels.length > 0 ? [t('compose.pageButtons', { labels: t.format.list(labels) })] : []),
    ...(hosts.length > 0 ? [t('compose.pageLinks', { hosts: t.format.list([...new Set(hosts)]) })] : []),
  ];
}

function remark({ status, rewritten }: DraftFacts, t: Translate): Html | null {
  if (rewritten) return t('compose.pageRewriting');
  return status === 'waiting' ? t('compose.pageWaiting') : null;
}

function wayOnRows({ id, content, rewritten, notices }: DraftFacts, t: Translate): Button[][] {
  const [last] = notices;
  const see: Button = {
    label: t.plain('compose.preview'),
    press: composePreviewButton.press({ broadcast: id, language: t.language }),
  };
  const apply: Button = {
    label: t.plain('compose.apply'),
    press: composeApplyAskButton.press({ broadcast: id }),
    style: 'primary',
  };
  return [
    ...(saysSomething(content) ? [[see]] : []),
    ...(rewritten && saysSomething(content) ? [[apply]] : []),
    ...(last === undefined
      ? []
      : [[{ label: t.plain('compose.progress'), press: broadcastButton.press({ notice: last }) }]]),
  ];
}

function contentRows({ id: broadcast, content }: DraftFacts, t: Translate): Button[][] {
  const texts = languages.map((language): Button => {
    const there = content.texts[language] !== undefined;
    return {
      label: t.plain(there ? `compose.change_${language}` : `compose.write_${language}`),
      press: composeTextButton.press({ broadcast, language }),
    };
  });
  return [
    texts,
    [
      {
        label: t.plain(content.media ? 'compose.changeMedia' : 'compose.media'),
        press: composeMediaButton.press({ broadcast }),
      },
      {
        label: t.plain(content.buttons.length > 0 ? 'compose.changeButtons' : 'compose.buttons'),
        press: composeButtonsButton.press({ broadcast }),
      },
    ],
  ];
}

function lastRow({ id: broadcast, status, rewritten }: DraftFacts, t: Translate): Button[] {
  const drop = t.plain(rewritten ? 'compose.dropRewriting' : 'compose.drop');
  return [
    ...(status === 'released' && !rewritten
      ? []
      : [{ label: drop, press: composeDropAskButton.press({ broadcast }) }]),
    { label: t.plain('compose.toList'), press: composeListButton.press({ page: 0 }) },
  ];
}
