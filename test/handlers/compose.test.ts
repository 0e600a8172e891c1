import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/domain/actor.ts';
import {
  type BroadcastContent,
  captionRoom,
  changeContent,
  emptyContent,
  textRoom,
} from '../../src/domain/broadcast-content.ts';
import { broadcastTemplates, templateFields } from '../../src/domain/broadcast-templates.ts';
import { ActivityId, BroadcastId, PersonId, UnionId } from '../../src/domain/ids.ts';
import { languages } from '../../src/domain/language.ts';
import { composeBackButton, composeRemoveButton, composeTemplateButton } from '../../src/handlers/buttons.ts';
import { fieldsOf, readField, templateText } from '../../src/handlers/compose/fields.ts';
import { composeConversation } from '../../src/handlers/compose/index.ts';
import { composedNoticeScreen, composedScreen } from '../../src/handlers/composed-view.ts';
import { noticeScreen } from '../../src/handlers/notice-view.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { parseHtml } from '../../src/playground/bot-api/entities/html.ts';
import type { DraftFacts } from '../../src/services/compose/read-draft.ts';
import type { Composed } from '../../src/services/outbox/composed-content.ts';
import { talk } from '../support/talk.ts';

const timeZone = 'Asia/Shanghai';
const translations = createTranslations(timeZone);
const now = new Date('2026-11-23T02:00:00Z');
const union = { kind: 'union', union: UnionId.parse(3) } as const;
const named = { name: '金隅阳光楼宇工会联合会', nameEn: 'Jinyu Sunshine Federation' };
const activity = ActivityId.parse(5);
const broadcast = BroadcastId.parse(9);

/** One officer, with one draft at most, kept as the services keep it. */
function desk({
  scopes = [union] as readonly Scope[],
  language = 'zh' as 'zh' | 'en',
  released = false,
} = {}) {
  let draft: DraftFacts | null = null;
  const facts = (content: BroadcastContent, more: Partial<DraftFacts> = {}): DraftFacts => ({
    id: broadcast,
    author: PersonId.parse(42),
    scope: union,
    from: { scope: union, named },
    template: null,
    content,
    audience: null,
    timing: null,
    status: released ? 'released' : 'draft',
    version: 1,
    revisedBy: null,
    waitingSince: null,
    waitingBy: null,
    releasedBy: null,
    releasedAt: null,
    changedAt: now,
    activities: new Map([[activity, { zh: '编绳手链', en: 'Knotting' }]]),
    interests: [],
    rewritten: false,
    notices: [],
    ...more,
  });
  const tried: string[] = [];
  const conversation = composeConversation({
    listDrafts: async () => ({
      entries: draft ? [{ id: broadcast, status: 'draft', title: { zh: '停水' }, rewritten: false }] : [],
      page: 0,
      pages: 1,
    }),
    readDraft: async () => draft,
    createDraft: async (_work, _actor, { template, changes }) => {
      let content = emptyContent;
      for (const change of changes) {
        const changed = changeContent(content, change);
        if (!changed.ok) return { type: 'refused', fault: changed.fault };
        content = changed.content;
      }
      draft = facts(content, { template });
      return { type: 'created', broadcast };
    },
    changeDraft: async (_work, _actor, { changes, version }) => {
      if (!draft) return { type: 'notYours' };
      if (version !== undefined && version !== draft.version) return { type: 'moved' };
      let { content } = draft;
      for (const change of changes) {
        const changed = changeContent(content, change);
        if (!changed.ok) return { type: 'refused', fault: changed.fault };
        content = changed.content;
      }
      draft = { ...draft, content, version: draft.version + 1, rewritten: released };
      return { type: 'changed' };
    },
    dropDraft: async () => {
      draft = null;
      return { type: 'dropped' };
    },
    tryDraft: async (_work, _actor, { language }) => {
      tried.push(language);
      return { type: 'coming' };
    },
    applyRevision: async () => ({ type: 'needsAnother' }),
    scopeNames: async (_work, all) =>
      all.map((scope) => ({ scope, named: scope.kind === 'district' ? null : named })),
    comingIn: async () => [
      { id: activity, title: { zh: '编绳手链' }, startsAt: new Date('2026-12-05T04:30:00Z') },
    ],
    parts: [async () => ({ lines: [], rows: [[{ label: '给谁', press: 'aud:9' }]] })],
    translations,
    timeZone,
  });
  return {
    ...talk([conversation], { scopes, language, now }),
    tried,
    get draft() {
      return draft;
    },
  };
}

