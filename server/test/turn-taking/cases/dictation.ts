import { turn } from "./case.ts";

const PHONE = "What is your phone number?";
const EMAIL = "What is your e-mail address?";
const NAME = "Could you spell your last name for me?";
const BORN = "What is your date of birth?";
const ADDRESS = "What is your address?";
const ORDER = "Please tell me your order number.";

/** Numbers, names, addresses and dates, given in groups. */
export const DICTATION = [
  turn("kal", ["My number is", 900, "zero seven nine", 1_000, "five five two", 1_000, "one eight four seven."], {
    asked: PHONE,
  }),
  turn("slt", ["zero two zero", 1_100, "seven nine four six", 1_200, "zero one two three."], { asked: PHONE }),
  turn("rms", ["It's five five five", 1_300, "eight one two", 1_300, "three four six nine."], { asked: PHONE }),
  turn("awb", ["You can reach me under zero one seven two", 1_200, "three three four", 1_100, "nine eight seven."]),
  turn("en-gb", ["double four", 900, "one three two", 1_000, "six six seven eight nine."], { asked: PHONE }),
  turn("en-us", ["eight hundred", 900, "five five five", 1_000, "zero one nine nine."], { asked: PHONE }),
  turn("kal16", ["The code is four", 900, "seven", 1_000, "one", 900, "nine."], { within: 3_000 }),
  turn("en-gb-scotland", ["A B", 1_000, "seven three nine", 1_000, "four."], { asked: ORDER, within: 3_000 }),
  turn("slt", ["Order number one zero zero", 1_200, "three five eight."], { asked: ORDER, within: 2_500 }),
  turn(
    "rms",
    ["four nine two nine", 1_300, "one one three eight", 1_300, "seven seven zero two", 1_300, "six five four one."],
    {
      asked: "Please read me the number on your card.",
    },
  ),
  turn("kal", ["It is", 1_200, "nine one one seven."], {
    asked: "What are the last four digits of your account?",
    within: 2_500,
  }),
  turn("awb", ["My customer number is seven seven", 1_500, "two eight", 1_500, "three one."], { within: 2_500 }),

  turn("slt", ["S", 700, "M", 700, "I", 700, "T", 700, "H."], { asked: NAME, within: 2_500 }),
  turn("rms", ["It's Miller.", 800, "M I", 900, "double L", 900, "E R."], { asked: NAME, within: 2_500 }),
  turn("en-us", ["K O W", 1_200, "A L", 1_200, "S K I."], { asked: NAME, within: 2_500 }),
  turn("en-gb", ["B for Bravo", 900, "R for Romeo", 900, "O", 900, "W N."], { asked: NAME, within: 2_500 }),
  turn("kal16", ["My name is Jane, spelled", 900, "J A Y", 1_000, "N E."], { within: 2_500 }),

  turn("kal", ["john dot smith", 1_000, "at gmail dot com."], { asked: EMAIL }),
  turn("slt", ["It is anna", 900, "underscore", 800, "berg", 1_000, "at", 900, "web dot de."], { asked: EMAIL }),
  turn("awb", ["My email is info", 1_000, "at blue minus whale", 1_200, "dot org."]),
  turn("en-us+f3", ["Sure, it's", 1_000, "m a x at", 1_100, "outlook dot com."], { asked: EMAIL }),

  turn("rms", ["The third of May", 1_000, "nineteen eighty two."], { asked: BORN }),
  turn("slt", ["fourteenth", 900, "of July", 1_000, "two thousand one."], { asked: BORN }),
  turn("en-us", ["I was born on", 900, "March", 800, "twenty first", 900, "nineteen seventy five."], { asked: BORN }),
  turn("kal", ["oh four", 900, "eleven", 900, "nineteen ninety."], { asked: BORN }),

  turn("en-gb", ["twenty two", 900, "Baker Street", 1_000, "London."], { asked: ADDRESS, within: 2_500 }),
  turn("awb", ["I live at", 800, "seventeen Mill Lane", 1_200, "in Oxford."], { asked: ADDRESS, within: 2_500 }),
  turn("en-gb-scotland", ["It's number five", 1_000, "High Street", 1_100, "Edinburgh", 1_000, "E H one one Y Z."], {
    asked: ADDRESS,
    within: 2_500,
  }),

  // Answers that are no dictation though one was asked for.
  turn("slt", ["I don't have an email."], { asked: EMAIL }),
  turn("rms", ["Why do you need that?"], { asked: PHONE }),
  turn("kal", ["One moment please."], { asked: ORDER }),
  turn("en-gb", ["It is the same as before."], { asked: ADDRESS }),

  turn("de", ["Meine Nummer ist", 900, "null eins sieben zwei", 1_100, "drei vier fünf", 1_100, "sechs sieben acht."], {
    asked: "Wie ist Ihre Telefonnummer?",
  }),
  turn("de", ["Maier", 800, "M A", 900, "I E R."], {
    asked: "Können Sie Ihren Nachnamen buchstabieren?",
    within: 2_500,
  }),
  turn("de", ["anna punkt berg", 1_000, "at web punkt de."], { asked: "Wie lautet Ihre E-Mail-Adresse?" }),
  turn("de", ["Am dritten Mai", 1_000, "neunzehnhundert zweiundachtzig."], {
    asked: "Wie ist Ihr Geburtsdatum?",
    within: 2_500,
  }),
  turn("fr-fr", ["zéro six", 1_000, "douze", 900, "trente quatre", 1_000, "cinquante", 900, "soixante dix huit."], {
    asked: "Quel est votre numéro de téléphone ?",
  }),
  turn("fr-fr", ["Mon adresse mail c'est", 900, "paul arobase", 1_000, "orange point fr."], {
    asked: "Quel est votre e-mail ?",
  }),
  turn("es", ["Es el seis uno dos", 1_000, "tres cuatro cinco", 1_000, "siete ocho nueve."], {
    asked: "¿Cuál es su número de teléfono?",
  }),
  turn("it", ["tre tre otto", 1_100, "uno due tre", 1_100, "quattro cinque sei sette."], {
    asked: "Qual è il suo numero di telefono?",
  }),
  turn("pt-br", ["nove nove oito", 1_000, "um dois três", 1_000, "quatro cinco seis sete."], {
    asked: "Qual é o seu telefone?",
  }),
  turn("nl", ["nul zes", 1_000, "een twee drie vier", 1_000, "vijf zes zeven acht."], {
    asked: "Wat is uw telefoonnummer?",
  }),
];
