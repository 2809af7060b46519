// SPDX-License-Identifier: Apache-2.0
/** Fills the slots of an own template from a draw: the same template, seed and number give the same text. */
import { type Draw, digitsOf, pick } from './random.ts';
import { BANKS, BODIES, CITIES, COURIERS, MONEY, NAMES, SHOPS, valuesFor } from './slot-values.ts';

const RESERVED = /([A-Za-z0-9-])\.(?:example|invalid|test)(?:\.com|\.org|\.net)?\b/gu;
const PLAIN_ENDS = ['com', 'com', 'com', 'co.uk', 'net', 'org', 'co', 'io', 'info', 'app', 'shop', 'online'];
const ODD_ENDS = [
  'top',
  'xyz',
  'com',
  'info',
  'cc',
  'vip',
  'site',
  'online',
  'net',
  'shop',
  'icu',
  'live',
  'com',
  'co',
];
const SHORT_HOSTS = ['bit.ly', 'tinyurl.com', 'cutt.ly', 't.ly', 'is.gd', 'rb.gy', 's.id', 'shorturl.at'];
const LURES = [
  'secure',
  'verify',
  'update',
  'parcel',
  'track',
  'login',
  'account',
  'claim',
  'bonus',
  'help',
  'pay',
  'id',
  'service',
  'support',
  'redelivery',
  'refund',
  'notice',
  'portal',
  'my',
  'web',
  'post',
  'tax',
  'wallet',
  'jobs',
];
const LATIN_BRANDS = [
  'hsbc',
  'dhl',
  'royalmail',
  'usps',
  'amazon',
  'paypal',
  'netflix',
  'apple',
  'evri',
  'chase',
  'sfexpress',
  'ctt',
  'correos',
  'dpd',
  'icbc',
  'kbstar',
  'cjlogis',
  'kasikorn',
  'garanti',
  'ptt',
  'ezpass',
  'gov-tax',
];
const OFFICIAL_HOSTS = [
  'hsbc.co.uk',
  'dhl.com',
  'royalmail.com',
  'usps.com',
  'amazon.co.uk',
  'paypal.com',
  'gov.uk',
  'evri.com',
  'northgatebank.com',
  'swiftparcel.com',
  'citycouncil.gov.uk',
  'riversideclinic.org',
  'oakandfern.com',
  'dpd.co.uk',
  'chase.com',
  'ups.com',
  'tesco.com',
  'irs.gov',
  'nhs.uk',
  'booking.com',
  'westwater.com',
  'railcard.co.uk',
];
const LOCAL_HOSTS: Readonly<Record<string, readonly string[]>> = {
  zh: [
    'cmbchina.com',
    'sf-express.com',
    'jd.com',
    '12306.cn',
    'gov.cn',
    '95516.com',
    'yunshanbank.cn',
    'taobao.com',
    't.cn',
  ],
  ko: ['cjlogistics.com', 'shinhan.com', 'nts.go.kr', 'coupang.com', 'epost.go.kr', 'kakaobank.com', 'nhis.or.kr'],
  th: ['kasikornbank.com', 'scb.co.th', 'rd.go.th', 'kerryexpress.com', 'ais.th', 'pea.co.th', 'shopee.co.th'],
  tr: ['garantibbva.com.tr', 'turkiye.gov.tr', 'yurticikargo.com', 'trendyol.com', 'ptt.gov.tr', 'isbank.com.tr'],
};
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';

/** `text` with every known slot filled and reserved domains given real endings, which both sides share. */
export function fillSlots(text: string, lang: string, draw: Draw): string {
  const filled = text.replaceAll(
    /\{([a-z0-9]+)\}/gu,
    (slot: string, name: string, at: number) =>
      valueOf(
        name,
        lang,
        draw,
        text.slice(Math.max(0, at - 3), at),
        text.slice(at + slot.length, at + slot.length + 5),
      ) ?? slot,
  );
  return filled.replaceAll(RESERVED, (_whole, last: string) => `${last}.${pick(draw, PLAIN_ENDS)}`);
}

function valueOf(name: string, lang: string, draw: Draw, before: string, after: string): string | undefined {
  switch (name) {
    case 'code':
      return draw() < 0.12
        ? `${letters(draw, 1).toUpperCase()}-${digitsOf(draw, 6)}`
        : digitsOf(draw, pick(draw, [4, 5, 6, 6, 6, 6, 8]));
    case 'amount':
      return amount(lang, draw, before, after);
    case 'date':
      return date(lang, draw);
    case 'time':
      return `${8 + Math.floor(draw() * 12)}:${pick(draw, ['00', '15', '30', '45', '10', '52'])}`;
    case 'tracking':
      return `${letters(draw, 2).toUpperCase()}${digitsOf(draw, 9)}${pick(draw, ['GB', '', 'CN', 'US'])}`;
    case 'last4':
      return digitsOf(draw, 4);
    case 'ref':
      return `${letters(draw, pick(draw, [1, 2, 3])).toUpperCase()}${digitsOf(draw, pick(draw, [5, 6, 8]))}`;
    case 'phone':
      return phone(lang, draw);
    case 'link':
      return link(draw);
    case 'officiallink':
      return officialLink(lang, draw);
    case 'name':
      return pick(draw, valuesFor(NAMES, lang));
    case 'bank':
      return pick(draw, valuesFor(BANKS, lang));
    case 'courier':
      return pick(draw, valuesFor(COURIERS, lang));
    case 'shop':
      return pick(draw, valuesFor(SHOPS, lang));
    case 'city':
      return pick(draw, valuesFor(CITIES, lang));
    case 'org':
      return pick(draw, valuesFor(BODIES, lang));
    default:
      return undefined;
  }
}

