import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { addFault, clearFaults, getFaults, setLimits } from '../state/api.js';
import { attempt } from '../state/notice.js';
import { faults, fullName, limits, people, peopleById } from '../state/world.js';
import { isKey, t } from '../words.js';
import { Panel } from './panel.js';

/** @import {Fault} from '../types.d.ts' */

const kinds = ['latency', '429', '500', 'reset_before', 'reset_after', '403', '400'];
const telegramsLimits = { global: { per_second: 30, burst: 5 }, per_chat: { per_second: 1, burst: 3 } };

async function refresh() {
  const list = await attempt(getFaults());
  if (list !== undefined) faults.value = Array.isArray(list) ? list : list.faults;
}

/** @param {SubmitEvent} event */
async function add(event) {
  event.preventDefault();
  const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
  /** @param {string} name */
  const number = (name) => {
    const value = String(form.get(name) ?? '').trim();
    return value === '' ? undefined : Number(value);
  };
  const chance = number('probability');
  await attempt(
    addFault({
      kind: String(form.get('kind')),
      method: String(form.get('method') ?? '').trim() || undefined,
      chat_id: number('chat_id'),
      ms: number('ms'),
      retry_after: number('retry_after'),
      times: number('times'),
      probability: chance === undefined ? undefined : chance / 100,
    }),
  );
  await refresh();
}

async function clear() {
  await attempt(clearFaults());
  await refresh();
}

/** @param {Event} event */
async function toggleLimits(event) {
  const wanted = /** @type {HTMLInputElement} */ (event.target).checked;
  const next = wanted ? telegramsLimits : { global: null, per_chat: null };
  if (await attempt(setLimits(next))) limits.value = next;
}

/** @param {string} kind */
const kindName = (kind) => (isKey(`fault_${kind}`) ? t(/** @type {'fault_429'} */ (`fault_${kind}`)) : kind);

/** @param {{fault: Fault}} props */
function FaultLine({ fault }) {
  const person = peopleById.value.get(fault.chat_id ?? 0);
  const facts = [
    fault.method,
    person && fullName(person),
    fault.ms !== undefined && fault.ms !== null && `${fault.ms} ms`,
    fault.retry_after && `${fault.retry_after} s`,
    fault.times && t('faultTimesLeft', { count: fault.times }),
    fault.probability !== undefined && fault.probability < 1 && `${Math.round(fault.probability * 100)} %`,
  ];
  return html`<li><strong>${kindName(fault.kind)}</strong> ${facts.filter(Boolean).join(' · ')}</li>`;
}

export function FaultsPanel() {
  const [kind, setKind] = useState('latency');
  return html`
    <${Panel} title=${t('faults')} hint=${t('faultsHint')}>
      ${
        faults.value.length === 0
          ? html`<p class="fault-none">${t('faultsNone')}</p>`
          : html`
            <ul class="fault-list">${faults.value.map((fault, index) => html`<${FaultLine} key=${fault.id ?? index} fault=${fault} />`)}</ul>
            <button type="button" class="button" onClick=${clear}>${t('faultsClear')}</button>
          `
      }
      <form class="grid-form" onSubmit=${add}>
        <label>
          ${t('faultKind')}
          <select
            name="kind"
            onChange=${(/** @type {Event} */ event) => setKind(/** @type {HTMLSelectElement} */ (event.target).value)}
          >
            ${kinds.map((value) => html`<option value=${value}>${kindName(value)}</option>`)}
          </select>
        </label>
        <label>
          ${t('faultPerson')}
          <select name="chat_id">
            <option value="">${t('everybody')}</option>
            ${people.value.map((person) => html`<option value=${person.id}>${fullName(person)}</option>`)}
          </select>
        </label>
        ${kind === 'latency' && html`<label>${t('faultMs')}<input name="ms" type="number" min="0" value="1500" /></label>`}
        ${kind === '429' && html`<label>${t('faultRetry')}<input name="retry_after" type="number" min="1" value="3" /></label>`}
        <label>${t('faultMethod')}<input name="method" placeholder="sendMessage" autocomplete="off" /></label>
        <label>${t('faultTimes')}<input name="times" type="number" min="1" /></label>
        <label>${t('faultProbability')}<input name="probability" type="number" min="1" max="100" placeholder="100" /></label>
        <button type="submit" class="button button-primary">${t('faultAdd')}</button>
      </form>
      <label class="check">
        <input type="checkbox" checked=${limits.value?.global != null} onChange=${toggleLimits} />
        ${t('limits')}
      </label>
    <//>
  `;
}
