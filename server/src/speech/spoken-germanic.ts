import { type NumberWords, numberWordsOf } from "./number-words.ts";
import { abbreviations, currencies, type Noun, nouns, type SpokenLanguage, signWords } from "./spoken-language.ts";

const [english, german, dutch] = ["en", "de", "nl"].map(numberWordsOf) as [NumberWords, NumberWords, NumberWords];

/** Says a year below 2000 by its hundreds, as "nineteen eighty-four" or "neunzehnhundertvierundachtzig". */
function isSaidByHundreds(year: number): boolean {
  return year >= 1_100 && year < 2_000;
}

function englishYear(year: number): string {
  const [hundreds, rest] = [Math.floor(year / 100), year % 100];
  if (!isSaidByHundreds(year) && !(year >= 2_010 && year < 2_100)) return english.toCardinal(year);
  if (rest === 0) return `${english.toCardinal(hundreds)} hundred`;
  return `${english.toCardinal(hundreds)} ${rest < 10 ? "oh " : ""}${english.toCardinal(rest)}`;
}

function englishTime(hour: number, minute: number, half: "am" | "pm" | null): string {
  const isAfternoon = hour > 12;
  const said = english.toCardinal(isAfternoon ? hour - 12 : hour === 0 ? 12 : hour);
  const mark = half === null ? (isAfternoon ? "p.m." : hour === 0 ? "a.m." : null) : `${half[0]}.m.`;
  if (minute === 0) return mark === null ? `${said} o'clock` : `${said} ${mark}`;
  const minutes = `${minute < 10 ? "oh " : ""}${english.toCardinal(minute)}`;
  return `${said} ${minutes}${mark === null ? "" : ` ${mark}`}`;
}

function englishFraction(over: number, under: number): string | null {
  const name = { 2: ["half", "halves"], 4: ["quarter", "quarters"] }[under];
  const ordinal = english.toOrdinal(under);
  const [one, many] = name ?? [ordinal, `${ordinal}s`];
  return over === 1 ? `one ${one}` : `${english.toCardinal(over)} ${many}`;
}

/** English, as in the United States. */
export const ENGLISH: SpokenLanguage = {
  words: english,
  one: () => "one",
  decimalSign: ".",
  point: "point",
  minus: "minus",
  saysPairs: false,
  groupsBySpace: false,
  dateOrder: "month_first",
  months: "January February March April May June July August September October November December".split(" "),
  signs: signWords(
    "and, percent, at, dot, dash, underscore, slash, plus, equals, number, to, section, times, divided by, plus or minus, about, degrees",
  ),
  currencies: currencies(
    "€ EUR: euro|euros/cent|cents; $ USD US$: dollar|dollars/cent|cents; £ GBP: pound|pounds/penny|pence; ¥ JPY: yen|yen; CHF: Swiss franc|Swiss francs/centime|centimes; ₹ INR: rupee|rupees/paisa|paise",
  ),
  units: nouns(
    "km: kilometer|kilometers; m: meter|meters; cm: centimeter|centimeters; mm: millimeter|millimeters; kg: kilogram|kilograms; g: gram|grams; mg: milligram|milligrams; l: liter|liters; L: liter|liters; ml: milliliter|milliliters; km/h: kilometer per hour|kilometers per hour; mph: mile per hour|miles per hour; mi: mile|miles; ft: foot|feet; lb: pound|pounds; lbs: pound|pounds; oz: ounce|ounces; °C: degree Celsius|degrees Celsius; °F: degree Fahrenheit|degrees Fahrenheit; °: degree|degrees; kB: kilobyte|kilobytes; MB: megabyte|megabytes; GB: gigabyte|gigabytes; TB: terabyte|terabytes; kW: kilowatt|kilowatts; kWh: kilowatt hour|kilowatt hours; W: watt|watts; V: volt|volts; Hz: hertz|hertz; kHz: kilohertz|kilohertz; h: hour|hours; hrs: hour|hours; min: minute|minutes; mins: minute|minutes; sec: second|seconds; ms: millisecond|milliseconds; m²: square meter|square meters; m³: cubic meter|cubic meters; km²: square kilometer|square kilometers; sq ft: square foot|square feet",
  ),
  magnitudes: ["thousand", "million", "billion", "trillion"],
  abbreviations: abbreviations(
    "24/7 = twenty-four seven; e.g. = for example; i.e. = that is; dr. = Doctor; mr. = Mister; mrs. = Missus; ms. = Miz; prof. = Professor; vs. = versus; etc. = et cetera; approx. = approximately; no. = number; dept. = department; apt. = apartment; ave. = Avenue; blvd. = Boulevard; incl. = including; w/o = without; w/ = with; jan. = January; feb. = February; aug. = August; sept. = September; oct. = October; nov. = November; dec. = December",
  ),
  ordinalMark: /st|nd|rd|th/,
  ordinal: (value) => english.toOrdinal(value),
  count: (value, [one, many]) => `${english.toCardinal(value)} ${value === "1" ? one : many}`,
  sumOf: (whole, part) => `${whole} and ${part}`,
  date: ({ day, month, year }) =>
    `${ENGLISH.months[month - 1]} ${english.toOrdinal(day)}${year === null ? "" : `, ${englishYear(year)}`}`,
  time: ({ hour, minute, half }) => englishTime(hour, minute, half),
  year: englishYear,
  fraction: englishFraction,
};

