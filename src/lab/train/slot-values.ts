// SPDX-License-Identifier: Apache-2.0
/**
 * What the slots of own templates are filled with, per language, `en` where a language has no list of its own. Firms are invented or
 * household names of a country; persons are given names only.
 */
type Values = Readonly<Record<string, readonly string[]>>;

function words(text: string): readonly string[] {
  return text.split('|');
}

export const NAMES: Values = {
  en: words('Sarah|James|Priya|Tom|Aisha|Ben|Grace|Liam|Chloe|Daniel|Mrs Patel|Mr Jones|Kemi|Jack|Olivia'),
  zh: words('王先生|李女士|张伟|小陈|刘芳|赵明|陈小姐|黄丽|周强|吴敏|孙先生|林女士'),
  ko: words('김민수|이지은|박서준|최유진|정하늘|강민지|조현우|윤아름'),
  th: words('สมชาย|สมหญิง|วิชัย|มาลี|ณัฐ|ปิยะ|อรทัย|ธนา'),
  tr: words('Ahmet|Ayşe|Mehmet|Elif|Mustafa|Zeynep|Emre|Fatma'),
  ja: words('田中|佐藤|鈴木|高橋|伊藤|山本|中村|小林'),
  es: words('María|Juan|Lucía|Carlos|Ana|Pedro|Sofía|Diego'),
  pt: words('Ana|João|Maria|Pedro|Beatriz|Lucas|Mariana|Tiago'),
  fr: words('Marie|Paul|Camille|Julien|Léa|Hugo|Manon|Thomas'),
  de: words('Anna|Lukas|Frau Müller|Herr Schmidt|Jonas|Lea|Felix|Laura'),
  id: words('Budi|Siti|Andi|Dewi|Rizky|Putri|Agus|Ayu'),
  it: words('Marco|Giulia|Luca|Francesca|Paolo|Chiara|Matteo|Elena'),
  vi: words('Minh|Lan|Hùng|Hương|Tuấn|Mai|Nam|Linh'),
  ru: words('Анна|Иван|Ольга|Сергей|Мария|Алексей|Елена|Дмитрий'),
  ar: words('محمد|فاطمة|أحمد|مريم|خالد|نورة|يوسف|سارة'),
  hi: words('राहुल|प्रिया|अमित|सुनीता|विकास|पूजा|राजेश|नेहा'),
};

export const BANKS: Values = {
  en: words('HSBC|Barclays|Chase|Wells Fargo|NatWest|Northgate Bank|Santander|ANZ|HDFC Bank|Capital One|First Harbour'),
  zh: words('招商银行|工商银行|建设银行|云杉银行|农业银行|中国银行|交通银行|江南银行'),
  ko: words('국민은행|신한은행|우리은행|하나은행|농협|카카오뱅크|한빛은행'),
  th: words('กสิกรไทย|ไทยพาณิชย์|กรุงไทย|ธนาคารกรุงเทพ|ออมสิน|KBank|SCB'),
  tr: words('Garanti BBVA|Ziraat Bankası|İş Bankası|Akbank|Yapı Kredi|Vakıfbank'),
  ja: words('三井住友銀行|みずほ銀行|三菱UFJ銀行|ゆうちょ銀行|みなと銀行'),
  es: words('BBVA|Santander|CaixaBank|Banorte|Bancolombia|Banco Sol'),
  pt: words('Itaú|Bradesco|Nubank|Caixa|Millennium bcp|Banco do Brasil'),
  fr: words('BNP Paribas|Crédit Agricole|La Banque Postale|Société Générale|Banque du Lac'),
  de: words('Sparkasse|Commerzbank|Volksbank|DKB|Deutsche Bank|Postbank'),
  id: words('BCA|BRI|Mandiri|BNI|Bank Nusa'),
  it: words('Intesa Sanpaolo|UniCredit|Poste Italiane|BPM|Banca del Lago'),
  vi: words('Vietcombank|BIDV|Techcombank|Agribank|MB Bank'),
  ru: words('Сбербанк|ВТБ|Альфа-Банк|Т-Банк|Банк Нева'),
  ar: words('مصرف الراجحي|البنك الأهلي|بنك مصر|بنك الإمارات دبي الوطني'),
  hi: words('SBI|HDFC बैंक|ICICI|पंजाब नेशनल बैंक|एक्सिस बैंक'),
};

export const COURIERS: Values = {
  en: words('Royal Mail|DHL|UPS|FedEx|Evri|USPS|DPD|Swift Parcel|Australia Post'),
  zh: words('顺丰速运|中通快递|圆通速递|韵达快递|京东物流|青鸟速运'),
  ko: words('CJ대한통운|우체국택배|한진택배|로젠택배|롯데택배'),
  th: words('Kerry Express|Flash Express|ไปรษณีย์ไทย|J&T Express|DHL'),
  tr: words('Yurtiçi Kargo|Aras Kargo|PTT Kargo|MNG Kargo|Sürat Kargo'),
  ja: words('ヤマト運輸|佐川急便|日本郵便'),
  es: words('Correos|SEUR|MRW|DHL|Estafeta'),
  pt: words('Correios|CTT|Jadlog|DPD|DHL'),
  fr: words('La Poste|Colissimo|Chronopost|Mondial Relay|DPD'),
  de: words('DHL|Hermes|DPD|GLS|UPS'),
  id: words('JNE|J&T|SiCepat|Pos Indonesia|AnterAja'),
  it: words('Poste Italiane|BRT|GLS|SDA|DHL'),
  vi: words('GHN|GHTK|Viettel Post|VNPost|J&T'),
  ru: words('СДЭК|Почта России|Boxberry|Яндекс Доставка'),
  ar: words('أرامكس|سمسا|البريد السعودي|DHL'),
  hi: words('India Post|Delhivery|Blue Dart|Ekart'),
};

