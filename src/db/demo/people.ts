import { shoppingQuarter } from './shopping-quarter.ts';
import type { DemoPerson } from './types.ts';

/** The cast of the playground. Nobody here exists. */
export const people: readonly DemoPerson[] = [
  {
    key: 'worker',
    telegramId: 5000001,
    firstName: '小雨',
    lastName: '王',
    languageCode: 'zh-hans',
    phone: '+8613800000101',
    role: { type: 'worker' },
  },
  {
    key: 'member',
    telegramId: 5000002,
    firstName: '晓晨',
    lastName: '李',
    languageCode: 'zh-hans',
    phone: '+8613800000102',
    role: {
      type: 'member',
      union: shoppingQuarter,
      unit: 'q2h6d-205',
      survey: { interests: ['crafts'], frequency: 'monthly', times: ['evening'] },
    },
  },
  {
    key: 'englishSpeaker',
    telegramId: 5000003,
    firstName: 'Amina',
    lastName: 'Yusuf',
    languageCode: 'en',
    phone: '+8613800000103',
    role: { type: 'worker' },
  },
  {
    key: 'officer',
    telegramId: 5000004,
    firstName: '琳',
    lastName: '周',
    languageCode: 'zh-hans',
    phone: '+8613800000104',
    role: { type: 'unionOfficer', union: 'e5a6' },
  },
  {
    key: 'streetReviewer',
    telegramId: 5000005,
    firstName: '予安',
    lastName: '陈',
    languageCode: 'zh-hans',
    phone: '+8613800000105',
    role: { type: 'streetReviewer', street: 'r6u9' },
  },
  {
    key: 'districtStaff',
    telegramId: 5000006,
    firstName: '闻溪',
    lastName: '赵',
    languageCode: 'zh-hans',
    phone: '+8613800000106',
    role: { type: 'districtStaff' },
  },
];
