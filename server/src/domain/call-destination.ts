import { percentDecoded } from "../lib/percent.ts";
import { OperatorError } from "./error.ts";

/** Where calls may go. */
export interface CallRules {
  /** Beginnings of numbers, or `*`; empty takes the countries of the installation's own numbers. */
  readonly prefixes: readonly string[];
}

/** The country codes of two digits (ITU-T E.164, list of assigned codes); 1 and 7 have one, all others three. */
const TWO_DIGITS = new Set(
  (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 " +
    "90 91 92 93 94 95 98"
  ).split(" "),
);

/** Areas of the North American Numbering Plan that are countries of their own, most of which bill like other countries. */
const ISLANDS = new Set(
  "242 246 264 268 284 340 345 441 473 649 658 664 670 671 684 721 758 767 784 787 809 829 849 868 869 876 939".split(
    " ",
  ),
);

/**
 * Beginnings of numbers at which the caller pays for more than the call, or a satellite: what fraud calls. Each `x` is one
 * more digit that must be there, where ordinary numbers begin alike. From the numbering plans of the countries, and ITU-T
 * E.164 for the codes that belong to none.
 */
const COSTLY: Readonly<Record<string, string>> = {
  "satellites and networks of no country": "+808 +870 +878 +881 +882 +883 +979",
  // 976 stands after the area.
  "North America": "+1900 +1xxx976",
  "Russia and Kazakhstan": "+7803 +7809",
  Egypt: "+20900",
  "South Africa": "+2790",
  Greece: "+30901 +30909",
  Netherlands: "+31900 +31906 +31909",
  Belgium: "+3270 +3290",
  France: "+3381 +3382 +3389",
  Spain: "+34803 +34806 +34807 +34905 +34907",
  Hungary: "+3690 +3691",
  Italy: "+39144 +39163 +39164 +39166 +39892 +39893 +39894 +39895 +39899",
  Romania: "+4090",
  Switzerland: "+41900 +41901 +41906",
  Austria: "+43900 +43901 +43930 +43931 +43939",
  "United Kingdom": "+4470 +44842 +44843 +44844 +44845 +4487 +449",
  Denmark: "+4590",
  Sweden: "+46900 +46939 +46944 +4699",
  Norway: "+47820 +47829",
  Poland: "+4870",
  Germany: "+49137 +49180 +49900",
  Peru: "+51805",
  Mexico: "+52900",
  Argentina: "+54600 +54605 +54609",
  Brazil: "+55500 +55900",
  Colombia: "+57901",
  Venezuela: "+58900 +58901",
  // Ordinary numbers begin alike in Malaysia and Thailand as well, and are shorter.
  Malaysia: "+601600xxxxxx",
  Australia: "+61190",
  Indonesia: "+62809",
  "New Zealand": "+64900",
  Singapore: "+651900",
  Thailand: "+661900xxxxxx",
  Japan: "+81990",
  "South Korea": "+8260",
  Vietnam: "+841900",
  Turkey: "+90888 +90898 +90900",
  Pakistan: "+92900",
  Morocco: "+21289",
  Rwanda: "+250900",
  Kenya: "+254900",
  Tanzania: "+25590",
  Uganda: "+25690",
  "Faroe Islands": "+29890",
  Portugal: "+351601 +351607 +351608 +351646 +351648 +351760 +351761 +351762",
  Luxembourg: "+352900 +352901 +352905",
  // Ordinary numbers in Dublin begin alike, and are two digits shorter.
  Ireland: "+35315xxxxxxxx",
  Iceland: "+35490",
  Albania: "+355900",
  Malta: "+356500 +35651 +35652",
  Cyprus: "+357900 +357909",
  Finland: "+358600 +358700",
  Bulgaria: "+35990",
  Lithuania: "+370900 +370902 +370903 +370909 +370910",
  Latvia: "+37190",
  Estonia: "+372900",
  Moldova: "+373900 +373905 +373906",
  Armenia: "+374900 +374901 +374906",
  Belarus: "+375902",
  Andorra: "+3769",
  "San Marino": "+3787",
  Ukraine: "+380900",
  Serbia: "+38178 +381900 +381901 +381906 +381909",
  Montenegro: "+38294 +38295",
  Kosovo: "+383900",
  Croatia: "+38560 +38561 +38564 +38565 +38569",
  Slovenia: "+38689 +38690",
  "Bosnia and Herzegovina": "+38790 +38792 +38794 +38796",
  "North Macedonia": "+3895",
  Czechia: "+42090 +420976",
  Slovakia: "+421900 +42197 +42198",
  Liechtenstein: "+42390",
  "Costa Rica": "+506900 +506905 +506909",
  Uruguay: "+59890",
  "Hong Kong": "+852900",
  Taiwan: "+88620",
  "United Arab Emirates": "+971900",
  Israel: "+972190",
};
const COSTLY_RANGES = Object.values(COSTLY)
  .flatMap((ranges) => ranges.split(" "))
  .map((range) => ({
    length: range.replace(/x+$/, "").length,
    pattern: new RegExp(`^\\${range.replaceAll("x", "[0-9]")}`),
  }));

