import type { Contact, Location } from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { knownChat } from '../checks/recipient.ts';
import { deliver } from '../deliver.ts';
import type { Method } from '../method.ts';
import type { Parameters } from '../parameters.ts';

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

/** Places, people to call, and "is typing". */
export const placeMethods = {
  sendLocation: (call) => deliver(call, { location: location(call.parameters) }),

  sendVenue: (call) => {
    const venue = {
      location: location(call.parameters),
      title: required(call.parameters, 'title'),
      address: required(call.parameters, 'address'),
    };
    return deliver(call, { venue, location: venue.location });
  },

  sendContact: (call) => {
    const { parameters } = call;
    const contact: Contact = {
      phone_number: required(parameters, 'phone_number'),
      first_name: required(parameters, 'first_name'),
    };
    if (parameters.has('last_name')) contact.last_name = parameters.text('last_name');
    if (parameters.has('vcard')) contact.vcard = parameters.text('vcard');
    return deliver(call, { contact });
  },

  sendChatAction: ({ world, parameters }) => {
    const action = parameters.text('action').toLowerCase();
    if (!action) throw badRequest('action is empty');
    if (!actions.has(action)) throw badRequest('wrong parameter action in request');
    const chat = knownChat(world, parameters);
    // An action shown to nobody is no reason for Telegram to complain of a block.
    if (!chat.blocked && !chat.person.deactivated)
      world.happen(chat.person.id, { kind: 'chat_action', action });
    return true;
  },
} satisfies Record<string, Method>;

function location(parameters: Parameters): Location {
  for (const field of ['latitude', 'longitude']) {
    if (!parameters.has(field)) throw badRequest(`${field} is empty`);
  }
  const latitude = parameters.decimal('latitude');
  const longitude = parameters.decimal('longitude');
  if (
    latitude === undefined ||
    longitude === undefined ||
    Math.abs(latitude) > 90 ||
    Math.abs(longitude) > 180
  ) {
    throw badRequest('wrong location specified');
  }
  return { latitude, longitude };
}

function required(parameters: Parameters, field: string): string {
  const text = parameters.text(field).trim();
  if (!text) throw badRequest(`parameter "${field}" is required`);
  return text;
}
