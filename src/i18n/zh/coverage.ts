/** The table a district answers with: unions, buildings, units, workers, members. */
export const coverage = {
  title: '楼宇工会覆盖情况，截至{{day, date}}',
  titleOf: '{{street}}楼宇工会覆盖情况，截至{{day, date}}',
  unions: '楼宇工会',
  streets: '覆盖街道',
  buildings: '商务楼宇',
  units: '楼宇单位',
  nonPublic: '其中非公',
  workers: '覆盖职工',
  members: '其中会员',
  share: '占比',
  street: '街道',
  union: '工会',
  demo: '演示数据：总数与报道一致，楼宇、单位、人员和联系方式均为虚构。',
} as const;
