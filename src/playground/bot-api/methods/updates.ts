import type { WebhookSettings } from '../../world/entry.ts';
import { badRequest } from '../api-error.ts';
import { type Call, Described, type Method } from '../method.ts';
import type { Parameters } from '../parameters.ts';

const defaultConnections = 40;
const mostConnections = 100;

export const updateMethods = {
  getUpdates: ({ world, parameters, intake, whenClosed }) => {
    const allowed = allowedUpdates(parameters);
    if (allowed && !intake.webhook) world.allowUpdates(allowed);
    return intake.poll(
      {
        offset: parameters.integer('offset') ?? 0,
        limit: parameters.integer('limit') ?? 100,
        seconds: parameters.integer('timeout') ?? 0,
      },
      whenClosed,
    );
  },

  setWebhook: async (call) => {
    const { world, parameters, intake } = call;
    const url = parameters.text('url').trim();
    if (url === '') return removeWebhook(call);
    const settings = webhookSettings(url, parameters);
    const allowed = allowedUpdates(parameters);
    if (allowed) world.allowUpdates(allowed);
    if (parameters.flag('drop_pending_updates')) world.updates.clear();
    const current = intake.webhook?.settings;
    if (current && JSON.stringify(current) === JSON.stringify(settings)) {
      return new Described(true, 'Webhook is already set');
    }
    await intake.setWebhook(settings);
    return new Described(true, 'Webhook was set');
  },

  deleteWebhook: removeWebhook,

  getWebhookInfo: ({ world, intake }) => {
    const webhook = intake.webhook;
    const allowed = world.updates.allowed;
    return {
      url: webhook?.settings.url ?? '',
      has_custom_certificate: false,
      pending_update_count: world.updates.pending(world.clock.now()),
      ...(webhook && { max_connections: webhook.settings.maxConnections }),
      ...(webhook?.settings.ipAddress && { ip_address: webhook.settings.ipAddress }),
      ...(webhook?.lastError && {
        last_error_date: webhook.lastError.date,
        last_error_message: webhook.lastError.message,
      }),
      ...(allowed && { allowed_updates: allowed }),
    };
  },

  /** Both mean something to a server one runs oneself; there is nowhere else to log in from here. */
  logOut: () => true,
  close: () => true,
} satisfies Record<string, Method>;

async function removeWebhook({ world, parameters, intake }: Call): Promise<Described> {
  if (parameters.flag('drop_pending_updates')) world.updates.clear();
  if (!intake.webhook) return new Described(true, 'Webhook is already deleted');
  await intake.setWebhook(undefined);
  return new Described(true, 'Webhook was deleted');
}

/** Undefined: as before. */
function allowedUpdates(parameters: Parameters): string[] | undefined {
  const given = parameters.json('allowed_updates', 'allowed updates');
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw badRequest('expected an Array of update types');
  return given.map((type) => String(type).toLowerCase());
}

function webhookSettings(given: string, parameters: Parameters): WebhookSettings {
  if (!URL.canParse(given)) throw badRequest('bad webhook: invalid webhook URL specified');
  const url = new URL(given);
  // Telegram wants HTTPS; a server of one's own takes HTTP too, and a bot under trial sits on this machine.
  const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  const secretToken = parameters.text('secret_token');
  if (secretToken.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secretToken)) throw badRequest('secret token contains unallowed characters');
  const connections = parameters.integer('max_connections') ?? defaultConnections;
  return {
    url: given,
    secretToken,
    maxConnections: Math.min(mostConnections, Math.max(1, connections)),
    ipAddress: parameters.text('ip_address'),
  };
}
