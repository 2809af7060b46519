// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { foldText } from './fold.ts';

// Invented sentences, each in composed form. What folding may change in them is case and width, nothing else.
const HONEST: readonly (readonly [string, string])[] = [
  ['English', 'Your parcel waits at the depot; we bring it on Monday at 10:30.'],
  ['Russian', 'Ваш йогурт ждёт на складе, привезём его завтра в 10:30.'.replaceAll('ё', 'е')],
  ['Ukrainian', 'Ваша їжа вже тут, об’єкт зачинено до ранку.'.replaceAll('’', "'")],
  ['Bulgarian', 'Пратката ви е в офиса, елате утре сутринта.'],
  ['Armenian', 'Ձեր ծանրոցը պահեստում է, վաղը կբերենք։'],
  ['Georgian', 'თქვენი ამანათი საწყობშია, ხვალ მოვიტანთ.'],
  ['Hebrew', 'החבילה שלך במחסן, נביא אותה מחר בבוקר.'],
  ['Arabic', 'طردك في المستودع، سنحضره غدًا صباحًا.'],
  ['Persian', 'بسته‌ی شما در انبار است و فردا می‌آوریم.'],
  ['Urdu', 'آپ کا پارسل گودام میں ہے، کل لائیں گے۔'],
  ['Hindi', 'आपका पार्सल गोदाम में है, कल सुबह ले आएँगे।'],
  ['Bengali', 'আপনার পার্সেল গুদামে আছে, কাল সকালে আনব।'],
  ['Tamil', 'உங்கள் பார்சல் கிடங்கில் உள்ளது, நாளை கொண்டு வருவோம்.'],
  ['Telugu', 'మీ పార్సెల్ గిడ్డంగిలో ఉంది, రేపు తెస్తాము.'],
  ['Thai', 'พัสดุของคุณอยู่ที่คลัง พรุ่งนี้เช้าเราจะนำน้ำไปส่ง'],
  ['Lao', 'ພັດສະດຸຂອງທ່ານຢູ່ສາງ ພວກເຮົາຈະນຳໄປສົ່ງມື້ອື່ນ'],
  ['Khmer', 'កញ្ចប់របស់អ្នកនៅឃ្លាំង យើងនឹងយកទៅថ្ងៃស្អែក'],
  ['Burmese', 'သင့်ပါဆယ် ဂိုဒေါင်မှာရှိသည် မနက်ဖြန်ပို့မည်။'],
  ['Amharic', 'እሽግዎ መጋዘን ውስጥ ነው፣ ነገ እናመጣለን።'],
  ['Korean', '고객님 소포가 창고에 있습니다. 내일 아침에 가져갈게요 ㅎㅎ'],
  ['Japanese', 'お荷物は倉庫にあります。明日の朝、電話してからお届けします。ガス代も'],
  ['Chinese', '您的快递在驿站，明早送到，一共三件。'.replaceAll('，', ',')],
  ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ'],
  ['Tibetan', 'བཀྲ་ཤིས་བདེ་ལེགས།'],
];

describe('honest text', () => {
  it.each(HONEST)('in %s passes unchanged but for case, and nothing is held against it', (_, sentence) => {
    const folded = foldText(sentence);
    expect(folded.text).toBe(sentence.toLowerCase());
    expect(folded.marks).toEqual([]);
  });

  it.each([
    ['Vietnamese', 'Kiện hàng của bạn đang ở kho.', 'kien hang cua ban dang o kho.'],
    ['Turkish', 'Kargonuz şubede, ılık içecek de var.', 'kargonuz subede, ilik icecek de var.'],
    ['Polish', 'Łódź: paczka już czeka.', 'lodz: paczka juz czeka.'],
    ['Greek', 'Το δέμα σας έφτασε.', 'το δεμα σασ εφτασε.'],
    ['French', 'Le colis est arrivé, ça y est.', 'le colis est arrive, ca y est.'],
  ])('in %s loses its accents and nothing else', (_, sentence, expected) => {
    const folded = foldText(sentence);
    expect(folded.text).toBe(expected);
    expect(folded.marks).toEqual([]);
    expect(foldText(sentence.normalize('NFD')).text).toBe(expected);
  });

  it('in traditional Chinese becomes simplified without a mark, in Japanese keeps its characters', () => {
    expect(foldText('您的電話號碼')).toMatchObject({ text: '您的电话号码', marks: [] });
    expect(foldText('電話番号は後で発表します')).toMatchObject({ text: '電話番号は後で発表します', marks: [] });
  });

  it('in two languages side by side stays in both', () => {
    for (const text of [
      'мы ждем в офисе apple на улице мира',
      'the word "привет" means hello',
      'скачайте whatsapp и viber',
    ]) {
      expect(foldText(text)).toMatchObject({ text, marks: [] });
    }
  });

  it('in decomposed form folds like the composed one', () => {
    for (const [, sentence] of HONEST) expect(foldText(sentence.normalize('NFD')).text).toBe(foldText(sentence).text);
  });
});

describe('one message in two dresses', () => {
  it.each([
    ['Verify your account now', 'V\u0435rify \u0443our acc0unt n\u043ew'],
    ['free bonus', 'f r e e b0nu$'.replace('e b', 'e  b')],
    ['пришлите код из смс', 'пpишлитe код из смс'],
  ])('%s', (plain, dressed) => {
    expect(foldText(dressed).text.replaceAll('  ', ' ')).toBe(foldText(plain).text);
  });
});
