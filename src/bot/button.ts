import type { Composer } from 'telegraf';
import { z } from 'zod';
import type { BotContext } from './context.ts';

/** A kind of button: `press` writes its payload, `read` proves one that came back. */
export interface ButtonKind<Fields extends z.ZodRawShape> {
  readonly tag: string;
  readonly fields: Fields;
  /** @throws RangeError when the payload can't be told apart again or is over Telegram's 64 bytes */
  press(data: z.output<z.ZodObject<Fields>>): string;
  /** Nothing when the payload is another's, outdated or forged. */
  read(payload: string): z.output<z.ZodObject<Fields>> | undefined;
}

/** @param tag short, never reused: payloads sit in chat histories for years */
export function button<Fields extends z.ZodRawShape>(tag: string, fields: Fields): ButtonKind<Fields> {
  const schema = z.object(fields);
  const names = Object.keys(fields);
  return {
    tag,
    fields,
    press(data) {
      const values = names.map((name) => String((data as Record<string, unknown>)[name]));
      if (values.some((value) => value === '' || value.includes(':')))
        throw new RangeError(`unfit payload for button "${tag}"`);
      const payload = [tag, ...values].join(':');
      if (Buffer.byteLength(payload) > 64) throw new RangeError(`payload too long for button "${tag}"`);
      return payload;
    },
    read(payload) {
      const [head, ...values] = payload.split(':');
      // An empty field was never written, and would read as the number 0.
      if (head !== tag || values.length !== names.length || values.includes('')) return undefined;
      return schema.safeParse(Object.fromEntries(names.map((name, index) => [name, values[index]]))).data;
    },
  };
}

type Handle<Data> = (ctx: BotContext, data: Data) => Promise<unknown> | unknown;
/** False when the payload didn't read as this kind. */
type Route = (ctx: BotContext, payload: string) => Promise<boolean>;

const routesOf = new WeakMap<Composer<BotContext>, Map<string, Route>>();

/**
 * Runs `handle` when a button of this kind is tapped. What doesn't read as one falls through to the stale-button answer.
 * A composer looks its buttons up by tag, in one step however many there are.
 */
export function onPress<Fields extends z.ZodRawShape>(
  composer: Composer<BotContext>,
  kind: ButtonKind<Fields>,
  handle: Handle<z.output<z.ZodObject<Fields>>>,
): void {
  const routes = routesOf.get(composer) ?? routeByTag(composer);
  if (routes.has(kind.tag)) throw new Error(`the button "${kind.tag}" is handled twice`);
  routes.set(kind.tag, async (ctx, payload) => {
    const data = kind.read(payload);
    if (data === undefined) return false;
    await handle(ctx, data);
    return true;
  });
}

function routeByTag(composer: Composer<BotContext>): Map<string, Route> {
  const routes = new Map<string, Route>();
  routesOf.set(composer, routes);
  composer.use(async (ctx, next) => {
    const payload = ctx.pressed;
    const route = payload === undefined ? undefined : routes.get(payload.split(':', 1)[0] ?? '');
    if (payload === undefined || !route || !(await route(ctx, payload))) await next();
  });
  return routes;
}
