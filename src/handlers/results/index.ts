import { Composer } from 'telegraf';
import { onPress } from '../../bot/button.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Conversation } from '../../bot/conversation.ts';
import { answerOldButton } from '../../bot/create-bot.ts';
import { sendFile, show, toast } from '../../bot/reply.ts';
import type { Scope } from '../../domain/actor.ts';
import type { RoundId } from '../../domain/ids.ts';
import { placeFrom, type Results, type ResultsPlace } from '../../domain/results.ts';
import { questionByKey } from '../../domain/survey.ts';
import type { Work } from '../../domain/work.ts';
import { placeWords, roundWords } from '../../i18n/result-words.ts';
import type { ReadResults } from '../../services/results/read-results.ts';
import {
  resultsButton,
  resultsCrossButton,
  resultsCrossesButton,
  resultsFileButton,
  resultsOfButton,
  resultsPartsButton,
  resultsPlacesButton,
  resultsQuestionButton,
  resultsRoundsButton,
  resultsTrendButton,
  resultsWordsButton,
} from '../buttons.ts';
import type { NamedScope } from '../scope-view.ts';
import { crossPickScreen, crossScreen, trendScreen, wordsScreen } from './deeper-view.ts';
import { partsScreen, placesScreen, questionScreen, roundsScreen } from './view.ts';

export interface ResultsDeps {
  readonly scopeNames: (work: Work, scopes: readonly Scope[]) => Promise<readonly NamedScope[]>;
  readonly readResults: ReadResults;
}

interface Asked {
  readonly round: RoundId;
  readonly place: string;
}

/** What members said in surveys, for those who plan by it: figures that single nobody out. */
export function resultsConversation({ scopeNames, readResults }: ResultsDeps): Conversation {
  const composer = new Composer<BotContext>();

  onPress(composer, resultsButton, async (ctx) => {
    const [only, ...others] = await readResults.rounds(ctx.work, ctx.actor);
    if (!only || others.length > 0) return pick(ctx, 0);
    const place = placeOf(ctx.actor.scopes);
    return place
      ? read(ctx, { round: only.id, place }, (results) =>
          show(ctx, questionScreen(results, undefined, ctx.t)),
        )
      : pickPlace(ctx, only.id, 0);
  });
  onPress(composer, resultsPlacesButton, (ctx, { round, page }) => pickPlace(ctx, round, page));
  onPress(composer, resultsRoundsButton, (ctx, { page }) => pick(ctx, page));
  onPress(composer, resultsOfButton, (ctx, asked) =>
    readKey(ctx, asked, (results) => show(ctx, questionScreen(results, undefined, ctx.t))),
  );
  onPress(composer, resultsQuestionButton, (ctx, { question, ...asked }) =>
    readKey(ctx, asked, (results) => show(ctx, questionScreen(results, question, ctx.t))),
  );
  onPress(composer, resultsPartsButton, (ctx, { page, ...asked }) =>
    readKey(ctx, asked, (results) => show(ctx, partsScreen(results, page, ctx.t))),
  );
  onPress(composer, resultsCrossesButton, (ctx, { question: key, ...asked }) =>
    readKey(ctx, asked, (results) => {
      const question = questionByKey(results.round.definition, key);
      return question ? show(ctx, crossPickScreen(results, question, ctx.t)) : outdated(ctx);
    }),
  );
  onPress(composer, resultsCrossButton, async (ctx, { row, column, ...asked }) => {
    const of = { round: asked.round, place: placeFrom(asked.place) };
    const outcome = await readResults.results(ctx.work, ctx.actor, of, [row, column]);
    if (outcome.type !== 'results') return refused(ctx);
    const { definition } = outcome.results.round;
    const [one, other] = [questionByKey(definition, row), questionByKey(definition, column)];
    return one && other ? show(ctx, crossScreen(outcome.results, one, other, ctx.t)) : outdated(ctx);
  });
  onPress(composer, resultsTrendButton, async (ctx, { question: key, ...asked }) => {
    const of = { round: asked.round, place: placeFrom(asked.place) };
    const outcome = await readResults.trend(ctx.work, ctx.actor, of);
    if (outcome.type !== 'trend') return refused(ctx);
    const question = questionByKey(outcome.results.round.definition, key);
    return question
      ? show(ctx, trendScreen(outcome.results, outcome.rounds, question, ctx.t))
      : outdated(ctx);
  });
  onPress(composer, resultsWordsButton, async (ctx, { question: key, page, ...asked }) => {
    const of = { round: asked.round, place: placeFrom(asked.place) };
    const outcome = await readResults.texts(ctx.work, ctx.actor, of, key);
    if (outcome.type !== 'texts') return refused(ctx);
    const question = questionByKey(outcome.results.round.definition, key);
    return question?.type === 'text'
      ? show(ctx, wordsScreen(outcome.results, question, outcome.texts, page, ctx.t))
      : outdated(ctx);
  });
  // Made when it is sent, so it is checked here whether she may have it.
  onPress(composer, resultsFileButton, (ctx, { question, as, ...asked }) =>
    readKey(ctx, asked, (results) => {
      const { t } = ctx;
      toast(ctx, t.plain('results.sending'));
      sendFile(
        ctx,
        { kind: 'results', ...asked, question, as },
        {
          text: t('results.caption', {
            where: placeWords(results, t),
            round: roundWords(results.round, t),
          }),
        },
      );
    }),
  );

  async function pick(ctx: BotContext, page: number): Promise<void> {
    const rounds = await readResults.rounds(ctx.work, ctx.actor);
    show(ctx, roundsScreen(rounds, placeOf(ctx.actor.scopes), page, ctx.t));
  }

  async function pickPlace(ctx: BotContext, round: RoundId, page: number): Promise<void> {
    show(ctx, placesScreen(round, await scopeNames(ctx.work, ctx.actor.scopes), page, ctx.t));
  }

  function readKey(
    ctx: BotContext,
    { round, place }: Asked,
    then: (results: Results) => Promise<void> | void,
  ): Promise<void> | void {
    return read(ctx, { round, place: placeFrom(place) }, then);
  }

  async function read(
    ctx: BotContext,
    asked: { readonly round: RoundId; readonly place: ResultsPlace },
    then: (results: Results) => Promise<void> | void,
  ): Promise<void> {
    const outcome = await readResults.results(ctx.work, ctx.actor, asked);
    return outcome.type === 'results' ? then(outcome.results) : refused(ctx);
  }

  /** A button from when she answered for it, or a forged one. */
  function refused(ctx: BotContext): Promise<void> {
    toast(ctx, ctx.t.plain('results.notYours'));
    return pick(ctx, 0);
  }

  /** The survey no longer asks this. */
  function outdated(ctx: BotContext): Promise<void> | void {
    return answerOldButton(ctx, () => pick(ctx, 0));
  }

  return { middleware: composer.middleware() };
}

/** Where she begins; null when she looks after several places, none of which holds the others. */
function placeOf(scopes: readonly Scope[]): ResultsPlace | null {
  const [only, ...others] = scopes;
  return scopes.find(({ kind }) => kind === 'district') ?? (only && others.length === 0 ? only : null);
}
