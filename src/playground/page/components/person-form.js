import { html } from 'htm/preact';
import { language } from '../preferences.js';
import { t } from '../words.js';

/** @import {Person} from '../types.d.ts' */

const languages = ['zh-hans', 'zh-hant', 'en', 'ug', 'ar', 'de', 'fr', 'ja', 'ko', 'ru', 'es'];

/**
 * @param {{person?: Person, action: string, onSave: (details: Omit<Person, 'id'>) => unknown}} props
 */
export function PersonForm({ person, action, onSave }) {
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    /** @param {string} name */
    const field = (name) => String(form.get(name) ?? '').trim();
    /** An emptied field is sent when it held something before, and left out otherwise.
     * @param {'last_name' | 'username' | 'phone'} name */
    const optional = (name) => (field(name) !== '' || person?.[name] ? { [name]: field(name) } : {});
    onSave({
      first_name: field('first_name'),
      language_code: field('language_code'),
      ...optional('last_name'),
      ...optional('username'),
      ...optional('phone'),
    });
  };
  const chosen = person?.language_code ?? (language.value === 'zh' ? 'zh-hans' : 'en');
  const codes = languages.includes(chosen) ? languages : [chosen, ...languages];
  return html`
    <form class="grid-form" onSubmit=${submit}>
      <label>${t('firstName')}<input name="first_name" required maxlength="64" dir="auto" value=${person?.first_name ?? ''} autocomplete="off" /></label>
      <label>${t('lastName')}<input name="last_name" maxlength="64" dir="auto" value=${person?.last_name ?? ''} autocomplete="off" /></label>
      <label>${t('phone')}<input name="phone" type="tel" placeholder="+8613800000000" value=${person?.phone ?? ''} autocomplete="off" /></label>
      <label>
        ${t('languageCode')}
        <select name="language_code">${codes.map((code) => html`<option value=${code} selected=${code === chosen}>${code}</option>`)}</select>
      </label>
      <label>${t('username')}<input name="username" pattern="[A-Za-z][A-Za-z0-9_]{3,31}" value=${person?.username ?? ''} autocomplete="off" /></label>
      <button type="submit" class="button button-primary">${action}</button>
    </form>
  `;
}
