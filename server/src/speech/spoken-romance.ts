import { type NumberWords, numberWordsOf } from "./number-words.ts";
import { abbreviations, currencies, type Noun, nouns, type SpokenLanguage, signWords } from "./spoken-language.ts";

const [french, spanish, italian, portuguese] = ["fr", "es", "it", "pt"].map(numberWordsOf) as [
  NumberWords,
  NumberWords,
  NumberWords,
  NumberWords,
];

const FRENCH_FRACTIONS: Readonly<Record<number, string>> = { 2: "demi", 3: "tiers", 4: "quart" };

/** Says a number, with a last word that fits a noun of that gender, and the noun. */
function counted(
  words: NumberWords,
  value: string,
  noun: { of: Noun; agree: (said: string, isFeminine: boolean) => string },
): string {
  const [one, many, gender] = noun.of;
  const said = noun.agree(words.toCardinal(value), gender === "f");
  return `${said} ${value === "1" ? one : many}`;
}

function frenchCount(value: string, of: Noun): string {
  const agree = (said: string, isFeminine: boolean) => (isFeminine ? said.replace(/\bun$/, "une") : said);
  const [one, many] = of;
  // Below 2 there is no plural: "1,5 euro", "0 degré".
  const isSingle = Number(value) < 2;
  return counted(french, value, {
    of: [one, isSingle ? one : many, ...(of[2] ? ([of[2]] as const) : [])] as Noun,
    agree,
  });
}

function spanishAgree(said: string, isFeminine: boolean): string {
  if (isFeminine) return said.replace(/uno$/, "una");
  return said.replace(/veintiuno$/, "veintiún").replace(/\buno$/, "un");
}

function portugueseAgree(said: string, isFeminine: boolean): string {
  return isFeminine ? said.replace(/\bum$/, "uma").replace(/\bdois$/, "duas") : said;
}

/** French. */
export const FRENCH: SpokenLanguage = {
  words: french,
  one: () => "un",
  decimalSign: ",",
  point: "virgule",
  minus: "moins",
  saysPairs: true,
  groupsBySpace: true,
  dateOrder: "day_first",
  months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
  signs: signWords(
    "et, pour cent, arobase, point, tiret, tiret bas, slash, plus, égale, numéro, à, paragraphe, fois, divisé par, plus ou moins, environ, degrés",
  ),
  currencies: currencies(
    "€ EUR: euro|euros/centime|centimes; $ USD US$: dollar|dollars/cent|cents; £ GBP: livre|livres|f/penny|pence; ¥ JPY: yen|yens; CHF: franc suisse|francs suisses/centime|centimes",
  ),
  units: nouns(
    "km: kilomètre|kilomètres; m: mètre|mètres; cm: centimètre|centimètres; mm: millimètre|millimètres; kg: kilo|kilos; g: gramme|grammes; mg: milligramme|milligrammes; l: litre|litres; L: litre|litres; ml: millilitre|millilitres; km/h: kilomètre heure|kilomètres heure; °C: degré Celsius|degrés Celsius; °: degré|degrés; ko: kilooctet|kilooctets; Mo: mégaoctet|mégaoctets; Go: gigaoctet|gigaoctets; kW: kilowatt|kilowatts; kWh: kilowattheure|kilowattheures; W: watt|watts; V: volt|volts; h: heure|heures|f; min: minute|minutes|f; ms: milliseconde|millisecondes|f; m²: mètre carré|mètres carrés; m³: mètre cube|mètres cubes; km²: kilomètre carré|kilomètres carrés",
  ),
  magnitudes: ["mille", "million", "millions", "milliard", "milliards"],
  abbreviations: abbreviations(
    "p.ex. = par exemple; p. ex. = par exemple; c.-à-d. = c'est-à-dire; etc. = et cetera; env. = environ; m. = monsieur; mm. = messieurs; mme = madame; mme. = madame; mlle = mademoiselle; dr. = docteur; dr = docteur; n° = numéro; av. = avenue; bd. = boulevard; boul. = boulevard; tél. = téléphone; max. = maximum; svp = s'il vous plaît; s.v.p. = s'il vous plaît; rdv = rendez-vous",
  ),
  ordinalMark: /ère|er|re|ème|eme|e|nde|nd/,
  ordinal: (value, { mark }) => {
    if (value === 1) return /re$/.test(mark) ? "première" : "premier";
    return /^n/.test(mark) ? (mark === "nde" ? "seconde" : "second") : french.toOrdinal(value);
  },
  count: frenchCount,
  sumOf: (whole, _, partValue) => `${whole} ${french.toCardinal(partValue)}`,
  date: ({ day, month, year }) =>
    `${day === 1 ? "premier" : french.toCardinal(day)} ${FRENCH.months[month - 1]}${year === null ? "" : ` ${french.toCardinal(year)}`}`,
  time: ({ hour, minute }) =>
    `${frenchCount(String(hour), ["heure", "heures", "f"])}${minute === 0 ? "" : ` ${french.toCardinal(minute)}`}`,
  year: (year) => french.toCardinal(year),
  fraction: (over, under) => {
    const name = FRENCH_FRACTIONS[under] ?? french.toOrdinal(under);
    return `${french.toCardinal(over)} ${name}${over > 1 && !name.endsWith("s") ? "s" : ""}`;
  },
};