const photo = (caption?: string) => ({
  photo: [
    { file_id: 'small', file_unique_id: 's', width: 90, height: 60, file_size: 900 },
    { file_id: 'large', file_unique_id: 'l', width: 1280, height: 800, file_size: 90_000 },
  ],
  ...(caption !== undefined && { caption }),
});
const labels = (reaction: { buttons: ReadonlyMap<string, string> }) => [...reaction.buttons.keys()];
const bold = { entities: [{ type: 'bold', offset: 0, length: 2 }] };

/** At the question for the text. */
async function writing() {
  const officer = desk();
  await officer.press('cmn');
  await officer.tap('从头写');
  return officer;
}

describe('writing to many', () => {
  test('from scratch: what she sends is the text, as she formatted it', async () => {
    const officer = desk();
    const template = await officer.press('cmn');
    expect(template.text).toContain('金隅阳光');
    expect(labels(template).slice(0, 5)).toEqual(['活动通知', '开会通知', '停水停电', '领福利', '从头写']);
    expect((await officer.tap('从头写')).text).toContain('3,700');
    const page = await officer.send({ text: '停水通知', ...bold });
    expect(officer.draft?.content.texts.zh?.entities).toEqual([{ type: 'bold', offset: 0, length: 2 }]);
    expect(page.text).toContain('中文：4 字');
    expect(page.text).toContain('英文还没写，读英文的会员会看到中文');
    expect(labels(page)).toContain('给谁');
  });

  test('a photo with its words is both', async () => {
    const officer = await writing();
    await officer.send(photo('停水通知'));
    expect(officer.draft?.content.media).toMatchObject({ kind: 'photo', fileId: 'large' });
    expect(officer.draft?.content.texts.zh?.text).toBe('停水通知');
  });

  test.each([
    ['找 @xiaoli_w', '“@xiaoli_w”会连到别人的账号'],
    ['<b>停水', '第 1 行的 <b> 没有收尾'],
    ['看 javascript://x', '只能是 http 或 https 开头的网址'],
    ['字'.repeat(textRoom + 1), `中文正文有 ${(textRoom + 1).toLocaleString('en')} 字，超了 1 字`],
  ])('%s is refused where it stands, and asked for again', async (typed, said) => {
    const officer = await writing();
    const again = await officer.write(typed);
    expect(again.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>')).toContain(said);
    expect(officer.draft).toBeNull();
    await officer.write('停水通知');
    // The rest of what Telegram cut, if it was too long: it comes at the same moment.
    expect(officer.draft === null).toBe(typed.length > textRoom);
  });

  test('what isn’t text, photo or file is told what is wanted', async () => {
    const officer = await writing();
    expect((await officer.send({ sticker: { file_id: 's', emoji: '👍' } })).text).toContain('这里要文字');
    const page = await officer.write('停水通知');
    await officer.tap('加图片或文件');
    expect((await officer.write('没有图')).text).toContain('这里要一张图片');
    expect(page.text).toContain('记下了');
  });

  test('a photo beside a text too long for it: the text stays, the photo waits', async () => {
    const officer = await writing();
    await officer.write('字'.repeat(captionRoom + 1));
    await officer.tap('加图片或文件');
    const refused = await officer.send(photo());
    expect(refused.text).toContain('超了 1 字');
    expect(officer.draft?.content.media).toBeNull();
    expect(officer.draft?.content.texts.zh?.text).toHaveLength(captionRoom + 1);
  });

  test('buttons: an activity, the survey, an address that is read before it is taken', async () => {
    const officer = await writing();
    await officer.write('停水通知');
    await officer.tap('加按钮');
    await officer.tap('填需求问卷');
    await officer.tap('看一个活动');
    await officer.tap('12月5日（周六）编绳手链');
    await officer.tap('打开一个网页');
    expect((await officer.write('https://a:b@c.com')).text).toContain('里面带了账号或密码');
    expect((await officer.write('https://例子.cn')).text).toContain('xn--fsqu00a.cn');
    expect((await officer.write('这个按钮上的字实在太长太长了')).text).toContain('12 个字以内');
    const page = await officer.write('看报名表');
    expect(page.text).toContain('按钮：说说你想要什么、看看编绳手链、看报名表');
    expect(page.text).toContain('点了会打开：xn--fsqu00a.cn');
  });

  test('of two officers who take a button away at once, the second is shown what is left', async () => {
    const officer = await writing();
    await officer.write('停水通知');
    await officer.tap('加按钮');
    const screen = await officer.tap('填需求问卷');
    const remove = screen.buttons.get('去掉：说说你想要什么') ?? '';
    await officer.press(remove);
    expect(officer.draft?.content.buttons).toEqual([]);
    expect((await officer.press(remove)).text).toContain('刚才有人改过');
  });

  test('a preview is the message itself, in either language; a test goes to her', async () => {
    const officer = await writing();
    await officer.write('停水通知');
    const preview = await officer.tap('看会员收到的样子');
    expect(preview.replies).toHaveLength(3);
    expect(preview.text).toContain('📣 有一条新消息\n\n停水通知\n\n给你发，是因为你是金隅阳光');
    const english = await officer.tap('看英文的');
    expect(english.text).toContain('📣 A new message\n\n停水通知');
    expect(english.text).toContain('没有英文版，用的是中文');
    await officer.tap('发给我自己试试');
    expect(officer.tried).toEqual(['en']);
  });

  test('of an album the first picture is taken, and it is said of the others', async () => {
    const officer = await writing();
    await officer.send({ ...photo('停水通知'), media_group_id: '7' });
    const { draft } = officer;
    const page = await officer.send({ ...photo('另一张'), media_group_id: '7' });
    expect(page.text).toContain('留了第一个');
    expect(officer.draft).toBe(draft);
    // Alone it belongs to nothing here.
    expect((await officer.send(photo())).text).not.toContain('留了第一个');
  });

  test('the English text is written beside the Chinese', async () => {
    const officer = await writing();
    await officer.write('停水通知');
    await officer.tap('写英文版');
    await officer.write('No water on Friday');
    expect(Object.keys(officer.draft?.content.texts ?? {}).sort()).toEqual(['en', 'zh']);
    await officer.tap('改英文版');
    expect((await officer.tap('不要英文版了')).text).toContain('英文还没写');
  });

  test('is dropped when she says so twice', async () => {
    const officer = await writing();
    await officer.write('停水通知');
    const ask = await officer.tap('不要这条了');
    expect(ask.text).toContain('不再保留');
    expect(officer.draft).not.toBeNull();
    await officer.tap('对，不要了');
    expect(officer.draft).toBeNull();
  });

  test('a role taken away meanwhile: nothing is begun, and it is said', async () => {
    const officer = desk({ scopes: [] });
    expect((await officer.press('cmn')).text).toContain('工作人员');
    const forged = composeTemplateButton.press({ kind: 'union', id: 3, template: 'none' });
    expect((await officer.press(forged)).text).toContain('工作人员');
    const gone = composeRemoveButton.press({ broadcast, at: 0, version: 1 });
    expect((await officer.press(gone)).text).toContain('工作人员');
  });

  test('in another’s name only with her role', async () => {
    const officer = desk({ scopes: [union, { kind: 'district' }] });
    expect(labels(await officer.press('cmn')).slice(0, 2)).toEqual(['金隅阳光楼宇工会联合会', '区总工会']);
    const forged = composeTemplateButton.press({ kind: 'union', id: 4, template: 'none' });
    expect((await officer.press(forged)).text).toContain('以谁的名义写');
  });

  test('what two released is rewritten by two', async () => {
    const officer = desk({ released: true });
    await officer.press('cmn');
    await officer.tap('从头写');
    await officer.write('停水通知');
    await officer.tap('改中文版');
    const page = await officer.write('停水改到周六');
    expect(page.text).toContain('在改');
    await officer.tap('换上去');
    expect((await officer.tap('换上去')).text).toContain('另一位');
  });
});

describe('a form', () => {
  test('asks for its fields one by one, and writes both languages', async () => {
    const officer = desk();
    await officer.press('cmn');
    expect((await officer.tap('停水停电')).text).toContain('1/5 · 停水停电');
    await officer.write('停水');
    await officer.write('金隅大厦 3 到 8 层');
    expect((await officer.write('周五')).text).toContain('没看懂这个时间');
    await officer.write('12月4日 22:00');
    expect((await officer.write('12月4日 21:00')).text).toContain('比前面写的还早');
    await officer.write('12月5日 6:00');
    const page = await officer.tap('不写这一项');
    expect(officer.draft?.content.texts.zh).toEqual({
      text: '停水通知\n\n范围：金隅大厦 3 到 8 层\n时间：12月4日（周五）22:00 到12月5日（周六）06:00',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
    });
    expect(officer.draft?.content.texts.en?.text).toContain('When: Fri 4 Dec, 22:00 to Sat 5 Dec, 06:00');
    expect(page.text).toContain('你填的字没有翻译');
  });

  test('left half done is taken up again, a step back if she likes', async () => {
    const officer = desk();
    await officer.press('cmn');
    await officer.tap('开会通知');
    await officer.write('会员代表大会');
    const list = await officer.tap('先放着');
    expect(labels(list)).toContain('接着填上次的');
    expect(officer.dialogues.get('compose')?.open).toBe(false);
    // Looking at a draft meanwhile ends nothing.
    await officer.press('cmp:9');
    expect(officer.dialogues.has('compose')).toBe(true);
    await officer.press(composeBackButton.press({}));
    expect((await officer.write('工会委员会会议')).text).toContain('2/4');
    expect(JSON.parse(officer.dialogues.get('compose')?.state ?? '{}').values).toEqual({
      what: '工会委员会会议',
    });
  });

  test.each(broadcastTemplates)('%s has a question for each field, and a text without holes', (template) => {
    const setting = { now, timeZone, t: translations.zh };
    const given = { line: '会议室', text: '带水杯', moment: '12月5日 14:00', day: '12月5日' };
    const values: Record<string, string> = {};
    for (const field of fieldsOf(template)) {
      const later = field.kind === 'moment' && field.notBefore ? '12月6日 8:00' : given[field.kind];
      const read = readField(field, later, values, setting);
      expect(read).toHaveProperty('value');
      if ('value' in read) values[field.name] = read.value;
      expect(() =>
        translations.zh(`template.${template}_${field.name}` as 'template.activity_what'),
      ).not.toThrow();
    }
    for (const language of languages) {
      const { text } = templateText(template, values, translations[language]);
      expect(text).not.toMatch(/undefined|Invalid|\{\{|\n{3}/u);
      for (const { name, kind } of templateFields[template])
        if (kind === 'line' || kind === 'text') expect(text).toContain(values[name]);
    }
  });
});

describe('what members get', () => {
  const longName = { name: '名'.repeat(60), nameEn: 'N'.repeat(60) };
  const composed = (content: BroadcastContent, more: Partial<Composed> = {}): Composed => ({
    from: { scope: union, named: longName },
    content,
    activities: new Map(),
    interests: [],
    ...more,
  });
  const media = { kind: 'photo', fileId: 'f', fileUniqueId: 'u', bytes: 1 } as const;

  test.each(languages)('is within Telegram’s limits at its longest, corrected and tried (%s)', (language) => {
    const t = translations[language];
    const needs = {
      interests: ['sports', 'crafts', 'green', 'health', 'family'],
      frequency: 'monthly',
      times: [],
    } as const;
    for (const scope of [union, { kind: 'district' }] as const) {
      for (const [room, limit, picture] of [
        [textRoom, 4_096, null],
        [captionRoom, 1_024, media],
      ] as const) {
        const content = {
          ...emptyContent,
          media: picture,
          texts: { [language]: { text: '字'.repeat(room), entities: [] } },
        };
        for (const interests of [[], needs.interests] as const) {
          const facts = composed(content, { from: { scope, named: longName }, interests });
          const whole = [
            composedNoticeScreen({ kind: 'broadcastTest', language, ...facts }, needs, t),
            noticeScreen({ kind: 'correction', of: { kind: 'broadcast', ...facts } }, { needs, timeZone }, t),
          ];
          for (const screen of whole)
            expect(parseHtml(screen.text.markup).text.length).toBeLessThanOrEqual(limit);
        }
      }
    }
  });

  test('says in its first line nothing of what it is about, and in its last why it came', () => {
    const content = { ...emptyContent, texts: { zh: { text: '入会费的事', entities: [] } } };
    const plain = composedScreen(composed(content, { from: { scope: union, named } }), null, translations.zh);
    expect(plain.text.markup.split('\n')).toEqual([
      '📣 有一条新消息',
      '',
      '入会费的事',
      '',
      '给你发，是因为你是金隅阳光楼宇工会联合会的会员。',
    ]);
    const asked = composedScreen(
      composed(content, { interests: ['sports'] }),
      { interests: ['sports', 'film'], frequency: null, times: [] },
      translations.zh,
    );
    expect(asked.text.markup.split('\n').at(-1)).toContain('体育');
  });

  test('an activity that is over has no button any more; a photo is shown with its words', () => {
    const button = (target: BroadcastContent['buttons'][number]['target']) => ({ label: {}, target });
    const content: BroadcastContent = {
      texts: { zh: { text: '来', entities: [] } },
      media,
      buttons: [
        button({ kind: 'activity', activity }),
        button({ kind: 'activity', activity: ActivityId.parse(6) }),
        button({ kind: 'survey' }),
      ],
    };
    const screen = composedScreen(
      composed(content, { activities: new Map([[activity, { zh: '编绳手链' }]]) }),
      null,
      translations.en,
    );
    expect(screen.rows?.flat().map(({ label }) => label)).toEqual([
      'See 编绳手链',
      'Say what you would like',
      'Stop sending these',
    ]);
    expect(screen.media).toEqual({ kind: 'photo', fileId: 'f' });
  });
});