const CURRENCY_NEAR = /[$£€¥₩฿₹₺]|元|원|บาท|円|TL|Rs|RM|USD|EUR|руб|đ|VND|Rp|块/iu;

function amount(lang: string, draw: Draw, before: string, after: string): string {
  const style = pick(draw, valuesFor(MONEY, lang));
  const size = style.scale * (0.1 + 3 * draw() * draw());
  const number = style.cents && draw() < 0.7 ? size.toFixed(2) : group(Math.max(1, Math.round(size)), draw);
  if (CURRENCY_NEAR.test(before) || CURRENCY_NEAR.test(after)) return number;
  return style.after ? number + style.sign : style.sign + number;
}

function group(value: number, draw: Draw): string {
  const digits = String(value);
  return draw() < 0.5 ? digits : digits.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}

const MONTHS = ['Jan', 'Feb', 'March', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

function date(lang: string, draw: Draw): string {
  const day = 1 + Math.floor(draw() * 28);
  const month = 1 + Math.floor(draw() * 12);
  if (lang === 'zh' || lang === 'ja') return `${month}月${day}日`;
  if (lang === 'ko') return `${month}월 ${day}일`;
  if (lang === 'en' && draw() < 0.6) return `${day} ${MONTHS[month - 1] ?? ''}`;
  return `${day}/${month}${draw() < 0.3 ? '/2025' : ''}`;
}

const PHONE_FORMS: Readonly<Record<string, readonly string[]>> = {
  en: ['+44 7700 900###', '020 7946 0###', '(555) 01##-###', '1-800-555-01##', '07700 900###', '0800 555 0###'],
  zh: ['1380013####', '400-555-####', '010-5555####', '+852 5555 ####'],
  ko: ['010-5555-####', '02-555-####', '1555-####', '070-5555-####'],
  th: ['08#-555-####', '02-555-####', '1555', '09#-555-####'],
  tr: ['0555 555 ## ##', '0850 555 ## ##', '444 5 ###'],
  ja: ['03-5555-####', '0120-555-###', '090-5555-####'],
};

function phone(lang: string, draw: Draw): string {
  return pick(draw, PHONE_FORMS[lang] ?? ['+## 555 ### ###', '0## 555 ####', '800 555 ###']).replaceAll('#', () =>
    digitsOf(draw, 1),
  );
}

function letters(draw: Draw, count: number): string {
  let text = '';
  for (let index = 0; index < count; index += 1) text += LETTERS.charAt(Math.floor(draw() * LETTERS.length));
  return text;
}

function link(draw: Draw): string {
  const kind = draw();
  const scheme = draw() < 0.5 ? 'https://' : draw() < 0.2 ? 'http://' : '';
  if (kind < 0.22)
    return `${scheme}${pick(draw, SHORT_HOSTS)}/${letters(draw, 3)}${digitsOf(draw, 2)}${letters(draw, 2).toUpperCase()}`;
  const end = pick(draw, ODD_ENDS);
  const path = draw() < 0.5 ? `/${letters(draw, pick(draw, [1, 3, 6]))}` : '';
  if (kind < 0.6)
    return `${scheme}${pick(draw, LATIN_BRANDS)}${pick(draw, ['-', '.', ''])}${pick(draw, LURES)}.${end}${path}`;
  if (kind < 0.85)
    return `${scheme}${pick(draw, LURES)}-${pick(draw, LURES)}${pick(draw, ['', '24', '7', '-uk'])}.${end}${path}`;
  return `${scheme}${letters(draw, 5)}${digitsOf(draw, pick(draw, [0, 2]))}.${end}${path}`;
}

function officialLink(lang: string, draw: Draw): string {
  const hosts = draw() < 0.8 ? (LOCAL_HOSTS[lang] ?? OFFICIAL_HOSTS) : OFFICIAL_HOSTS;
  const scheme = draw() < 0.4 ? 'https://' : '';
  const www = draw() < 0.3 ? 'www.' : '';
  const path =
    draw() < 0.6
      ? `/${pick(draw, ['track', 'help', 'my-account', 'fraud', 'app', 't', 'd', 'pay'])}${draw() < 0.4 ? `/${letters(draw, 3)}${digitsOf(draw, 3)}` : ''}`
      : '';
  return `${scheme}${www}${pick(draw, hosts)}${path}`;
}
