import type { Hand } from '../support/hand.ts';

/*
 * People who want to get through: each looks at her screen and does the obvious next thing, wherever she finds herself.
 * `until` stops at a step, for a test to interfere with it. All of them read Chinese.
 */

const patience = 20;

type Moves = (hand: Hand, text: string, labels: readonly string[]) => Promise<unknown> | 'there';

async function goesOn(hand: Hand, moves: Moves): Promise<void> {
  for (let step = 0; step < patience; step += 1) {
    const labels = (hand.screen.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
    const move = moves(hand, hand.screen.text ?? '', labels);
    if (move === 'there') return;
    await move;
  }
  throw new Error(`she gets no further than:\n${hand.screen.text}`);
}

/** Somebody may have changed her language meanwhile. */
export async function readsChinese(hand: Hand): Promise<void> {
  await hand.says('/language');
  await hand.taps('中文');
}

export type JoinStep = '1/5' | '2/5' | '2/5 by hand' | '3/5' | '4/5' | '5/5';

/** From wherever to her application; she stays where she is if it is in already. */
export async function joins(
  hand: Hand,
  building: string,
  until?: JoinStep,
  { name, unit, phone }: { name: string; unit: string; phone?: string } = {
    name: '王小雨',
    unit: '琥珀茶社',
  },
): Promise<void> {
  await hand.says(`/find ${building}`);
  if (!hand.heard.slice(-2).some((event) => shows(event, '加入这家工会'))) return;
  await hand.taps('加入这家工会');
  await goesOn(hand, (_, text, labels) => {
    const byHand = text.includes('2/5') && !labels.includes('没有我的单位');
    const at = byHand ? '2/5 by hand' : /\d\/5/u.exec(text)?.[0];
    if (at === until && until !== undefined) return 'there';
    switch (at) {
      case '1/5':
        return hand.says(name);
      case '2/5':
        return hand.taps('没有我的单位');
      case '2/5 by hand':
        return hand.says(unit);
      case '3/5':
        return phone === undefined ? hand.sends({ contact: 'own' }) : hand.says(phone);
      case '4/5':
        return hand.taps('同意，继续');
      case '5/5':
        return hand.taps('提交申请');
    }
    if (text.includes('填到一半')) return hand.taps('改成');
    return 'there';
  });
}

export type SurveyStep = 'introduction' | '1/4' | '2/4' | '3/4' | '4/4';

/** Through the survey to its end; she stays where she is if she has answered it. */
export async function answers(hand: Hand, until?: SurveyStep): Promise<void> {
  await hand.says('/survey');
  await goesOn(hand, (_, text, labels) => {
    const begin = labels.find((label) => label.startsWith('开始'));
    const at = begin ? 'introduction' : /\d\/4/u.exec(text)?.[0];
    if (at === until && until !== undefined) return 'there';
    const ticked = labels.some((label) => label.startsWith('✓'));
    switch (at) {
      case 'introduction':
        return hand.taps('开始');
      case '1/4':
        return hand.taps(ticked ? '选好了' : '体育运动');
      case '2/4':
        return hand.taps('每月一次');
      case '3/4':
        return hand.taps(ticked ? '选好了' : '周六');
      case '4/4':
        return hand.says('多一点手工');
    }
    return labels.includes('接着填没答的') ? hand.taps('接着填没答的') : 'there';
  });
}

export type PlanStep = '1/5' | '2/5' | '3/5' | '4/5' | '5/5' | 'review';

/** From the desk to an activity that is published. */
export async function plans(hand: Hand, until?: PlanStep): Promise<void> {
  await hand.says('/staff');
  await hand.taps('发布活动');
  await goesOn(hand, (_, text, labels) => {
    const at = labels.includes('改名称') ? 'review' : /\d\/5/u.exec(text)?.[0];
    if (at === until && until !== undefined) return 'there';
    switch (at) {
      case '1/5':
        return hand.taps('读书分享');
      case '2/5':
        return hand.says('午间读书会');
      case '3/5':
        return hand.says('12月20日 14:00');
      case '4/5':
        return hand.says('B1 层暖心驿站');
      case '5/5':
        return hand.taps('20 人');
      case 'review':
        return hand.taps('发布活动');
    }
    return 'there';
  });
}

export type RejectStep = 'words' | 'confirm';

/** From the desk to an application turned down in one's own words. */
export async function turnsDown(hand: Hand, until?: RejectStep): Promise<void> {
  await hand.says('/staff');
  await hand.taps('审核申请');
  let sent = false;
  await goesOn(hand, (_, text, labels) => {
    if (sent) return 'there';
    const at = labels.includes('发送，不通过')
      ? 'confirm'
      : labels.includes('先不决定')
        ? 'words'
        : undefined;
    if (at === until && until !== undefined) return 'there';
    if (at === 'words') return hand.says('请带上工牌到 306 来一趟');
    if (at === 'confirm') {
      sent = true;
      return hand.taps('发送，不通过');
    }
    const next = ['自己写理由…', '不通过…'].find((label) => labels.includes(label));
    const waiting = labels.find((label) => label.includes('**'));
    const tap = next ?? waiting;
    if (tap === undefined) throw new Error(`nothing waits: ${text}`);
    return hand.taps(tap);
  });
}

function shows(event: Hand['heard'][number], label: string): boolean {
  if (event.kind === 'callback_answered') return false;
  return (event.message.reply_markup?.inline_keyboard ?? []).flat().some(({ text }) => text === label);
}
