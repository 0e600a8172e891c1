/** The mutual-aid service card, for its holder. */
export const card = {
  open: '会员互助服务卡',
  none: '会员互助服务卡是工会给会员办的银行卡：互助保障、会员优惠走这张卡，也能当普通卡用，办卡不花钱。\n要办的话，工会把你的姓名、手机号和单位交给来办卡的银行，领卡时带身份证，当面签字。',
  request: '申请办卡',
  requested: '服务卡：{{at, day}}申请的，等银行来办。办好了告诉你去哪儿领。',
  ready: '服务卡可以领了：',
  issued: '你的会员互助服务卡，卡号后四位是 {{tail}}。',
  issuedNoTail: '你有一张会员互助服务卡。',
  lost: '服务卡记着丢了。要补办，点一下，银行下次来一起办。',
  cancelled: '之前那张服务卡已经不算了。想办，再申请一次就行。',
  notMember: '服务卡是给会员办的。先加入你那栋楼的工会，再来申请。',
  again: '补办一张',
  reportLost: '卡丢了',
  takeBack: '不办了',
  lostAsk:
    '先给发卡银行打电话挂失，别让人用了它；这一步要你自己打，我这里做不了。\n再在这里记一下，工会就知道了，可以给你补办。',
  lostYes: '银行那边挂失了，记一下',
  lostNo: '卡还在',
  takeBackAsk: '不办这张卡了？工会就不等你来领了，以后想办随时再申请。',
  takeBackYes: '不办了',
  takeBackNo: '还是办',
  notNow: '这一步现在做不了，看看下面最新的情况。',
  join: '找我的楼',

  readyHead: '你等的东西到了。',
  readyNotice: '{{union}}给你办的会员互助服务卡可以领了：',
  see: '看看我的卡',
} as const;
