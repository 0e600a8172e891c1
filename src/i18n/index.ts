import i18next from 'i18next';
import { type Language, languages } from '../domain/language.ts';
import type { Key, Params } from './catalogue.ts';
import { en } from './en/index.ts';
import { createFormats, type Formats } from './format.ts';
import { escapeHtml, Html } from './html.ts';
import { fillTemplate, readTemplate, type Template } from './template.ts';
import { zh } from './zh/index.ts';

export { bold, code, escaped, Html, lines } from './html.ts';

type Arguments<K extends Key> = keyof Params<K> extends never ? [] : [Params<K>];

/** Words of one language. Called, it gives a message's HTML, with what people typed escaped. */
export interface Translate {
  <K extends Key>(key: K, ...params: Arguments<K>): Html;
  /** For buttons, toasts and names, where Telegram reads no markup. */
  plain<K extends Key>(key: K, ...params: Arguments<K>): string;
  readonly language: Language;
  readonly format: Formats;
}

export type Translations = Readonly<Record<Language, Translate>>;

const catalogues = { zh, en };

/** @param timeZone of the deployment: every date is written in it */
export function createTranslations(timeZone: string): Translations {
  const engine = i18next.createInstance();
  void engine.init({
    resources: Object.fromEntries(
      languages.map((language) => [language, { translation: catalogues[language] }]),
    ),
    lng: 'zh',
    fallbackLng: false,
    initAsync: false,
  });

  function translateTo(language: Language): Translate {
    const choose = engine.getFixedT(language);
    const plural = new Intl.PluralRules(language);
    const format = createFormats(language, timeZone);
    const templates = new Map<string, Template>();

    // i18next chooses the text (33 µs a call); a text once chosen is kept, since a screen asks for a dozen of them.
    const templateOf = (key: string, count: unknown): Template => {
      const form = typeof count === 'number' ? `${key}#${plural.select(count)}` : key;
      let template = templates.get(form);
      if (!template) {
        const options = typeof count === 'number' ? { count } : {};
        // i18next would say the key itself.
        if (!engine.exists(key, { lng: language, ...options })) throw new TypeError(`no text for ${key}`);
        template = readTemplate(choose(key, { ...options, skipInterpolation: true }));
        templates.set(form, template);
      }
      return template;
    };

    const html = (key: string, params: Record<string, unknown> = {}) =>
      new Html(
        fillTemplate(templateOf(key, params.count), params, format, (value) =>
          value instanceof Html ? value.markup : escapeHtml(value),
        ),
      );
    const plain = (key: string, params: Record<string, unknown> = {}) =>
      fillTemplate(templateOf(key, params.count), params, format, (value) => {
        if (value instanceof Html) throw new TypeError(`markup in plain text: ${key}`);
        return value;
      });
    return Object.assign(html, { plain, language, format }) as Translate;
  }

  return Object.fromEntries(languages.map((language) => [language, translateTo(language)])) as Record<
    Language,
    Translate
  >;
}
