import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { changePerson } from '../state/api.js';
import { attempt } from '../state/notice.js';
import { send } from '../state/sending.js';
import { bot, fullName, people } from '../state/world.js';
import { t } from '../words.js';
import { Sheet } from './sheet.js';

/** @import {SheetProps} from './sheets.js' */

/** Telegram asks before a number leaves the phone, and so does this. @param {SheetProps} props */
export function OwnContactSheet({ chat, person, onClose }) {
  /** @param {SubmitEvent} event */
  const share = async (event) => {
    event.preventDefault();
    const typed = new FormData(/** @type {HTMLFormElement} */ (event.target)).get('phone');
    if (typed !== null) {
      const phone = String(typed).trim();
      if ((await attempt(changePerson(person.id, { phone }))) === undefined) return;
      people.value = people.value.map((known) => (known.id === person.id ? { ...known, phone } : known));
    }
    onClose();
    send(chat.personId, { contact: 'own' });
  };
  return html`
    <${Sheet} title=${t('shareContactTitle')} onClose=${onClose}>
      <form class="stack" onSubmit=${share}>
        ${
          person.phone
            ? html`<p>${t('shareContactText', { bot: bot.value?.first_name ?? '', phone: `+${person.phone.replace(/^\+/, '')}` })}</p>`
            : html`
              <label>
                ${t('shareContactMissing', { name: fullName(person) })}
                <input name="phone" type="tel" required placeholder="+8613800000000" autocomplete="off" />
              </label>
            `
        }
        <div class="button-row">
          <button type="button" class="button" onClick=${onClose}>${t('cancel')}</button>
          <button type="submit" class="button button-primary">${t('shareContact')}</button>
        </div>
      </form>
    <//>
  `;
}

/** @param {SheetProps} props */
export function OtherContactSheet({ chat, person, onClose }) {
  const others = people.value.filter((other) => other.id !== person.id && other.phone);
  const [chosen, choose] = useState(others[0]?.id ?? 0);
  const other = others.find(({ id }) => id === chosen);
  /** @param {SubmitEvent} event */
  const share = (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    onClose();
    send(chat.personId, {
      contact: other
        ? { phone_number: other.phone, first_name: other.first_name, user_id: other.id }
        : { phone_number: String(form.get('phone')), first_name: String(form.get('name')) },
    });
  };
  return html`
    <${Sheet} title=${t('otherContactTitle')} onClose=${onClose}>
      <form class="stack" onSubmit=${share}>
        <label>
          ${t('otherContactFrom')}
          <select
            value=${chosen}
            onChange=${(/** @type {Event} */ event) => choose(Number(/** @type {HTMLSelectElement} */ (event.target).value))}
          >
            ${others.map((each) => html`<option value=${each.id} selected=${each.id === chosen}>${fullName(each)}</option>`)}
            <option value="0" selected=${chosen === 0}>${t('otherContactNobody')}</option>
          </select>
        </label>
        ${
          !other &&
          html`
            <label>${t('name')}<input name="name" required dir="auto" autocomplete="off" /></label>
            <label>${t('phone')}<input name="phone" type="tel" required autocomplete="off" /></label>
          `
        }
        <button type="submit" class="button button-primary">${t('send')}</button>
      </form>
    <//>
  `;
}