/** Words behind which an ordinal ends in -n, as in "am dritten Mai". */
const GERMAN_DATIVE = new Set(
  "am im vom zum zur beim dem den des ab seit bis nach vor einem einen eines ihrem ihren seinem seinen unserem unseren diesem diesen jedem jeden in an auf ins".split(
    " ",
  ),
);
const GERMAN_ARTICLES = new Set("der die das diese dieser jede ihre seine unsere eine".split(" "));

function germanOrdinal(value: number, before: string): string {
  const plain = german.toOrdinal(value);
  if (GERMAN_DATIVE.has(before)) return `${plain}n`;
  return GERMAN_ARTICLES.has(before) ? plain : `${plain}r`;
}

/** Says 1 in front of a word: most that end so are feminine, and only nouns are written large. */
function germanOne(after: string): string {
  if (!/^\p{Lu}/u.test(after)) return "eins";
  if (/^(?:Name|Kunde|Ende|Gebäude|Beispiel)$/.test(after)) return "ein";
  return /(?:ung|heit|keit|schaft|ion|tät|ei|ik|e|nachricht|nummer|antwort|zahl|zeit|person|mail)$/i.test(after)
    ? "eine"
    : "ein";
}

function germanCount(value: string, [one, many, gender]: Noun): string {
  if (value === "1") return `${gender === "f" ? "eine" : "ein"} ${one}`;
  return `${german.toCardinal(value)} ${many}`;
}

function germanYear(year: number): string {
  if (!isSaidByHundreds(year)) return german.toCardinal(year);
  const rest = year % 100;
  return `${german.toCardinal(Math.floor(year / 100))}hundert${rest === 0 ? "" : german.toCardinal(rest)}`;
}

function germanFraction(over: number, under: number): string | null {
  const said = over === 1 ? "ein" : german.toCardinal(over);
  if (under === 2) return over === 1 ? "ein halb" : `${said} Halbe`;
  const name = german.toOrdinal(under).replace(/te$/, "tel");
  return `${said} ${name[0]?.toUpperCase()}${name.slice(1)}`;
}

/** German. */
export const GERMAN: SpokenLanguage = {
  words: german,
  one: (after) => germanOne(after),
  decimalSign: ",",
  point: "Komma",
  minus: "minus",
  saysPairs: false,
  groupsBySpace: false,
  dateOrder: "day_first",
  months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
  signs: signWords(
    "und, Prozent, at, Punkt, Bindestrich, Unterstrich, Schrägstrich, plus, gleich, Nummer, bis, Paragraf, mal, geteilt durch, plus minus, etwa, Grad",
  ),
  currencies: currencies(
    "€ EUR: Euro|Euro/Cent|Cent; $ USD US$: Dollar|Dollar/Cent|Cent; £ GBP: Pfund|Pfund/Penny|Pence; ¥ JPY: Yen|Yen; CHF: Schweizer Franken|Schweizer Franken/Rappen|Rappen",
  ),
  units: nouns(
    "km: Kilometer; m: Meter; cm: Zentimeter; mm: Millimeter; kg: Kilogramm; g: Gramm; mg: Milligramm; l: Liter; L: Liter; ml: Milliliter; km/h: Kilometer pro Stunde; °C: Grad Celsius; °F: Grad Fahrenheit; °: Grad; kB: Kilobyte; MB: Megabyte; GB: Gigabyte; TB: Terabyte; kW: Kilowatt; kWh: Kilowattstunde|Kilowattstunden|f; W: Watt; V: Volt; Hz: Hertz; kHz: Kilohertz; h: Stunde|Stunden|f; Std.: Stunde|Stunden|f; min: Minute|Minuten|f; Min.: Minute|Minuten|f; Sek.: Sekunde|Sekunden|f; ms: Millisekunde|Millisekunden|f; m²: Quadratmeter; qm: Quadratmeter; m³: Kubikmeter; km²: Quadratkilometer",
  ),
  magnitudes: ["Tausend", "Million", "Millionen", "Mio.", "Milliarde", "Milliarden", "Mrd."],
  abbreviations: abbreviations(
    "24/7 = rund um die Uhr; z.b. = zum Beispiel; z. b. = zum Beispiel; d.h. = das heißt; d. h. = das heißt; u.a. = unter anderem; u. a. = unter anderem; bzw. = beziehungsweise; usw. = und so weiter; ca. = circa; ggf. = gegebenenfalls; evtl. = eventuell; inkl. = inklusive; zzgl. = zuzüglich; exkl. = exklusive; vgl. = vergleiche; dr. = Doktor; prof. = Professor; hr. = Herr; fr. = Frau; nr. = Nummer; str. = Straße; tel. = Telefon; mio. = Millionen; mrd. = Milliarden; mwst. = Mehrwertsteuer; i.d.r. = in der Regel; i. d. r. = in der Regel; max. = maximal; min. = mindestens; mind. = mindestens; std. = Stunden; bspw. = beispielsweise; o.ä. = oder Ähnliches",
  ),
  ordinalMark: /\.(?= ?\p{L})/u,
  // "Zimmer 3. Das ist …" ends a sentence; "am 3. Mai" and "der 2. Stock" do not.
  ordinal: (value, { before, after }) => {
    const isOne = GERMAN_DATIVE.has(before) || GERMAN_ARTICLES.has(before) || GERMAN.months.includes(after);
    return isOne && /^\p{Lu}/u.test(after) ? germanOrdinal(value, before) : null;
  },
  count: germanCount,
  sumOf: (whole, _, partValue) => `${whole} ${german.toCardinal(partValue)}`,
  date: ({ day, month, year, before }) =>
    `${germanOrdinal(day, before)} ${GERMAN.months[month - 1]}${year === null ? "" : ` ${germanYear(year)}`}`,
  time: ({ hour, minute }) =>
    `${hour === 1 ? "ein" : german.toCardinal(hour)} Uhr${minute === 0 ? "" : ` ${german.toCardinal(minute)}`}`,
  year: germanYear,
  fraction: germanFraction,
};

