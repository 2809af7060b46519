// SPDX-License-Identifier: Apache-2.0
/** Names of messengers, payment services and gift cards as people write them, in folded form. */

export type NamedService = {
  readonly name: string;
  readonly kind: 'messenger' | 'payment' | 'gift-card';
  /** Canonical: the first half of a mention's value. */
  readonly service: string;
  /** An everyday word or two letters: only a handle with `@` or a stated id counts behind it. */
  readonly weak: boolean;
};

function named(
  kind: NamedService['kind'],
  service: string,
  names: string,
  weakNames: string = '',
): readonly NamedService[] {
  const entry = (weak: boolean) => (name: string) => ({ name: name.replaceAll('_', ' '), kind, service, weak });
  return [
    ...names.split(' ').filter(Boolean).map(entry(false)),
    ...weakNames.split(' ').filter(Boolean).map(entry(true)),
  ];
}

export const NAMED_SERVICES: readonly NamedService[] = [
  ...named(
    'messenger',
    'telegram',
    'telegram telegrm telegran 电报 纸飞机 텔레그램 텔레 テレグラム เทเลแกรม телеграм телеграмм телега تيليجرام تليجرام تلغرام تيليغرام टेलीग्राम',
    'tele tg 飞机 тг',
  ),
  ...named(
    'messenger',
    'whatsapp',
    'whatsapp whats_app whatsap watsapp wattsapp ватсап вотсап вацап واتساب واتس_اب व्हाट्सएप व्हाट्सऐप',
    'wa zap',
  ),
  ...named('messenger', 'wechat', 'wechat weixin 微信 威信 薇信 微号 加微 加v 加薇 v信 加vx', 'wx vx 徽信'),
  ...named('messenger', 'qq', 'qq 扣扣 加扣 企鹅号 加q 扣群 群号'),
  ...named('messenger', 'line', '加line 加赖 赖id lineid line_id 라인 ライン ไลน์ แอดไลน์', 'line 赖'),
  ...named('messenger', 'kakao', 'kakaotalk kakao_talk kakao 카카오톡 카톡 카카오 カカオ', '톡'),
  ...named('messenger', 'zalo', 'zalo'),
  ...named('messenger', 'viber', 'viber вайбер'),
  ...named('messenger', 'skype', 'skype'),
  ...named('messenger', 'discord', 'discord'),
  ...named('messenger', 'instagram', 'instagram insta', 'ig'),
  ...named('messenger', 'signal', '', 'signal'),
  ...named('messenger', 'snapchat', 'snapchat', 'snap'),
  ...named('payment', 'zelle', 'zelle'),
  ...named('payment', 'payid', 'payid pay_id'),
  ...named('payment', 'paypal', 'paypal'),
  ...named('payment', 'venmo', 'venmo'),
  ...named('payment', 'cashapp', 'cashapp cash_app cashtag'),
  ...named('payment', 'interac', 'interac e_transfer etransfer'),
  ...named('payment', 'pix', 'pix'),
  ...named('payment', 'bizum', 'bizum'),
  ...named('payment', 'promptpay', 'promptpay พร้อมเพย์'),
  ...named('payment', 'gcash', 'gcash'),
  ...named('payment', 'bkash', 'bkash'),
  ...named('payment', 'mpesa', 'mpesa m_pesa'),
  ...named('payment', 'mbway', 'mbway mb_way'),
  ...named('payment', 'alipay', 'alipay 支付宝'),
  ...named(
    'gift-card',
    'gift-card',
    'gift_card gift_cards giftcard giftcards itunes_card itunes_cards apple_card apple_cards steam_card steam_cards ' +
      'google_play_card google_play_cards razer_gold paysafecard neosurf transcash geschenkkarte geschenkkarten ' +
      'guthabenkarte guthabenkarten tarjeta_regalo tarjetas_regalo tarjeta_de_regalo carte_cadeau cartes_cadeaux ' +
      'carta_regalo carte_regalo buono_regalo cartao_presente vale_presente hediye_karti kartu_hadiah ' +
      'подарочная_карта подарочные_карты подарочную_карту the_cao the_qua_tang 礼品卡 点卡 充值卡 购物卡 ギフトカード ' +
      'プリペイドカード 상품권 기프트카드 구글카드 บัตรเติมเงิน บัตรของขวัญ بطاقة_هدية بطاقات_هدايا',
  ),
];
