import type { Translate } from '../../i18n/index.ts';
import type { AudienceDescription, DescribeAudience } from '../../services/audience/read-audience.ts';
import { audienceButton } from '../buttons.ts';
import type { DraftPart, ReadDraftPart } from '../draft-part.ts';
import { whomIn } from './words.ts';

/** How a broadcast's page tells whom it is for, and leads there. */
function audiencePart(facts: AudienceDescription, t: Translate): DraftPart {
  const { broadcast, chosen, status } = facts;
  const label = t.plain(chosen ? 'audience.change' : 'audience.pick');
  return {
    lines: [chosen ? t('audience.part', { whom: whomIn(facts, t) }) : t('audience.partNone')],
    rows: status === 'released' ? [] : [[{ label, press: audienceButton.press({ broadcast }) }]],
  };
}

export function audiencePartOf(describeAudience: DescribeAudience): ReadDraftPart {
  return async (ctx, draft) => {
    const facts = await describeAudience(ctx.work, ctx.actor, draft.id);
    return facts ? audiencePart(facts, ctx.t) : { lines: [], rows: [] };
  };
}
