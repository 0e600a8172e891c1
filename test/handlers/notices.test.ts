import { describe, expect, test } from 'vitest';
import type { UnionId } from '../../src/domain/ids.ts';
import {
  heldSlotButton,
  resumeAnnouncementsButton,
  stopAnnouncementsButton,
} from '../../src/handlers/buttons.ts';
import { noticesConversation } from '../../src/handlers/notices/index.ts';
import type { HeldSlotDecided } from '../../src/services/decide-held-slot.ts';
import { talk } from '../support/talk.ts';

const union = { name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunshine Union Federation' };

function notices(decided: HeldSlotDecided = { type: 'settled' }, language: 'zh' | 'en' = 'zh') {
  const wanted: boolean[] = [];
  const asked: unknown[] = [];
  const conversation = noticesConversation({
    setAnnouncements: async (_work, _actor, on) => void wanted.push(on),
    decideHeldSlot: async (_work, _actor, input) => {
      asked.push(input);
      return decided;
    },
  });
  return { wanted, asked, chat: talk([conversation], { language }) };
}

describe('“no more of these”', () => {
  test('is obeyed at once, leaves what was announced in place, and can be taken back', async () => {
    const { wanted, chat } = notices();
    const stopped = await chat.press(stopAnnouncementsButton.press({}));
    expect(wanted).toEqual([false]);
    expect(stopped.replies.map(({ type }) => type)).toContain('send');
    expect(stopped.replies.map(({ type }) => type)).not.toContain('edit');
    const resumed = await chat.tap('还是接着发吧');
    expect(wanted).toEqual([false, true]);
    expect(resumed.text).toContain('下次有活动再告诉你');
  });

  test('is the same however often it is tapped', async () => {
    const { wanted, chat } = notices();
    await chat.press(stopAnnouncementsButton.press({}));
    await chat.press(stopAnnouncementsButton.press({}));
    await chat.press(resumeAnnouncementsButton.press({}));
    expect(wanted).toEqual([false, false, true]);
  });
});

describe('an announcement that was held', () => {
  const slot = new Date('2026-12-07T02:00:00Z');
  const press = (send: 'y' | 'n') =>
    heldSlotButton.press({ union: 7 as UnionId, slot: slot.getTime() / 60_000, send });

  test.each([
    [{ type: 'sent', union }, 'are on their way'],
    [{ type: 'skipped', union }, 'nothing goes out'],
    [{ type: 'over' }, 'nothing left to send'],
    [{ type: 'settled' }, 'already'],
    [{ type: 'notYours' }, 'no longer look after'],
  ] as const)('%o is said: %s', async (decided, said) => {
    const { chat, asked } = notices(decided, 'en');
    expect((await chat.press(press('y'))).text).toContain(said);
    expect(asked).toEqual([{ union: 7, slot, send: true }]);
  });

  test('is decided by the button that was tapped', async () => {
    const { chat, asked } = notices();
    await chat.press(press('n'));
    expect(asked).toMatchObject([{ send: false }]);
  });
});
