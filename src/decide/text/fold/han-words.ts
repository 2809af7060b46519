// SPDX-License-Identifier: Apache-2.0
/**
 * Chinese words that fraud needs and therefore disguises: what split characters, homophones and look-alikes are matched
 * against. A word stands here for being worth hiding, not for being bad.
 */
const LINES = `
微信 加微 微信号 微商 加群 进群 入群 拉群 群主 群号 加我 好友 客服 电话 联系 老师 号码 手机
验证码 验证 密码 账户 帐户 账号 帐号 登录 注销 认证 实名 身份证 链接 点击 下载 网址 平台 注册 会员
银行 银行卡 信用卡 贷款 网贷 放款 借款 还款 转账 转帐 汇款 付款 退款 提额 额度 套现 提现 充值 利息 低息 抵押 无抵押 征信
支付宝 花呗 借呗 淘宝 京东 红包 返利 返现 返点 返水 佣金 刷单 兼职 日结 补贴 积分 兑换 中奖 抽奖 领取 免费
投资 理财 股票 荐股 牛股 内幕 稳赚 盈利 收益 赚钱 基金 期货 外汇 比特币 虚拟币
彩票 彩金 博彩 赌博 赌场 棋牌 投注 押注 下注 娱乐城 百家乐 六合彩 时时彩 葡京 真人 直播
公安 公安局 警察 法院 检察院 检察官 洗钱 冻结 解冻 涉嫌 通缉 案件 保密
发票 代开 办证 裸聊 约炮 迷药 快递 理赔 社保 医保
`;

export const HAN_WORDS: readonly string[] = LINES.trim().split(/\s+/u);

/**
 * Honest text that looks like a disguise: words that share a listed word's sound, and neighbours that meet by chance.
 * Nothing inside them is restored.
 */
const HONEST_LINES = `
树立威信 有威信 的威信 和威信 威信扫地 微信好 薇薇 裙子 裙装 裙摆 连衣裙 短裙 长裙 半裙 围裙 加裙子
验证吗 验证嘛 深圳人 圳人 古代款 现代款 替代款 时代款 交代款 年代款 一代款 二代款 三代款 四代款 新代款 每代款 代款式 代款项
身份正 身分证 企鹅号召 实时彩 及时彩
`;

export const HONEST_HAN: readonly string[] = HONEST_LINES.trim().split(/\s+/u);
