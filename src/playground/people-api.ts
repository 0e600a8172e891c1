import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import * as schemas from './people-api/schemas.ts';
import { streamEvents } from './people-api/stream.ts';
import { chatView, clockView, worldView } from './people-api/views.ts';
import { askInline } from './world/actions/ask-inline.ts';
import { chooseInline } from './world/actions/choose-inline.ts';
import { block, deactivate, start, unblock } from './world/actions/presence.ts';
import { press } from './world/actions/press.ts';
import { editOwn, speak } from './world/actions/speak.ts';
import type { PrivateChat } from './world/private-chat.ts';
import { Refused } from './world/refused.ts';
import type { World } from './world/world.ts';

const bodyLimit = 80 * 1024 * 1024;

/** `/world/…`: what a person with a phone can do, and what the weather in town is like. */
export function peopleRoutes(app: FastifyInstance, world: World): void {
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refused) return reply.code(error.status).send({ error: error.message });
    if (error instanceof z.ZodError) return reply.code(400).send({ error: z.prettifyError(error) });
    const { statusCode = 500, message } = error as { statusCode?: number; message: string };
    return reply.code(statusCode).send({ error: statusCode < 500 ? message : 'The playground stumbled.' });
  });
  townRoutes(app, world);
  phoneRoutes(app, world);
  weatherRoutes(app, world);
}

/** Watching: the town, its events, its files. */
function townRoutes(app: FastifyInstance, world: World): void {
  app.get('/world', () => worldView(world));
  app.get('/world/statistics', () => world.statistics.report(world.updates.pending(world.clock.now())));

  app.get('/world/events', (request, reply) => waitForEvents(world, request, reply));

  app.get('/world/stream', (request, reply) => {
    const { after } = schemas.eventQuery.parse(request.query);
    const last = Number(request.headers['last-event-id']);
    streamEvents(world, reply, Number.isSafeInteger(last) && last > 0 ? last : after);
  });

  app.get('/world/files/:id', (request, reply) => {
    const { id } = request.params as { id: string };
    const file = world.files.byId(id);
    if (!file) throw new Refused(404, 'There is no such file.');
    if (file.file_name) {
      reply.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.file_name)}`);
    }
    // A document may be anything, a page with scripts too: it must not run as part of ours. Browsers show no PDF in a
    // sandbox; read as nothing else, it can do no harm.
    reply.header('x-content-type-options', 'nosniff');
    if (file.mime_type !== 'application/pdf') reply.header('content-security-policy', 'sandbox');
    return reply.type(file.mime_type ?? 'application/octet-stream').send(file.bytes);
  });
}

/** What a person does with her phone. */
function phoneRoutes(app: FastifyInstance, world: World): void {
  app.post('/world/people', (request, reply) => {
    const person = world.addPerson(schemas.newPerson.parse(request.body));
    if (!person) throw new Refused(409, 'Somebody with this id is here already.');
    return reply.code(201).send(person);
  });
  app.patch('/world/people/:id', (request) =>
    world.changePerson(chatOf(world, request), schemas.personChanges.parse(request.body)),
  );
  app.get('/world/people/:id/chat', (request) => chatView(world, chatOf(world, request)));
  app.get('/world/people/:id/events', (request, reply) =>
    waitForEvents(world, request, reply, chatOf(world, request).person.id),
  );
  app.post('/world/people/:id/messages', { bodyLimit }, (request) =>
    speak(world, chatOf(world, request), schemas.saying.parse(request.body)),
  );
  app.patch('/world/people/:id/messages/:message_id', (request) => {
    const { message_id } = request.params as { message_id: string };
    return editOwn(
      world,
      chatOf(world, request),
      Number(message_id),
      schemas.editing.parse(request.body).text,
    );
  });
  app.post('/world/people/:id/press', (request) =>
    press(world, chatOf(world, request), schemas.pressing.parse(request.body)),
  );
  app.post('/world/people/:id/start', (request) =>
    start(world, chatOf(world, request), schemas.starting.parse(request.body ?? {}).payload),
  );
  app.post('/world/people/:id/inline', (request) =>
    askInline(world, chatOf(world, request), schemas.asking.parse(request.body)),
  );
  app.post('/world/people/:id/inline/choose', (request) =>
    chooseInline(world, chatOf(world, request), schemas.choosing.parse(request.body)),
  );
  for (const [name, act] of Object.entries({ block, unblock, deactivate })) {
    app.post(`/world/people/:id/${name}`, (request) => {
      const chat = chatOf(world, request);
      act(world, chat);
      return { blocked: chat.blocked, deactivated: chat.person.deactivated };
    });
  }
}

/** What a person can't do: limits, faults and the time. */
function weatherRoutes(app: FastifyInstance, world: World): void {
  app.get('/world/limits', () => world.limits.current);
  app.put('/world/limits', (request) => {
    world.limits.set(schemas.rateLimits.parse(request.body));
    return world.limits.current;
  });
  app.get('/world/faults', () => world.faults.current);
  app.post('/world/faults', (request, reply) =>
    reply.code(201).send(world.faults.add(schemas.newFault.parse(request.body))),
  );
  app.delete('/world/faults', (request) => {
    const { id } = z.object({ id: z.coerce.number().int().optional() }).parse(request.query);
    world.faults.remove(id);
    return world.faults.current;
  });
  app.put('/world/clock', (request) => {
    const setting = schemas.clockSetting.parse(request.body);
    const current = world.clock.now().getTime();
    const instant = 'now' in setting ? Date.parse(setting.now) : current + setting.advance_ms;
    if (instant < current && !setting.force) {
      throw new Refused(409, 'Time does not run backwards (unless with force).');
    }
    world.setClock(new Date(instant));
    return clockView(world);
  });
}

function chatOf(world: World, request: FastifyRequest): PrivateChat {
  const { id } = request.params as { id: string };
  const chat = world.chat(Number(id));
  if (!chat) throw new Refused(404, 'Nobody here has this id.');
  return chat;
}

function waitForEvents(world: World, request: FastifyRequest, reply: FastifyReply, personId?: number) {
  const { after, wait } = schemas.eventQuery.parse(request.query);
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return world.events.wait(after, wait, personId, gone.signal);
}