/** Dutch. */
export const DUTCH: SpokenLanguage = {
  words: dutch,
  one: () => "één",
  decimalSign: ",",
  point: "komma",
  minus: "min",
  saysPairs: false,
  groupsBySpace: false,
  dateOrder: "day_first",
  months: "januari februari maart april mei juni juli augustus september oktober november december".split(" "),
  signs: signWords(
    "en, procent, apenstaartje, punt, streepje, underscore, slash, plus, is, nummer, tot, paragraaf, keer, gedeeld door, plus of min, ongeveer, graden",
  ),
  currencies: currencies(
    "€ EUR: euro|euro/cent|cent; $ USD US$: dollar|dollar/cent|cent; £ GBP: pond|pond/penny|pence; ¥ JPY: yen|yen; CHF: Zwitserse frank|Zwitserse frank/rappen|rappen",
  ),
  units: nouns(
    "km: kilometer; m: meter; cm: centimeter; mm: millimeter; kg: kilogram; g: gram; mg: milligram; l: liter; L: liter; ml: milliliter; km/h: kilometer per uur; km/u: kilometer per uur; °C: graad Celsius|graden Celsius; °: graad|graden; kB: kilobyte; MB: megabyte; GB: gigabyte; TB: terabyte; kW: kilowatt; kWh: kilowattuur; W: watt; V: volt; Hz: hertz; kHz: kilohertz; u: uur; min: minuut|minuten; sec: seconde|seconden; ms: milliseconde|milliseconden; m²: vierkante meter; m³: kubieke meter; km²: vierkante kilometer",
  ),
  magnitudes: ["duizend", "miljoen", "miljard", "mln.", "mld."],
  abbreviations: abbreviations(
    "bijv. = bijvoorbeeld; bv. = bijvoorbeeld; d.w.z. = dat wil zeggen; o.a. = onder andere; enz. = enzovoort; ca. = circa; incl. = inclusief; excl. = exclusief; evt. = eventueel; i.p.v. = in plaats van; m.b.t. = met betrekking tot; a.u.b. = alstublieft; t/m = tot en met; dhr. = de heer; mevr. = mevrouw; mw. = mevrouw; dr. = dokter; nr. = nummer; tel. = telefoon; max. = maximaal; min. = minimaal; mln. = miljoen; mld. = miljard",
  ),
  ordinalMark: /e|de|ste/,
  ordinal: (value) => dutch.toOrdinal(value),
  count: (value, [one, many]) => `${dutch.toCardinal(value)} ${value === "1" ? one : many}`,
  sumOf: (whole, _, partValue) => `${whole} ${dutch.toCardinal(partValue)}`,
  date: ({ day, month, year }) =>
    `${dutch.toCardinal(day)} ${DUTCH.months[month - 1]}${year === null ? "" : ` ${dutch.toCardinal(year)}`}`,
  time: ({ hour, minute }) => `${dutch.toCardinal(hour)} uur${minute === 0 ? "" : ` ${dutch.toCardinal(minute)}`}`,
  year: (year) => dutch.toCardinal(year),
  fraction: (over, under) => {
    if (under === 2) return over === 1 ? "een half" : null;
    return `${over === 1 ? "een" : dutch.toCardinal(over)} ${under === 4 ? "kwart" : dutch.toOrdinal(under)}`;
  },
};