/** Spanish. */
export const SPANISH: SpokenLanguage = {
  words: spanish,
  one: (after) => (after === "" ? "uno" : /(?:a|ión|dad|tud)$/.test(after) ? "una" : "un"),
  decimalSign: ",",
  point: "coma",
  minus: "menos",
  saysPairs: false,
  groupsBySpace: false,
  dateOrder: "day_first",
  months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" "),
  signs: signWords(
    "y, por ciento, arroba, punto, guion, guion bajo, barra, más, igual a, número, a, párrafo, por, dividido por, más menos, unos, grados",
  ),
  currencies: currencies(
    "€ EUR: euro|euros/céntimo|céntimos; $ USD US$: dólar|dólares/centavo|centavos; £ GBP: libra|libras|f/penique|peniques; ¥ JPY: yen|yenes; CHF: franco suizo|francos suizos/céntimo|céntimos; MXN: peso mexicano|pesos mexicanos/centavo|centavos",
  ),
  units: nouns(
    "km: kilómetro|kilómetros; m: metro|metros; cm: centímetro|centímetros; mm: milímetro|milímetros; kg: kilo|kilos; g: gramo|gramos; mg: miligramo|miligramos; l: litro|litros; L: litro|litros; ml: mililitro|mililitros; km/h: kilómetro por hora|kilómetros por hora; °C: grado Celsius|grados Celsius; °: grado|grados; kB: kilobyte|kilobytes; MB: megabyte|megabytes; GB: gigabyte|gigabytes; TB: terabyte|terabytes; kW: kilovatio|kilovatios; kWh: kilovatio hora|kilovatios hora; W: vatio|vatios; V: voltio|voltios; h: hora|horas|f; min: minuto|minutos; seg: segundo|segundos; ms: milisegundo|milisegundos; m²: metro cuadrado|metros cuadrados; m³: metro cúbico|metros cúbicos; km²: kilómetro cuadrado|kilómetros cuadrados",
  ),
  magnitudes: ["mil", "millón", "millones"],
  abbreviations: abbreviations(
    "p.ej. = por ejemplo; p. ej. = por ejemplo; etc. = etcétera; sr. = señor; sra. = señora; sres. = señores; srta. = señorita; dr. = doctor; dra. = doctora; ud. = usted; uds. = ustedes; vd. = usted; aprox. = aproximadamente; avda. = avenida; av. = avenida; núm. = número; nº = número; n.º = número; tel. = teléfono; tfno. = teléfono; pág. = página; máx. = máximo; mín. = mínimo; ee.uu. = Estados Unidos; ee. uu. = Estados Unidos",
  ),
  ordinalMark: /\.?[ºª]|\.?er/,
  ordinal: (value, { mark }) => {
    const plain = spanish.toOrdinal(value);
    if (mark.endsWith("er")) return plain.replace(/(primer|tercer)o$/, "$1");
    return mark.endsWith("ª") ? plain.replaceAll(/o\b/g, "a") : plain;
  },
  count: (value, of) => counted(spanish, value, { of, agree: spanishAgree }),
  sumOf: (whole, _, partValue) => `${whole} con ${spanish.toCardinal(partValue)}`,
  date: ({ day, month, year }) =>
    `${spanish.toCardinal(day)} de ${SPANISH.months[month - 1]}${year === null ? "" : ` de ${spanish.toCardinal(year)}`}`,
  time: ({ hour, minute }) =>
    `${hour === 1 ? "una" : hour === 21 ? "veintiuna" : spanish.toCardinal(hour)}${minute === 0 ? "" : ` y ${spanish.toCardinal(minute)}`}`,
  year: (year) => spanish.toCardinal(year),
  fraction: (over, under) => {
    if (under === 2) return over === 1 ? "un medio" : `${spanish.toCardinal(over)} medios`;
    const name = under === 3 ? "tercio" : spanish.toOrdinal(under);
    return over === 1 ? `un ${name}` : `${spanish.toCardinal(over)} ${name}s`;
  },
};

