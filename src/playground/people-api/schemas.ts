import { z } from 'zod';
import { faultKinds } from '../world/faults.ts';

const location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

export const newPerson = z.object({
  first_name: z.string().min(1).max(64),
  last_name: z.string().max(64).optional(),
  username: z
    .string()
    .regex(/^[A-Za-z]\w{3,31}$/)
    .optional(),
  language_code: z.string().max(35).optional(),
  phone: z
    .string()
    .regex(/^\+?\d{5,15}$/)
    .optional(),
  about: z.string().max(200).optional(),
  location: location.optional(),
  id: z.number().int().positive().optional(),
});

export const personChanges = newPerson.omit({ id: true }).partial();

const sentFile = z.object({
  file_name: z.string().max(255).optional(),
  mime_type: z.string().max(255).optional(),
  base64: z.base64(),
});

const contact = z.object({
  phone_number: z.string().min(1),
  first_name: z.string().min(1),
  last_name: z.string().optional(),
  user_id: z.number().int().optional(),
});

export const saying = z.object({
  text: z.string().optional(),
  contact: z.union([z.literal('own'), contact]).optional(),
  location: location.optional(),
  sticker: z.string().min(1).max(16).optional(),
  voice: z.literal(true).optional(),
  photo: sentFile.optional(),
  document: sentFile.optional(),
  caption: z.string().optional(),
  entities: z
    .array(
      z.looseObject({
        type: z.string(),
        offset: z.number().int().min(0),
        length: z.number().int().positive(),
      }),
    )
    .optional(),
  reply_to_message_id: z.number().int().optional(),
  forward: z.boolean().optional(),
});

export const editing = z.object({ text: z.string() });

export const pressing = z.object({
  message_id: z.number().int().optional(),
  row: z.number().int().min(0).optional(),
  column: z.number().int().min(0).optional(),
  label: z.string().optional(),
  data: z.string().optional(),
});

export const starting = z.object({ payload: z.string().optional() });
export const asking = z.object({
  query: z.string().max(256),
  offset: z.string().max(64).optional(),
  to: z.number().int().optional(),
});
export const choosing = z.object({ inline_query_id: z.string(), result_id: z.string() });

const rate = z.object({ per_second: z.number().positive(), burst: z.number().int().positive() }).nullable();
export const rateLimits = z.object({ global: rate.default(null), per_chat: rate.default(null) });

export const newFault = z.object({
  kind: z.enum(faultKinds),
  method: z.string().min(1).optional(),
  chat_id: z.number().int().optional(),
  ms: z.number().min(0).max(600_000).optional(),
  retry_after: z.number().int().positive().optional(),
  description: z.string().optional(),
  times: z.number().int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
});

export const clockSetting = z.union([
  z.object({ now: z.iso.datetime({ offset: true }), force: z.boolean().optional() }),
  z.object({ advance_ms: z.number(), force: z.boolean().optional() }),
]);

export const eventQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().min(0).max(30_000).default(0),
});
