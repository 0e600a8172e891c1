import { Composer } from 'telegraf';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { searchDialogue } from './cards/dialogue.ts';
import { addCards, type CardDeps } from './cards/routes.ts';
import { addDeeds, type DeedDeps } from './deeds/routes.ts';
import { formDialogue } from './form/dialogue.ts';
import { addForms, type FormDeps, stateOf } from './form/routes.ts';
import { titleOf } from './form/view.ts';

export type DirectoryDeps = CardDeps & FormDeps & DeedDeps;

/** Staff keep the directory: what stands on each card, who covers what, and what was changed. */
export function directoryConversations(deps: DirectoryDeps): readonly Conversation[] {
  const reading = new Composer<BotContext>();
  const writing = new Composer<BotContext>();
  const cards = addCards(reading, deps);
  const deeds = addDeeds(reading, deps, cards);
  const forms = addForms(writing, deps, cards);

  function twinOf(ctx: BotContext) {
    const place = ctx.dialogues.load(searchDialogue);
    const isThere = place.status === 'open' || place.status === 'paused';
    return isThere && place.state.step === 'twin' ? place.state : undefined;
  }

  return [
    {
      middleware: reading.middleware(),
      dialogue: {
        kind: searchDialogue.kind,
        isEmpty: (ctx) => ctx.dialogues.load(searchDialogue).status !== 'none' && twinOf(ctx) === undefined,
        receive(ctx) {
          const twin = twinOf(ctx);
          return twin ? deeds.twin(ctx, twin) : cards.search(ctx);
        },
        resume(ctx) {
          const twin = twinOf(ctx);
          return twin ? deeds.askTwin(ctx, twin) : cards.home(ctx);
        },
        title: (ctx) => ctx.t.plain('directory.title'),
      },
    },
    {
      middleware: writing.middleware(),
      dialogue: {
        kind: formDialogue.kind,
        ...forms,
        title(ctx) {
          const { t } = ctx;
          const state = stateOf(ctx);
          if (!state) return t.plain('directory.title');
          const title = titleOf(state, t);
          return t.plain(state.act.verb === 'edit' ? 'directory.formTitle' : 'directory.newTitle', { title });
        },
      },
    },
  ];
}