/** Italian. */
export const ITALIAN: SpokenLanguage = {
  words: italian,
  one: (after) => (after === "" ? "uno" : /(?:a|ione|tà)$/.test(after) ? "una" : "un"),
  decimalSign: ",",
  point: "virgola",
  minus: "meno",
  saysPairs: false,
  groupsBySpace: false,
  dateOrder: "day_first",
  months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(" "),
  signs: signWords(
    "e, per cento, chiocciola, punto, trattino, trattino basso, barra, più, uguale, numero, a, paragrafo, per, diviso, più o meno, circa, gradi",
  ),
  currencies: currencies(
    "€ EUR: euro|euro/centesimo|centesimi; $ USD US$: dollaro|dollari/centesimo|centesimi; £ GBP: sterlina|sterline|f/penny|pence; ¥ JPY: yen|yen; CHF: franco svizzero|franchi svizzeri/centesimo|centesimi",
  ),
  units: nouns(
    "km: chilometro|chilometri; m: metro|metri; cm: centimetro|centimetri; mm: millimetro|millimetri; kg: chilo|chili; g: grammo|grammi; mg: milligrammo|milligrammi; l: litro|litri; L: litro|litri; ml: millilitro|millilitri; km/h: chilometro orario|chilometri orari; °C: grado Celsius|gradi Celsius; °: grado|gradi; kB: kilobyte; MB: megabyte; GB: gigabyte; TB: terabyte; kW: chilowatt; kWh: chilowattora; W: watt; V: volt; h: ora|ore|f; min: minuto|minuti; sec: secondo|secondi; ms: millisecondo|millisecondi; m²: metro quadrato|metri quadrati; mq: metro quadrato|metri quadrati; m³: metro cubo|metri cubi; km²: chilometro quadrato|chilometri quadrati",
  ),
  magnitudes: ["mila", "milione", "milioni", "miliardo", "miliardi"],
  abbreviations: abbreviations(
    "ad es. = ad esempio; p.es. = per esempio; ecc. = eccetera; sig. = signor; sig.ra = signora; sig.na = signorina; dott. = dottor; dott.ssa = dottoressa; dr. = dottor; prof. = professor; avv. = avvocato; ing. = ingegner; n. = numero; n° = numero; tel. = telefono; pag. = pagina; ca. = circa; max. = massimo; min. = minimo",
  ),
  ordinalMark: /[º°ª]/,
  ordinal: (value, { mark }) => italian.toOrdinal(value).replace(/o$/, mark === "ª" ? "a" : "o"),
  count: (value, of) =>
    counted(italian, value, {
      of,
      agree: (said, isFeminine) => (value === "1" ? (isFeminine ? "una" : "un") : said),
    }).replace(/^una (?=[aeiou])/, "un'"),
  sumOf: (whole, _, partValue) => `${whole} e ${italian.toCardinal(partValue)}`,
  date: ({ day, month, year }) =>
    `${day === 1 ? "primo" : italian.toCardinal(day)} ${ITALIAN.months[month - 1]}${year === null ? "" : ` ${italian.toCardinal(year)}`}`,
  time: ({ hour, minute }) =>
    `${hour === 1 ? "una" : italian.toCardinal(hour)}${minute === 0 ? "" : ` e ${italian.toCardinal(minute)}`}`,
  year: (year) => italian.toCardinal(year),
  fraction: (over, under) => {
    if (under === 2) return over === 1 ? "un mezzo" : `${italian.toCardinal(over)} mezzi`;
    const name = italian.toOrdinal(under);
    return over === 1 ? `un ${name}` : `${italian.toCardinal(over)} ${name.replace(/o$/, "i")}`;
  },
};

