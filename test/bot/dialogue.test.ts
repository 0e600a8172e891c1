import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type DialogueChange,
  type DialogueKind,
  Dialogues,
  type StoredDialogue,
} from '../../src/bot/dialogue.ts';

const State = z.discriminatedUnion('step', [
  z.object({ step: z.literal('askName') }),
  z.object({ step: z.literal('askPhone'), name: z.string() }),
]);
type State = z.infer<typeof State>;
const join: DialogueKind<State> = { kind: 'join', State };
const survey: DialogueKind<State> = { kind: 'survey', State };
const asked: State = { step: 'askPhone', name: '王小雨' };

const stored = (kind: string, open: boolean, state: unknown = asked): StoredDialogue => ({
  kind,
  open,
  state: JSON.stringify(state),
});

describe('where she stands', () => {
  test.each([
    ['nowhere', [], { status: 'none' }],
    ['in the middle', [stored('join', true)], { status: 'open', state: asked }],
    ['set aside', [stored('join', false)], { status: 'paused', state: asked }],
    ['at a step there is no more', [stored('join', true, { step: 'askShoeSize' })], { status: 'outdated' }],
    [
      'at a step that asks for more now',
      [stored('join', true, { step: 'askPhone' })],
      { status: 'outdated' },
    ],
    ['in another dialogue', [stored('survey', true)], { status: 'none' }],
  ])('%s', (_, dialogues, place) => {
    expect(new Dialogues(dialogues).load(join)).toEqual(place);
  });
});

describe('what changes', () => {
  test('nothing, when nothing was done', () => {
    const dialogues = new Dialogues([stored('join', true)]);
    dialogues.load(join);
    dialogues.pause('survey');
    dialogues.close(survey);
    expect(dialogues.changes).toEqual([]);
  });

  test('opening one sets the other aside, as it was', () => {
    const dialogues = new Dialogues([stored('join', true)]);
    dialogues.save(survey, { step: 'askName' });
    expect(dialogues.changes).toEqual([
      { ...stored('join', false), change: 'save' },
      { ...stored('survey', true, { step: 'askName' }), change: 'save' },
    ]);
    expect([dialogues.openKind, dialogues.pausedKinds]).toEqual(['survey', ['join']]);
  });

  test('saving one that was set aside opens it again', () => {
    const dialogues = new Dialogues([stored('join', false)]);
    dialogues.save(join, asked);
    expect(dialogues.openKind).toBe('join');
  });

  test('closed and begun again in a turn, it is kept', () => {
    const dialogues = new Dialogues([stored('join', true)]);
    dialogues.close(join);
    dialogues.save(join, { step: 'askName' });
    expect(dialogues.changes).toEqual([{ ...stored('join', true, { step: 'askName' }), change: 'save' }]);
  });

  test('an outdated one can be closed', () => {
    const dialogues = new Dialogues([stored('join', true, { step: 'askShoeSize' })]);
    dialogues.close(join);
    expect(dialogues.changes).toEqual([{ kind: 'join', change: 'close' }]);
    expect(dialogues.load(join)).toEqual({ status: 'none' });
  });
});

/** What the store has after applying the changes. */
function apply(before: readonly StoredDialogue[], changes: readonly DialogueChange[]): StoredDialogue[] {
  const kept = new Map(before.map((dialogue) => [dialogue.kind, dialogue]));
  for (const change of changes) {
    if (change.change === 'close') kept.delete(change.kind);
    else kept.set(change.kind, { kind: change.kind, open: change.open, state: change.state });
  }
  return [...kept.values()];
}

test('whatever is done in a turn, at most one is open, and the next turn finds what this one left', () => {
  const kinds = [join, survey, { kind: 'activity', State }] as const;
  const move = fc.record({
    verb: fc.constantFrom('save', 'pause', 'close', 'load'),
    kind: fc.constantFrom(...kinds),
  });
  fc.assert(
    fc.property(fc.array(fc.array(move, { maxLength: 6 }), { maxLength: 5 }), (turns) => {
      let before: StoredDialogue[] = [];
      for (const moves of turns) {
        const dialogues = new Dialogues(before);
        for (const { verb, kind } of moves) {
          if (verb === 'save') dialogues.save(kind, asked);
          else if (verb === 'pause') dialogues.pause(kind.kind);
          else if (verb === 'close') dialogues.close(kind);
          else dialogues.load(kind);
        }
        before = apply(before, dialogues.changes);
        const open = before.filter((dialogue) => dialogue.open).map(({ kind }) => kind);
        expect(open.length).toBeLessThanOrEqual(1);
        expect(open[0]).toBe(dialogues.openKind);
        const paused = before.filter((dialogue) => !dialogue.open).map(({ kind }) => kind);
        expect(paused.toSorted()).toEqual(dialogues.pausedKinds.toSorted());
      }
    }),
  );
});
