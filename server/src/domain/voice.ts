import { z } from "zod";

/** A voice that agents can be given on this installation. */
export const voiceSchema = z
  .object({
    provider: z.string().describe("`operator` for the platform's own voices, or the name of a speech provider."),
    id: z.string().describe("The voice's name at that provider: what goes into a persona's `voice.id`."),
    name: z.string().describe("What people call it."),
    gender: z.enum(["female", "male", "neutral"]).describe("How it sounds."),
    languages: z.array(z.string()).describe("The languages it speaks, by their English names; empty for any."),
    spoken_by: z
      .object({
        provider: z.string().describe("The speech provider."),
        id: z.string().describe("The voice's name there."),
      })
      .nullable()
      .describe(
        "For one of the platform's own voices, who speaks it in English on this installation; null for a provider's own, " +
          "and where nobody speaks.",
      ),
    sample_url: z.string().describe("Where a spoken sample of it can be had."),
  })
  .meta({ id: "Voice", description: "A voice that agents can be given on this installation." });

/** A voice as it is shown. */
export type Voice = z.output<typeof voiceSchema>;

/** What a voice says of itself; `$name` is its name. */
const SENTENCES: Readonly<Record<string, string>> = {
  ar: "مرحبا، اسمي $name. كيف يمكنني مساعدتك اليوم؟",
  cs: "Dobrý den, jmenuji se $name. Jak vám mohu dnes pomoci?",
  da: "Hej, jeg hedder $name. Hvad kan jeg hjælpe dig med i dag?",
  de: "Guten Tag, ich heiße $name. Wie kann ich Ihnen heute helfen?",
  el: "Γεια σας, με λένε $name. Πώς μπορώ να σας βοηθήσω σήμερα;",
  en: "Hello, my name is $name. How can I help you today?",
  es: "Hola, me llamo $name. ¿En qué puedo ayudarle hoy?",
  fi: "Hei, nimeni on $name. Miten voin auttaa tänään?",
  fr: "Bonjour, je m'appelle $name. Comment puis-je vous aider aujourd'hui ?",
  hi: "नमस्ते, मेरा नाम $name है। आज मैं आपकी कैसे मदद कर सकता हूँ?",
  hu: "Jó napot, a nevem $name. Miben segíthetek ma?",
  it: "Buongiorno, mi chiamo $name. Come posso aiutarla oggi?",
  ja: "こんにちは、$nameです。本日はどのようなご用件でしょうか。",
  ko: "안녕하세요, 제 이름은 $name입니다. 오늘 무엇을 도와드릴까요?",
  nb: "Hei, jeg heter $name. Hva kan jeg hjelpe deg med i dag?",
  nl: "Hallo, mijn naam is $name. Waarmee kan ik u vandaag helpen?",
  pl: "Dzień dobry, nazywam się $name. W czym mogę dziś pomóc?",
  pt: "Olá, o meu nome é $name. Como posso ajudar hoje?",
  ro: "Bună ziua, mă numesc $name. Cu ce vă pot ajuta astăzi?",
  ru: "Здравствуйте, меня зовут $name. Чем я могу помочь сегодня?",
  sv: "Hej, jag heter $name. Vad kan jag hjälpa dig med idag?",
  tr: "Merhaba, benim adım $name. Bugün size nasıl yardımcı olabilirim?",
  uk: "Добрий день, мене звати $name. Чим я можу допомогти сьогодні?",
  zh: "您好，我是$name。今天有什么可以帮您？",
};

/**
 * Returns what a voice of that name says of itself in a language, an ISO 639 code; in one whose words the platform does
 * not know it says its own name and the language's.
 */
export function sampleSentence(name: string, language: string): string {
  const sentence = SENTENCES[language];
  if (sentence !== undefined) return sentence.replace("$name", () => name);
  const own = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return `${name}. ${own}.`;
}
