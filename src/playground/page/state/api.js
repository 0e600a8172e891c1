/** The people's door of the playground's server (../../README.md), call by call. */

/** @import {ChatSnapshot, Fault, InlineOffer, Limits, Message, Person, World} from '../types.d.ts' */

/**
 * @param {'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(String(answer.description ?? answer.message ?? answer.error ?? response.statusText));
  }
  return answer;
}

/** @param {number} person */
const at = (person) => `/world/people/${person}`;

/** @returns {Promise<World>} */
export const getWorld = () => call('GET', '/world');

/**
 * @param {Omit<Person, 'id'>} person
 * @returns {Promise<Person>}
 */
export const addPerson = (person) => call('POST', '/world/people', person);

/**
 * @param {number} id
 * @param {Partial<Person>} changes
 */
export const changePerson = (id, changes) => call('PATCH', at(id), changes);

/**
 * @param {number} person
 * @returns {Promise<ChatSnapshot>}
 */
export const getChat = (person) => call('GET', `${at(person)}/chat`);

/**
 * @param {number} person
 * @param {Record<string, unknown>} message one of the shapes in the contract
 * @returns {Promise<{message: Message}>}
 */
export const sendMessage = (person, message) => call('POST', `${at(person)}/messages`, message);

/**
 * @param {number} person
 * @param {number} messageId
 * @param {string} text
 */
export const editMessage = (person, messageId, text) =>
  call('PATCH', `${at(person)}/messages/${messageId}`, { text });

/**
 * @param {number} person
 * @param {{message_id: number, row: number, column: number}} button
 * @returns {Promise<{callback_query_id?: string}>}
 */
export const pressButton = (person, button) => call('POST', `${at(person)}/press`, button);

/**
 * @param {number} person
 * @param {string} payload
 */
export const startBot = (person, payload) =>
  call('POST', `${at(person)}/start`, payload === '' ? {} : { payload });

/**
 * @param {number} person
 * @param {{query: string, offset: string, to?: number}} asked
 * @returns {Promise<InlineOffer>}
 */
export const askInline = (person, asked) => call('POST', `${at(person)}/inline`, asked);

/**
 * @param {number} person
 * @param {{inline_query_id: string, result_id: string}} choice
 * @returns {Promise<{message: Message}>}
 */
export const chooseInline = (person, choice) => call('POST', `${at(person)}/inline/choose`, choice);

/**
 * @param {number} person
 * @param {'block' | 'unblock'} verb
 */
export const setBlocked = (person, verb) => call('POST', `${at(person)}/${verb}`, {});

/** @param {{now: string} | {advance_ms: number}} change */
export const setClock = (change) => call('PUT', '/world/clock', change);

/** @param {Fault} fault */
export const addFault = (fault) => call('POST', '/world/faults', fault);
/** @returns {Promise<Fault[] | {faults: Fault[]}>} */
export const getFaults = () => call('GET', '/world/faults');
export const clearFaults = () => call('DELETE', '/world/faults');

/** @param {Limits} limits */
export const setLimits = (limits) => call('PUT', '/world/limits', limits);

/** @param {string} fileId */
export const fileAddress = (fileId) => `/world/files/${encodeURIComponent(fileId)}`;
