/** What activities are about. The survey asks with the same words. */
export const kind = {
  sports: '体育运动',
  crafts: '手工制作',
  green: '绿色公益',
  health: '健康讲座',
  reading: '读书分享',
  skills: '技能培训',
  family: '亲子活动',
  outing: '户外出行',
  film: '观影',
  legal: '法律咨询',
} as const;