/** Portuguese. */
export const PORTUGUESE: SpokenLanguage = {
  words: portuguese,
  one: (after) => (/(?:a|gem|ção|são|dade)$/.test(after) ? "uma" : "um"),
  decimalSign: ",",
  point: "vírgula",
  minus: "menos",
  saysPairs: false,
  groupsBySpace: false,
  dateOrder: "day_first",
  months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(" "),
  signs: signWords(
    "e, por cento, arroba, ponto, hífen, sublinhado, barra, mais, igual a, número, a, parágrafo, vezes, dividido por, mais ou menos, cerca de, graus",
  ),
  currencies: currencies(
    "€ EUR: euro|euros/cêntimo|cêntimos; $ USD US$: dólar|dólares/cêntimo|cêntimos; R$ BRL: real|reais/centavo|centavos; £ GBP: libra|libras|f/penny|pence; ¥ JPY: iene|ienes; CHF: franco suíço|francos suíços/cêntimo|cêntimos",
  ),
  units: nouns(
    "km: quilómetro|quilómetros; m: metro|metros; cm: centímetro|centímetros; mm: milímetro|milímetros; kg: quilo|quilos; g: grama|gramas; mg: miligrama|miligramas; l: litro|litros; L: litro|litros; ml: mililitro|mililitros; km/h: quilómetro por hora|quilómetros por hora; °C: grau Celsius|graus Celsius; °: grau|graus; kB: quilobyte|quilobytes; MB: megabyte|megabytes; GB: gigabyte|gigabytes; TB: terabyte|terabytes; kW: quilowatt|quilowatts; kWh: quilowatt-hora|quilowatts-hora; W: watt|watts; V: volt|volts; h: hora|horas|f; min: minuto|minutos; seg: segundo|segundos; ms: milissegundo|milissegundos; m²: metro quadrado|metros quadrados; m³: metro cúbico|metros cúbicos; km²: quilómetro quadrado|quilómetros quadrados",
  ),
  magnitudes: ["mil", "milhão", "milhões", "bilhão", "bilhões"],
  abbreviations: abbreviations(
    "p.ex. = por exemplo; p. ex. = por exemplo; etc. = et cetera; sr. = senhor; sra. = senhora; srs. = senhores; dr. = doutor; dra. = doutora; prof. = professor; av. = avenida; nº = número; n.º = número; tel. = telefone; pág. = página; aprox. = aproximadamente; máx. = máximo; mín. = mínimo; vs. = versus",
  ),
  ordinalMark: /\.?[ºª]/,
  ordinal: (value, { mark }) => {
    const plain = portuguese.toOrdinal(value);
    return mark.endsWith("ª") ? plain.replaceAll(/o(?= |$)/g, "a") : plain;
  },
  count: (value, of) => counted(portuguese, value, { of, agree: portugueseAgree }),
  sumOf: (whole, _, partValue) => `${whole} e ${portuguese.toCardinal(partValue)}`,
  date: ({ day, month, year }) =>
    `${portuguese.toCardinal(day)} de ${PORTUGUESE.months[month - 1]}${year === null ? "" : ` de ${portuguese.toCardinal(year)}`}`,
  time: ({ hour, minute }) => {
    const hours = portugueseAgree(portuguese.toCardinal(hour), true);
    return minute === 0 ? `${hours} ${hour === 1 ? "hora" : "horas"}` : `${hours} e ${portuguese.toCardinal(minute)}`;
  },
  year: (year) => portuguese.toCardinal(year),
  fraction: (over, under) => {
    if (under === 2) return over === 1 ? "um meio" : `${portuguese.toCardinal(over)} meios`;
    const name = under === 3 ? "terço" : portuguese.toOrdinal(under);
    return over === 1 ? `um ${name}` : `${portuguese.toCardinal(over)} ${name}s`;
  },
};
