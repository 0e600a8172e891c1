import { Composer } from 'telegraf';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { addCards, type CardDeps } from './cards/routes.ts';
import { addDeeds, type DeedDeps } from './deeds/routes.ts';
import { directoryDialogue } from './form/dialogue.ts';
import { addForms, type FormDeps, stateOf } from './form/routes.ts';
import { titleOf } from './form/view.ts';

export type DirectoryDeps = CardDeps & FormDeps & DeedDeps;

/** Staff keep the directory: what stands on each card, who covers what, and what was changed. */
export function directoryConversation(deps: DirectoryDeps): Conversation {
  const composer = new Composer<BotContext>();
  const cards = addCards(composer, deps);
  const forms = addForms(composer, deps, cards);
  const deeds = addDeeds(composer, deps, cards);

  return {
    middleware: composer.middleware(),
    dialogue: {
      kind: directoryDialogue.kind,
      receive(ctx) {
        const state = stateOf(ctx);
        if (!state || state.step === 'search') return cards.search(ctx);
        return state.step === 'twin' ? deeds.twin(ctx, state) : forms.receive(ctx);
      },
      resume(ctx) {
        const state = stateOf(ctx);
        if (state?.step === 'twin') return deeds.askTwin(ctx, state);
        return !state || state.step === 'search' ? cards.home(ctx) : forms.resume(ctx);
      },
      title(ctx) {
        const { t } = ctx;
        const state = stateOf(ctx);
        if (state?.step !== 'ask' && state?.step !== 'review') return t.plain('directory.title');
        const title = titleOf(state, t);
        return t.plain(state.act.verb === 'edit' ? 'directory.formTitle' : 'directory.newTitle', { title });
      },
    },
  };
}