export const SHOPS: Values = {
  en: words('Amazon|eBay|Oak & Fern|Brightside|Argos|Target|Tesco|Pine Street Books|Etsy|Currys'),
  zh: words('淘宝|京东|拼多多|柚子便利|盒马|唯品会|当当'),
  ko: words('쿠팡|11번가|G마켓|네이버쇼핑|마켓컬리'),
  th: words('Shopee|Lazada|บิ๊กซี|โลตัส|เซ็นทรัล'),
  tr: words('Trendyol|Hepsiburada|n11|Migros|Teknosa'),
  ja: words('Amazon|楽天市場|メルカリ|ヨドバシ'),
  es: words('Amazon|Mercado Libre|El Corte Inglés|Zara'),
  pt: words('Mercado Livre|Magalu|Amazon|Worten|Shopee'),
  fr: words('Amazon|Cdiscount|Fnac|Leboncoin|Vinted'),
  de: words('Amazon|Otto|Zalando|MediaMarkt|Kleinanzeigen'),
  id: words('Tokopedia|Shopee|Bukalapak|Lazada'),
  it: words('Amazon|Subito|MediaWorld|Zalando'),
  vi: words('Shopee|Tiki|Lazada|Thế Giới Di Động'),
  ru: words('Ozon|Wildberries|Яндекс Маркет|Авито'),
  ar: words('نون|أمازون|جرير|جوميا'),
  hi: words('Flipkart|Amazon|Myntra|Meesho'),
};

export const CITIES: Values = {
  en: words('Leeds|Boston|Austin|Bristol|Lagos|Perth|Dublin|Chicago|Mumbai'),
  zh: words('上海|北京|深圳|杭州|成都|台北|香港|武汉'),
  ko: words('서울|부산|대구|인천|수원'),
  th: words('กรุงเทพ|เชียงใหม่|ภูเก็ต|ขอนแก่น|ชลบุรี'),
  tr: words('İstanbul|Ankara|İzmir|Bursa|Antalya'),
  ja: words('東京|大阪|名古屋|福岡'),
  es: words('Madrid|Bogotá|Ciudad de México|Sevilla'),
  pt: words('São Paulo|Lisboa|Porto|Recife'),
  fr: words('Paris|Lyon|Nantes|Montréal'),
  de: words('Berlin|Hamburg|München|Köln'),
  id: words('Jakarta|Bandung|Surabaya|Medan'),
  it: words('Roma|Milano|Torino|Napoli'),
  vi: words('Hà Nội|Đà Nẵng|Cần Thơ|Sài Gòn'),
  ru: words('Москва|Казань|Самара|Томск'),
  ar: words('الرياض|القاهرة|دبي|جدة'),
  hi: words('दिल्ली|मुंबई|पुणे|जयपुर'),
};

export const BODIES: Values = {
  en: words('HMRC|the city council|City Hospital|St Mary’s School|Riverside Clinic|the tax office|DVLA|Northern Water'),
  zh: words('税务局|社保中心|市人民医院|街道办|自来水公司|公积金中心|第一中学'),
  ko: words('국세청|건강보험공단|구청|시립병원|한국전력'),
  th: words('กรมสรรพากร|การไฟฟ้า|โรงพยาบาลศิริ|เทศบาล|ประกันสังคม'),
  tr: words('Belediye|SGK|Vergi Dairesi|Devlet Hastanesi|İSKİ'),
};

/** Sign or code, whether it stands after the number, and the usual size of a small sum. */
export type MoneyStyle = {
  readonly sign: string;
  readonly after: boolean;
  readonly scale: number;
  readonly cents: boolean;
};

export const MONEY: Readonly<Record<string, readonly MoneyStyle[]>> = {
  en: [
    { sign: '£', after: false, scale: 40, cents: true },
    { sign: '$', after: false, scale: 60, cents: true },
    { sign: '$', after: false, scale: 900, cents: false },
    { sign: 'Rs.', after: false, scale: 2000, cents: false },
    { sign: '€', after: false, scale: 50, cents: true },
  ],
  zh: [{ sign: '元', after: true, scale: 600, cents: true }],
  ko: [{ sign: '원', after: true, scale: 90_000, cents: false }],
  th: [{ sign: ' บาท', after: true, scale: 900, cents: true }],
  tr: [{ sign: ' TL', after: true, scale: 700, cents: true }],
  ja: [{ sign: '円', after: true, scale: 6000, cents: false }],
  es: [{ sign: ' €', after: true, scale: 60, cents: true }],
  pt: [{ sign: 'R$ ', after: false, scale: 120, cents: true }],
  fr: [{ sign: ' €', after: true, scale: 60, cents: true }],
  de: [{ sign: ' €', after: true, scale: 60, cents: true }],
  id: [{ sign: 'Rp', after: false, scale: 300_000, cents: false }],
  it: [{ sign: ' €', after: true, scale: 60, cents: true }],
  vi: [{ sign: 'đ', after: true, scale: 500_000, cents: false }],
  ru: [{ sign: ' руб.', after: true, scale: 3000, cents: false }],
  ar: [{ sign: ' ريال', after: true, scale: 300, cents: false }],
  hi: [{ sign: '₹', after: false, scale: 2000, cents: false }],
};

/** The language's own list, or English. */
export function valuesFor<Value>(table: Readonly<Record<string, readonly Value[]>>, lang: string): readonly Value[] {
  return table[lang] ?? table['en'] ?? [];
}
