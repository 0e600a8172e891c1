import { SurveyDefinition } from './survey.ts';

/*
 * The standing needs survey. Keys are stored with every answer and decide who hears of what: never rename or reuse one.
 * Raise `version` when words change, and the stored survey follows at the next start.
 */

export const needsSurvey = {
  key: 'needs',
  code: 'n5d8',
  version: 1,
  definition: SurveyDefinition.parse({
    title: { zh: '服务需求问卷', en: 'Needs survey' },
    introduction: {
      zh: '花一分钟说说你想要什么。你的回答只用来两件事：决定告诉你哪些活动，帮工会安排活动。\n\n工会看到的是总数，不到 5 个人的不显示；公司什么也看不到。在 /me 里随时能改，也能不再收。',
      en: 'One minute, four questions. Your answers are used for two things: to decide which activities you hear of, and to help the union plan them.\n\nThe union sees totals, never of fewer than 5 people; your employer sees nothing. Change them or stop any time in /me.',
    },
    questions: [
      {
        type: 'many',
        key: 'interests',
        name: { zh: '想参加的', en: 'Interests' },
        ask: { zh: '哪些活动你会想来？最多选 5 个。', en: 'What would you come to? Pick up to 5.' },
        min: 1,
        max: 5,
        required: true,
        options: [
          { key: 'sports', label: { zh: '体育运动', en: 'Sports' } },
          { key: 'crafts', label: { zh: '手工制作', en: 'Crafts' } },
          { key: 'green', label: { zh: '绿色公益', en: 'Green volunteering' } },
          { key: 'health', label: { zh: '健康讲座', en: 'Health talks' } },
          { key: 'reading', label: { zh: '读书分享', en: 'Reading circle' } },
          { key: 'skills', label: { zh: '技能培训', en: 'Skills training' } },
          { key: 'family', label: { zh: '亲子活动', en: 'Family activities' } },
          { key: 'outing', label: { zh: '户外出行', en: 'Outings' } },
          { key: 'film', label: { zh: '观影', en: 'Film evenings' } },
          { key: 'legal', label: { zh: '法律咨询', en: 'Legal advice' } },
          { key: 'none', label: { zh: '都不太感兴趣', en: 'None of these' }, exclusive: true },
        ],
      },
      {
        type: 'one',
        key: 'frequency',
        name: { zh: '多久一次', en: 'How often' },
        ask: { zh: '多久来一次刚好？', en: 'How often would suit you?' },
        required: true,
        options: [
          { key: 'weekly', label: { zh: '每周一次', en: 'Every week' } },
          { key: 'biweekly', label: { zh: '两周一次', en: 'Every two weeks' } },
          { key: 'monthly', label: { zh: '每月一次', en: 'Once a month' } },
          { key: 'quarterly', label: { zh: '一个季度一次', en: 'Once a quarter' } },
          { key: 'rarely', label: { zh: '偶尔就好', en: 'Now and then' } },
        ],
      },
      {
        type: 'many',
        key: 'times',
        name: { zh: '方便的时间', en: 'Good times' },
        ask: { zh: '什么时候方便？可以多选。', en: 'When are you free? Pick all that fit.' },
        min: 1,
        max: 4,
        required: false,
        options: [
          { key: 'lunch', label: { zh: '工作日午休', en: 'Lunch breaks' } },
          { key: 'evening', label: { zh: '工作日下班后', en: 'After work' } },
          { key: 'saturday', label: { zh: '周六', en: 'Saturdays' } },
          { key: 'sunday', label: { zh: '周日', en: 'Sundays' } },
        ],
      },
      {
        type: 'text',
        key: 'suggestion',
        name: { zh: '还想说的', en: 'Anything else' },
        ask: {
          zh: '还想跟工会说点什么？写下来发给我，500 字以内。\n工会看得到这段话，看不到是谁写的，所以别写名字。',
          en: 'Anything else you would like to tell the union? Write it to me, up to 500 characters.\nThe union sees the words, not who wrote them, so leave names out.',
        },
        maxLength: 500,
        required: false,
      },
    ],
  }),
} as const;
