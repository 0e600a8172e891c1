import { people } from './people.ts';
import { demoPlaces } from './places.ts';
import { streets } from './streets.ts';
import type { DemoDistrict } from './types.ts';

export { demoActivities } from './activities.ts';
export { demoSurveyAnswers } from './survey-answers.ts';

/**
 * A district to try the bot in. It adds up to the figures published for Xicheng's building unions at the end of
 * September 2020, to the digit; what they are made of is invented. The same values each time.
 */
export function demoDistrict(): DemoDistrict {
  return {
    demo: true,
    note: {
      zh: '演示数据：总数与报道一致，楼宇、单位、人员和联系方式均为虚构。',
      en: 'Demonstration data: the totals are those published; buildings, firms, people and contacts are invented.',
    },
    name: '西城区',
    nameEn: 'Xicheng District',
    asOf: '2020-09-30',
    streets,
    people,
    ...demoPlaces(),
  };
}
