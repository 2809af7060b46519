// SPDX-License-Identifier: Apache-2.0
/**
 * Telephone numbers in a template that could be somebody's. A number is nobody's when it lies in a range that its country reserves
 * for fiction, or does not exist in the plan of any country its language is written in; where a country reserves nothing that
 * covers the kind of number, `555` or `000` inside it is this corpus's own sign that it was made up. Short public hotlines
 * are nobody's private detail and are not looked at.
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

/** A run of digits in the form of a telephone number; sums, dates, hours and parts of longer words are none. */
const TOKEN =
  /(?<![\p{L}\p{N}_.,:/@#$£€¥₩฿₹₺=&?%*-])(?:\+\s?)?\(?\p{Nd}{1,6}\)?(?:[ .\-–]?\(?\p{Nd}{1,8}\)?){1,5}(?![\p{L}\p{N}_%@]|[.,:/]\p{Nd})/gu;
const SUM = /^\d{1,3}(?:[.,]\d{3})+$/u;
const HOURS_OR_DATE =
  /^(?:\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d|\d{4}[-.]\d\d[-.]\d\d|\d\d?[-.]\d\d?[-.]\d{4}|\d{4} ?[-–] ?\d{4})$/u;
const FEWEST_DIGITS = 8;
const MOST_DIGITS = 15;

/** As written in `text`, each once. `lang` is that of the file. */
export function realNumbers(text: string, lang: string): readonly string[] {
  const found = new Set<string>();
  for (const [token] of text.matchAll(TOKEN)) {
    const digits = token.replaceAll(/\P{Nd}/gu, '');
    if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) continue;
    if (SUM.test(token) || HOURS_OR_DATE.test(token)) continue;
    if (isSomebodys(token, digits, lang)) found.add(token.trim());
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

/** Order and account numbers are bare digits; a telephone number begins with 0 or 1, or stands in groups. */
function looksDialled(token: string, digits: string): boolean {
  return /^[01(]/u.test(token) || (/[ .\-–]/u.test(token) && digits.length <= 12);
}
