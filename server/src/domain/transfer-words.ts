import { languageCode } from "./language.ts";

interface Words {
  /** What a human is told before anything else. */
  readonly introduction: string;
  /** How they take the call. */
  readonly confirm: string;
  /** What is said where nobody could sum the conversation up. */
  readonly caller: string;
}

const ENGLISH: Words = {
  introduction: "Hello, I have a caller for you.",
  confirm: "To take the call, press 1 or say yes. To decline, press 2.",
  caller: "I could not sum up what it is about.",
};

/** By ISO 639 code. */
const WORDS: Readonly<Record<string, Words>> = {
  en: ENGLISH,
  de: {
    introduction: "Guten Tag, ich habe einen Anruf für Sie.",
    confirm: "Um den Anruf anzunehmen, drücken Sie die 1 oder sagen Sie Ja. Um abzulehnen, drücken Sie die 2.",
    caller: "Ich konnte nicht zusammenfassen, worum es geht.",
  },
  fr: {
    introduction: "Bonjour, j'ai un appel pour vous.",
    confirm: "Pour prendre l'appel, appuyez sur 1 ou dites oui. Pour le refuser, appuyez sur 2.",
    caller: "Je n'ai pas pu résumer de quoi il s'agit.",
  },
  it: {
    introduction: "Buongiorno, ho una chiamata per lei.",
    confirm: "Per accettare la chiamata, prema 1 o dica sì. Per rifiutare, prema 2.",
    caller: "Non ho potuto riassumere di che cosa si tratta.",
  },
  es: {
    introduction: "Hola, tengo una llamada para usted.",
    confirm: "Para aceptar la llamada, pulse 1 o diga sí. Para rechazarla, pulse 2.",
    caller: "No he podido resumir de qué se trata.",
  },
  pt: {
    introduction: "Olá, tenho uma chamada para si.",
    confirm: "Para aceitar a chamada, prima 1 ou diga sim. Para recusar, prima 2.",
    caller: "Não consegui resumir do que se trata.",
  },
  nl: {
    introduction: "Hallo, ik heb een beller voor u.",
    confirm: "Druk op 1 of zeg ja om het gesprek aan te nemen. Druk op 2 om te weigeren.",
    caller: "Ik kon niet samenvatten waar het over gaat.",
  },
};

/** Writes what a human is told who is to take a call, in a language; in English where there are no words in it. */
export function transferWords(
  language: string,
  { summary, mustConfirm }: { summary: string; mustConfirm: boolean },
): string {
  const { introduction, confirm } = wordsIn(language);
  return [introduction, summary, ...(mustConfirm ? [confirm] : [])].join(" ");
}

/** Writes what stands for a summary that nobody could make. */
export function newCallWords(language: string): string {
  return wordsIn(language).caller;
}

function wordsIn(language: string): Words {
  return WORDS[languageCode(language) ?? "en"] ?? ENGLISH;
}
