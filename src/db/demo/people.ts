import { shoppingQuarter } from './shopping-quarter.ts';
import type { DemoPerson } from './types.ts';

/**
 * Telegram counts people upwards and is far from here (though an id may have 52 bits): from this number on nobody is real.
 * The playground's other people begin at its own `firstPersonId`, above.
 */
export const inventedIds = 900_000_000_000_000;

/** The cast of the playground. Nobody here exists. */
export const people: readonly DemoPerson[] = [
  {
    key: 'worker',
    telegramId: inventedIds + 1,
    firstName: '小雨',
    lastName: '王',
    languageCode: 'zh-hans',
    phone: '+8613800000101',
    about: '在金隅大厦上班',
    role: { type: 'worker' },
  },
  {
    key: 'member',
    telegramId: inventedIds + 2,
    firstName: '晓晨',
    lastName: '李',
    languageCode: 'zh-hans',
    phone: '+8613800000102',
    about: '北京坊商圈的会员',
    role: {
      type: 'member',
      union: shoppingQuarter,
      unit: 'q2h6d-205',
      survey: { interests: ['crafts'], frequency: 'monthly', times: ['evening'] },
    },
  },
  {
    key: 'englishSpeaker',
    telegramId: inventedIds + 3,
    firstName: 'Amina',
    lastName: 'Yusuf',
    languageCode: 'en',
    phone: '+8613800000103',
    about: 'Works in Jinyu Building',
    role: { type: 'worker' },
  },
  {
    key: 'officer',
    telegramId: inventedIds + 4,
    firstName: '琳',
    lastName: '周',
    languageCode: 'zh-hans',
    phone: '+8613800000104',
    about: '金隅阳光楼宇工会的干部',
    role: { type: 'unionOfficer', union: 'e5a6' },
  },
  {
    key: 'streetReviewer',
    telegramId: inventedIds + 5,
    firstName: '予安',
    lastName: '陈',
    languageCode: 'zh-hans',
    phone: '+8613800000105',
    about: '金融街街道总工会，审核申请',
    role: { type: 'streetReviewer', street: 'r6u9' },
  },
  {
    key: 'districtStaff',
    telegramId: inventedIds + 6,
    firstName: '闻溪',
    lastName: '赵',
    languageCode: 'zh-hans',
    phone: '+8613800000106',
    about: '区总工会',
    role: { type: 'districtStaff' },
  },
];