/** Says to which country a number belongs, as the beginning that its numbers share. */
export function countryOf(number: string): string {
  const digits = number.slice(1);
  if (digits.startsWith("1")) return ISLANDS.has(digits.slice(1, 4)) ? `+${digits.slice(0, 4)}` : "+1";
  if (digits.startsWith("7")) return "+7";
  return `+${digits.slice(0, TWO_DIGITS.has(digits.slice(0, 2)) ? 2 : 3)}`;
}

/**
 * Says why a number may not be called, in plain words; null when it may. The number is in E.164 form, or without `+` as
 * `numberWithin` returns it. `own` are the installation's numbers: an agent that calls another, or itself, never comes to
 * an end. Without `+`, a number is also read as one of their countries, and must cost nothing extra in any of them.
 */
export function destinationProblem(number: string, { prefixes }: CallRules, own: readonly string[]): string | null {
  const { meant, others } = readingsOf(number, own);
  const ours = [...meant, ...others].find((reading) => own.includes(reading));
  if (ours !== undefined)
    return `${ours} is one of this installation's own numbers: two agents would talk to each other.`;
  for (const reading of [...meant, ...others]) {
    const costly = costlyBeginning(reading);
    if (costly !== null && !isNamed(reading, costly, prefixes)) {
      const other = number.startsWith("+") ? "" : " If another country is meant, write the number with + and its code.";
      return `Numbers with ${costly} cost extra. Name that beginning in OPERATOR_CALL_PREFIXES to allow them.${other}`;
    }
  }
  const isAllowed = (reading: string) => costlyBeginning(reading) !== null || isCountryAllowed(reading, prefixes, own);
  const refused = meant.find((reading) => !isAllowed(reading));
  return refused === undefined
    ? null
    : `This installation does not call ${countryOf(refused)}. Name it in OPERATOR_CALL_PREFIXES to allow it.`;
}

/** What is dialled before a number within the country, where that is not 0. */
const NATIONAL_CODES: Readonly<Record<string, RegExp>> = { "+7": /^8/, "+36": /^06/ };

/** Returns as what a number is called, and as what else a trunk may read it that is in a country of an own number. */
function readingsOf(number: string, own: readonly string[]): { meant: string[]; others: string[] } {
  if (number.startsWith("+")) return { meant: [number], others: [] };
  const codes = new Set(own.map((ours) => (ours.startsWith("+1") ? "+1" : countryOf(ours))));
  const national = [...codes].map((code) => `${code}${number.replace(NATIONAL_CODES[code] ?? /^0+/, "")}`);
  // No country's code begins with 0.
  if (number.startsWith("0") && national.length > 0) return { meant: national, others: [] };
  return { meant: [`+${number}`], others: national };
}

/** Returns the beginning of a number for which its callers pay extra; null when they do not. */
function costlyBeginning(number: string): string | null {
  const range = COSTLY_RANGES.find(({ pattern }) => pattern.test(number));
  return range === undefined ? null : number.slice(0, range.length);
}

function isNamed(number: string, costly: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => number.startsWith(prefix) && prefix.length >= costly.length);
}

function isCountryAllowed(number: string, prefixes: readonly string[], own: readonly string[]): boolean {
  const country = countryOf(number);
  return prefixes.length === 0
    ? own.some((ours) => countryOf(ours) === country)
    : prefixes.some((prefix) => prefix === "*" || fitsPrefix(number, prefix));
}

/** `+1` alone means the countries that bill alike, not the islands that share the code. */
function fitsPrefix(number: string, prefix: string): boolean {
  return number.startsWith(prefix) && (prefix !== "+1" || countryOf(number) === "+1");
}

/** So many digits in a row reach the public network; extensions of a PBX are shorter. */
const LONGEST_EXTENSION = 6;

/**
 * Returns the number that a SIP address reaches when a trunk reads its user as one: in E.164 form for `sip:+1900…@trunk`,
 * and for `sip:0041…` or `sip:01141…` with the digits that are dialled abroad before it; else its digits as they are, for
 * the trunk alone knows how it reads them. Null where the user is a name or an extension. Throws `transfer_failed` when
 * the user is not UTF-8.
 */
export function numberWithin(address: string): string | null {
  const user = userOf(address);
  const dialled = user.split(";")[0]?.replace(/[\s().-]/g, "") ?? "";
  if (!/^\+?[0-9]+$/.test(dialled)) return null;
  const digits = dialled.replace(/^(?:\+|00|011)/, "");
  if (digits.length <= LONGEST_EXTENSION) return null;
  return digits === dialled ? digits : `+${digits}`;
}

/** Returns the decoded user of a SIP address; empty where it has none. */
function userOf(address: string): string {
  const user = /^sips?:([^@]+)@/i.exec(address)?.[1]?.replace(/%(?![0-9A-F]{2})/gi, "%25") ?? "";
  const decoded = percentDecoded(user);
  if (decoded !== user || !user.includes("%")) return decoded;
  throw new OperatorError(
    "transfer_failed",
    "What stands before the @ of the destination's SIP address is not UTF-8 once it is decoded. Write it anew.",
  );
}
