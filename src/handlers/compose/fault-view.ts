import { type ContentFault, mostButtons, mostMegabytes } from '../../domain/broadcast-content.ts';
import type { TextFault } from '../../domain/formatted-text.ts';
import type { Html, Translate } from '../../i18n/index.ts';

/** What keeps something from being sent to many, in words: where it stands, and what to do. */
export function faultIn(fault: TextFault | ContentFault, t: Translate): Html {
  switch (fault.type) {
    case 'mention':
      return t('compose.faultMention', { words: fault.words });
    case 'customEmoji':
      return t('compose.faultCustomEmoji', { words: fault.words });
    case 'unknownFormat':
      return t('compose.faultUnknownFormat', { words: fault.words });
    case 'link':
      return t('compose.linkIn', { words: fault.words, why: t(`compose.link_${fault.refusal}`) });
    case 'disguised':
      return t('compose.faultDisguised', { words: fault.words, host: fault.host });
    case 'notClosed':
      return t('compose.faultNotClosed', {
        line: fault.line,
        tag: `<${fault.tag}>`,
        end: `</${fault.tag}>`,
        words: fault.words,
      });
    case 'notOpened':
      return t('compose.faultNotOpened', {
        line: fault.line,
        tag: `<${fault.tag}>`,
        end: `</${fault.tag}>`,
      });
    case 'tooManyStretches':
      return t('compose.faultTooManyStretches');
    case 'empty':
      return t('compose.faultEmpty');
    case 'tooLong':
      return t('compose.faultTooLong', {
        language: t.plain(`compose.language_${fault.language}`),
        length: fault.length,
        over: fault.length - fault.room,
        count: fault.room,
      });
    case 'tooLarge':
      return t('compose.faultTooLarge', { most: mostMegabytes(fault.kind) });
    case 'tooManyButtons':
      return t('compose.faultTooManyButtons', { count: mostButtons });
    case 'noSuchButton':
      return t('compose.moved');
    case 'mediaFixed':
      return t('compose.faultMediaFixed');
  }
}
