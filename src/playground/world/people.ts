import type { Chat, Location, User } from './telegram.ts';

export interface NewPerson {
  first_name: string;
  last_name?: string;
  username?: string;
  /** What her Telegram app is set to, as it reports it: `zh-hans`, `en`. */
  language_code?: string;
  /** With the country's code; made up if absent. */
  phone?: string;
  /** Shown beneath her name, no meaning beyond that. */
  about?: string;
  /** Where she is when a location is asked for. */
  location?: Location;
  id?: number;
}

export interface Person extends NewPerson {
  id: number;
  phone: string;
  location: Location;
  deactivated: boolean;
}

/** Above every id that Telegram gives: on a database that a real bot takes over, these must be nobody. */
export const firstPersonId = 900_000_000_010_001;
/** The middle of Xicheng, for whoever says nothing of where she is. */
const somewhere: Location = { latitude: 39.9123, longitude: 116.3659 };

export function createPerson(id: number, person: NewPerson): Person {
  // 199 is not given out for the first digits we use: nobody's real number is invented here.
  const phone = person.phone ?? `861990000${String(id % 10_000).padStart(4, '0')}`;
  return { ...person, id, phone, location: person.location ?? somewhere, deactivated: false };
}

/** How the Bot API shows a person to a bot. */
export function userOf(person: Person): User {
  const { id, first_name, last_name, username, language_code } = person;
  const user: User = { id, is_bot: false, first_name };
  if (last_name) user.last_name = last_name;
  if (username) user.username = username;
  if (language_code) user.language_code = language_code;
  return user;
}

export function chatOf(person: Person): Chat {
  const { id, first_name, last_name, username } = person;
  const chat: Chat = { id, first_name, type: 'private' };
  if (last_name) chat.last_name = last_name;
  if (username) chat.username = username;
  return chat;
}
