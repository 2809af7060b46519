// SPDX-License-Identifier: Apache-2.0
/**
 * Telephone numbers in a template that could be somebody's. A number is nobody's when it lies in a range that its country reserves
 * for fiction, or does not exist in the plan of any country its language is written in; where a country reserves nothing that
 * covers the kind of number, `555` or `000` inside it is this corpus's own sign that it was made up. Public hotlines, short ones and
 * those of firms, are nobody's private detail.
 */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

const COUNTRIES: Readonly<Record<string, readonly CountryCode[]>> = {
  ar: ['SA', 'AE', 'EG', 'JO', 'KW', 'MA', 'QA'],
  de: ['DE', 'AT', 'CH'],
  en: ['GB', 'US', 'AU', 'NZ', 'IE', 'IN', 'SG', 'ZA', 'NG', 'KE', 'PH', 'MY'],
  es: ['ES', 'MX', 'CO', 'AR', 'CL', 'PE'],
  fr: ['FR', 'BE', 'CH', 'CA'],
  hi: ['IN'],
  id: ['ID'],
  it: ['IT', 'CH'],
  ja: ['JP'],
  ko: ['KR'],
  pt: ['BR', 'PT'],
  ru: ['RU', 'KZ'],
  th: ['TH'],
  tr: ['TR'],
  vi: ['VN'],
  zh: ['CN', 'HK', 'TW', 'MO', 'SG', 'MY'],
};

/**
 * Ranges reserved for fiction, in E.164 form. GB: Ofcom, "Telephone numbers for use in TV and radio drama". US, CA: ATIS, 555 line
 * numbers 0100–0199. AU: ACMA, numbers for fiction. FR: ARCEP, décision 2018-0881 annex. DE: Bundesnetzagentur, "Drama Numbers". IE: ComReg.
 */
const FICTION: readonly RegExp[] = [
  /^\+44(?:7700900|20794600|20794[6]0|1632960|1(?:13|14|15|16|17|18|21|31|41|51|61)4960|1914980|2890180|2896496|2920180|3069990|8081570|909879)/u,
  /^\+1[2-9]\d\d55501\d\d$/u,
  /^\+61(?:[2378](?:5550|7010)|491570(?:006|156|157|158|159|110|313|737)|49157(?:1266|1491|1804|2549|2665|2983|3770|3087|4118|4632|5254|5789|6398|6801|7426|7644)|1800160401|180097571|130097571)/u,
  /^\+33(?:19900|26191|35301|46571|53649|63998)/u,
  /^\+49(?:15228817386|15228895456|15254599371|1713920|17604069|3023125|6990009|4066969|221471|8999998)/u,
  /^\+353(?:20915|20910)/u,
];

const INVENTED = /555|000/u;

/**
 * A run of digits in the form of a telephone number; sums, dates, hours and parts of longer words are none. Scripts whose
 * words stand without blanks, or take endings, may touch it.
 */
const TOKEN =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{N}_/@#$£€¥₩฿₹₺=&?%*-]|\p{N}[.,:])(?:\+\s?)?\(?\p{Nd}{1,6}\)?(?:[ .\-–]?\(?\p{Nd}{1,8}\)?){1,5}(?![\p{Script=Latin}\p{Script=Cyrillic}\p{N}_%@]|[.,:/]\p{Nd})/gu;
const SUM = /^\d{1,3}(?:[.,]\d{3})+$/u;
const HOURS_OR_DATE =
  /^(?:\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d|\d{4}[-.]\d\d[-.]\d\d|\d\d?[-.]\d\d?[-.]\d{4}|(?:[01]\d|2[0-4])[0-5]\d ?[-–] ?(?:[01]\d|2[0-4])[0-5]\d)$/u;
const RANGE_OF_SUMS = /^\d+00 ?[-–] ?\d+00$/u;
/** Ranges that are given to firms and offices only: ko 15xx, 16xx and 18xx, pt 4003 and 4004 of Brazil. */
const HOTLINES: Readonly<Record<string, RegExp>> = { ko: /^1[568]\d\d[ -]?\d{4}$/u, pt: /^400[34][ -]?\d{4}$/u };
const FEWEST_DIGITS = 8;
const MOST_DIGITS = 15;

/** As written in `text`, each once. `lang` is that of the file. */
export function realNumbers(text: string, lang: string): readonly string[] {
  const found = new Set<string>();
  for (const [written] of text.matchAll(TOKEN)) {
    const token = written.replaceAll(/\p{Nd}/gu, asciiDigit);
    const digits = token.replaceAll(/\D/gu, '');
    if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) continue;
    if (SUM.test(token) || RANGE_OF_SUMS.test(token) || HOURS_OR_DATE.test(token)) continue;
    if (HOTLINES[lang]?.test(token) === true) continue;
    if (isSomebodys(token, digits, lang)) found.add(written.trim());
  }
  return [...found];
}

function isSomebodys(token: string, digits: string, lang: string): boolean {
  if (INVENTED.test(digits)) return false;
  const countries = token.startsWith('+') ? [undefined] : looksDialled(token, digits) ? (COUNTRIES[lang] ?? []) : [];
  let valid = false;
  for (const country of countries) {
    const number = parsePhoneNumberFromString(token, country);
    if (number === undefined) continue;
    // Plans leave out what is reserved for fiction, and another country's plan may have it.
    if (FICTION.some((range) => range.test(number.number))) return false;
    valid ||= number.isValid();
  }
  return valid;
}

// Unicode sets the ten digits of a script side by side, and no two scripts' next to each other before the mathematical ones.
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}

/**
 * A telephone number begins with 0 or 1, stands in groups, or is as long as a mobile number without its 0; order and account
 * numbers are other bare digits.
 */
function looksDialled(token: string, digits: string): boolean {
  if (/^[01(]/u.test(token)) return true;
  return /[ .\-–]/u.test(token) ? digits.length <= 12 : digits.length === 9 || digits.length === 10;
}
