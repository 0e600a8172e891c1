import { z } from 'zod';
import { inWork } from '../../db/work.ts';
import type { Scope } from '../../domain/actor.ts';
import type { Work } from '../../domain/work.ts';
import { createTranslations } from '../../i18n/index.ts';
import { findScope } from '../../services/find-scope.ts';
import { inviteStaff as invite } from '../../services/invite-staff.ts';
import { botUsername } from '../bot-username.ts';
import { type Desk, verb } from '../verb.ts';
import { askWhich } from '../which.ts';
import { withDatabase } from '../with-database.ts';

const Options = z
  .object({
    scope: z.enum(['district', 'street', 'union'], 'must be district, street or union'),
    of: z.string().trim().min(1, 'must be a name or a code').optional(),
  })
  .refine(({ scope, of }) => scope === 'district' || of !== undefined, {
    path: ['of'],
    message: 'must name the street or the union: its name or its code',
  })
  .refine(({ scope, of }) => scope !== 'district' || of === undefined, {
    path: ['of'],
    message: 'makes no sense for the district: there is only one',
  });

export const inviteStaff = verb({
  name: 'invite-staff',
  usage: '--scope district|street|union [--of <name or code>]',
  summary: 'Prints a link by which one person becomes staff.',
  options: Options,
  run: (desk, { scope: kind, of }) =>
    withDatabase(desk, async (db) => {
      // First, because it may fail, and a secret nobody has seen would lie about in the database.
      const bot = await botUsername(desk.config.telegram);
      const invited = await inWork(db, desk.now, async (work) => {
        const scope = await scopeOf(desk, work, kind, of);
        return scope && invite(work, 'system', scope);
      });
      if (invited?.type !== 'invited') return 1;
      const { format } = createTranslations(desk.config.timeZone).en;
      const place = invited.role.named ? `${invited.role.named.name} (${kind})` : 'the district';
      desk.say(`https://t.me/${bot}?start=i_${invited.secret}`);
      desk.say(
        `Whoever opens it first becomes staff for ${place}. It works once, until ${format.moment(invited.expiresAt)}.`,
      );
      if (desk.config.telegram.kind === 'playground') {
        desk.say(`In the playground, write this as the person to be invited: /start i_${invited.secret}`);
      }
      return 0;
    }),
});

async function scopeOf(desk: Desk, work: Work, kind: Scope['kind'], of = ''): Promise<Scope | undefined> {
  if (kind === 'district') return { kind };
  const found = await findScope(work, kind, of);
  if (found.type === 'found') return found.scope;
  askWhich(desk, kind, of, found.places);
  return undefined;
}
