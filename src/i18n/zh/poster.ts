/** On paper, in a lobby: read by everybody who walks past. */
export const poster = {
  headline: '扫一扫，找到你的娘家',
  headlineWithout: '这栋楼，也想有个娘家',
  what: '在这栋楼上班，就能在这里申请入会、看看活动、说说想要什么。你写的话，只有工会看得到。',
  whatWithout: '还没有工会，可以先留个心愿。够 5 个人，街道总工会就会收到提醒；谁留的，公司看不到。',
  station: '暖心驿站',
  office: '工会办公室',
  streetStation: '街道工会服务站',
  where: '{{place}}，{{hours}}',
  phone: '电话 {{phone}}',
  demo: '演示用，地点、时间和电话都是编的',
  fileName: '{{building}}海报',
  filesName: '{{union}}海报',
  // Around it, in the chat
  make: '做张海报',
  makeAll: '做全部楼的海报',
  ready: '{{building}}的海报，A4 一页，打印出来贴在大堂就行。扫一扫就能看到这栋楼的工会。',
  readyAll: '{{union}}各栋楼的海报，一栋一页，A4。',
  picture: '看图片',
  original: '要图片原件',
  notYours: '海报由负责这栋楼的工会或街道来做，可以请他们发给你。',
} as const;
