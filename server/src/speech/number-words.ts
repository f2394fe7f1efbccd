import * as am from "n2words/am-ET";
import * as ar from "n2words/ar-SA";
import * as az from "n2words/az-AZ";
import * as bn from "n2words/bn-BD";
import * as cs from "n2words/cs-CZ";
import * as da from "n2words/da-DK";
import * as de from "n2words/de-DE";
import * as el from "n2words/el-GR";
import * as en from "n2words/en-US";
import * as es from "n2words/es-ES";
import * as fa from "n2words/fa-IR";
import * as fi from "n2words/fi-FI";
import * as fil from "n2words/fil-PH";
import * as fr from "n2words/fr-FR";
import * as gu from "n2words/gu-IN";
import * as he from "n2words/he-IL";
import * as hi from "n2words/hi-IN";
import * as hr from "n2words/hr-HR";
import * as hu from "n2words/hu-HU";
import * as id from "n2words/id-ID";
import * as it from "n2words/it-IT";
import * as ja from "n2words/ja-JP";
import * as ka from "n2words/ka-GE";
import * as kn from "n2words/kn-IN";
import * as ko from "n2words/ko-KR";
import * as lt from "n2words/lt-LT";
import * as lv from "n2words/lv-LV";
import * as mr from "n2words/mr-IN";
import * as ms from "n2words/ms-MY";
import * as nb from "n2words/nb-NO";
import * as nl from "n2words/nl-NL";
import * as pa from "n2words/pa-IN";
import * as pl from "n2words/pl-PL";
import * as pt from "n2words/pt-PT";
import * as ro from "n2words/ro-RO";
import * as ru from "n2words/ru-RU";
import * as sr from "n2words/sr-Cyrl-RS";
import * as sv from "n2words/sv-SE";
import * as sw from "n2words/sw-KE";
import * as ta from "n2words/ta-IN";
import * as te from "n2words/te-IN";
import * as th from "n2words/th-TH";
import * as tr from "n2words/tr-TR";
import * as uk from "n2words/uk-UA";
import * as ur from "n2words/ur-PK";
import * as vi from "n2words/vi-VN";
import * as zh from "n2words/zh-Hans-CN";

/** Says numbers in the words of one language. */
export interface NumberWords {
  /** Says a whole or decimal number, written with a point. */
  toCardinal(value: string | number): string;
  /** Says a whole number above 0 as an ordinal. */
  toOrdinal(value: string | number): string;
}

const WORDS: Readonly<Record<string, NumberWords>> = {
  am,
  ar,
  az,
  bn,
  cs,
  da,
  de,
  el,
  en,
  es,
  fa,
  fi,
  fil,
  fr,
  gu,
  he,
  hi,
  hr,
  hu,
  id,
  it,
  ja,
  ka,
  kn,
  ko,
  lt,
  lv,
  mr,
  ms,
  nb,
  nl,
  pa,
  pl,
  pt,
  ro,
  ru,
  sr,
  sv,
  sw,
  ta,
  te,
  th,
  tr,
  uk,
  ur,
  vi,
  zh,
  // Of Norwegian there is the written form that nearly all use; of Tagalog the standard that is called Filipino.
  no: nb,
  tl: fil,
};

/** Returns the words for numbers in the language of that ISO 639 code; null where there are none. */
export function numberWordsOf(language: string): NumberWords | null {
  return Object.hasOwn(WORDS, language) ? (WORDS[language] as NumberWords) : null;
}
