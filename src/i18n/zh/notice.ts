/**
 * What we say unprompted. The first line of each is all that a locked phone shows beside the boss: it must say nothing of
 * membership. `test/handlers/notice-view.test.ts` keeps it so.
 */
export const notice = {
  answerHead: '你等的答复来了。',
  approved: '你现在是{{union}}的会员了。花一分钟说说想要什么活动，每月就按你的口味告诉你。',
  survey: '说说想要什么',
  activities: '看看有什么活动',
  rejected: '{{union}}这次没能通过你的入会申请。',
  rejectedWrongBuilding: '你填的单位不在它覆盖的楼里。看看是不是选错了楼。',
  rejectedNotReachable: '按你填的手机号没联系上你。检查一下号码，再提交一次就行。',
  rejectedUnitElsewhere: '你的单位归另一家工会。写单位所在的楼名，我帮你找。',
  rejectedAlreadyMember: '名册里你已经是会员了。要是不对，带上证件去工会问一声。',
  rejectedOther: '审核的人说：“{{words}}”',
  findAgain: '再找一次楼',
  me: '看我的资料',

  monthHead: '📅 {{when, month}}的活动来了',
  monthLine: '· {{when, day}}{{title}}',
  monthMore_other: '还有 {{count}} 个，点“更多”看。',
  whyAsked: '你说过想要{{interests}}，就排在最前面了。',
  whyAskedNone: '你说过想要{{interests}}，这个月还没有，先看看别的。',
  whyOften: '你说过大约{{often}}听一次就好。',
  oftenQuarterly: '每季度',
  oftenRarely: '半年',
  whyMember: '给你发，是因为你是{{union}}的会员。',
  see: '看看{{title}}',
  more: '更多',
  stop: '别再发这些',

  activityHead: '📅 有个新活动',
  activityWhen: '时间：{{when, moment}}',
  activityWhere: '地点：{{place}}',

  cancelledHead: '📅 活动有变动',
  cancelled: '你报名的“{{title}}”（{{when, moment}}）取消了，不用跑一趟。抱歉，看看别的？',

  apologyHead: '刚才那件事没办成。',

  staffHead: '有一件事等你处理。',
  waiting: '{{union}}有人申请入会，{{due, day}}前要答复。',
  openApplication: '打开这份申请',
  setAside: '有人发来的一条消息我试了几次都没处理成。麻烦把编号 {{code}} 告诉负责维护的人。',
  held: '{{union}}{{month, month}}的活动本来定在{{slot, moment}} 发，那时我没在运行，就没自己补发。还有 {{activities}} 个活动没开始，要现在发吗？',
  heldSend: '现在发给会员',
  heldSkip: '这次不发了',
  heldSent: '好，{{union}}的活动这就发出去。',
  heldSkipped: '好，{{union}}这次不发了。下一次照常。',
  heldSettled: '这件事已经有人处理过了。',
  heldOver: '这批活动都已经开始或者取消了，没有可发的了。',
  heldNotYours: '这家工会现在不归你管了，请它的工作人员来定。',

  reportHead: '发送结果出来了。',
  reportMonth: '{{union}}{{month, month}}的活动',
  reportActivity: '{{union}}：{{title}}',
  reportSent_other: '一共 {{count}} 人，送到 {{sent}} 人。',
  reportNoConsent_other: '没同意收活动消息：{{count}} 人',
  reportStopped_other: '退订了：{{count}} 人',
  reportHeardEnough_other: '想少收一点、最近收过：{{count}} 人',
  reportUnreachable_other: '停用了机器人、送不到：{{count}} 人',
  reportOutdated_other: '没发就过时了：{{count}} 人',
  reportGone_other: '已经离开：{{count}} 人',
  reportFailed_other: '没发成：{{count}} 人',
  reportUnknown_other: '中途断线、说不准收没收到，没有重发：{{count}} 人',

  stopped: '好，活动消息不再发了。和你自己有关的，比如申请结果，还会告诉你。',
  resume: '还是接着发吧',
  resumed: '好，下次有活动再告诉你。',
  movedHead: '关于你上班的楼，有件小事',
  moved:
    '从今天起，你上班的楼由{{union}}服务，你的会员身份跟着过去了，什么都不用办。看到的还是只有工会，公司看不到。',
} as const;
