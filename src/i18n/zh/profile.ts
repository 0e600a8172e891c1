/** How the bot shows itself in Telegram: lengths are Telegram's limits. */
export const profile = {
  name: '娘家',
  shortDescription: '帮你找到所在楼宇的工会，入会、活动、服务，一处就够。公司看不到。',
  description:
    '我是“娘家”，西城楼宇工会的小帮手。\n\n告诉我你在哪栋楼上班，我帮你找到工会：申请入会，说说想要什么服务，每个月收到适合你的活动。\n\n你说的话只有工会看得到，公司看不到。',
  start: '从这里开始',
  find: '找我上班那栋楼的工会',
  join: '申请入会',
  survey: '说说想要什么服务',
  activities: '看看最近的活动',
  me: '我记了你什么，随时能改',
  language: '换语言 / Language',
  help: '我会做什么',
  cancel: '放下手头这件事',
  staff: '工会工作台',
} as const;
