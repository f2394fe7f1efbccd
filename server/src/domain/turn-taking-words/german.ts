import { turnTakingWords } from "./wording.ts";

/** German. */
export const GERMAN = turnTakingWords({
  open:
    "der|die|das|den|dem|des|eine|einen|einem|einer|eines|kein|keine|keinen|mein|meine|meinen|meiner|dein|" +
    "deine|ihr|ihre|ihren|sein|seine|unser|unsere|und|oder|aber|denn|weil|dass|daß|ob|wenn|falls|als|" +
    "damit|obwohl|während|bevor|nachdem|sondern|sowie|beziehungsweise|in|im|ins|am|ans|beim|von|vom|zum|" +
    "zur|für|über|unter|durch|ohne|gegen|bis|seit|wegen|per|pro|ist|bin|hab|hatte|hätte|möchten|wollte|" +
    "müsste|sollte|ich|wir|er|man|nicht nur|circa|etwa|nämlich|und zwar|ich glaube|ich meine|ich möchte|" +
    "ich hätte gern|ich hätte gerne|ich brauche|ich wollte|nummer ist|name ist|adresse ist|lautet|heißt|" +
    "heiße|ich heiße|wohne|ich wohne|geboren|geboren am|herr|frau|doktor|so ein|so eine|doppel|punkt|" +
    "bindestrich|unterstrich|ich habe|ich hab|wir haben|ich möchte|ich will|ich kann|ich muss|" +
    "gern wissen ob|geschrieben mit|buchstabiert",
  leaning:
    "an|auf|aus|ab|zu|vor|um|mit|nach|bei|ein|hinter|neben|zwischen|noch|sehr|ganz|auch|vielleicht|" +
    "ungefähr|kann|will|muss|soll|darf|könnte|möchte|hat|haben|habe|wird|werden|würde|war|waren|sind|es|" +
    "sie|andere|anderen",
  stranded: "",
  asksFor: "",
  greetings: "hallo|guten tag|guten morgen|guten abend|moin|servus|grüß gott|grüezi|hi|tag",
  declines: "ich|nein|kein|keine|wir|das|warum|wieso|wozu|die gleiche|moment",
  finished:
    "ja bin ich|ja das bin ich|ja habe ich|ja will ich|ja kann ich|ja möchte ich|das ist es|das war es|" +
    "wer ist das|was ist das|ja das ist es|bin ich|bis dann|nein habe ich nicht|so ist es|das war alles|" +
    "stimmt so|wie bitte|bitte|wie vorher|und so weiter",
  closing:
    "ja|nein|ja bitte|nein danke|ja gerne|ja gern|gerne|danke|vielen dank|danke schön|dankeschön|das wärs|" +
    "das war es|das wars|das ist alles|okay|ok|gut|genau|richtig|stimmt|tschüss|auf wiederhören|" +
    "auf wiedersehen|keine ahnung|weiß ich nicht|weiß nicht|natürlich|klar|sicher|passt|perfekt|" +
    "in ordnung|einverstanden|auf keinen fall|noch nicht|wie bitte",
  hesitations: "äh|ähm|öh|öhm|hm|hmm|mh|tja|also|na ja|naja|mal sehen|wie sagt man|sagen wir|" + "lass mich überlegen",
  assents:
    "mhm|mh|mm|hm|hmm|mm hm|mh hm|aha|ach so|achso|ah|ach|oh|ja|jaja|jo|jep|jawohl|okay|ok|genau|richtig|" +
    "stimmt|gut|sehr gut|alles klar|klar|verstehe|ich verstehe|verstanden|in ordnung|" +
    "super|prima|toll|schön|perfekt|natürlich|sicher|gerne|gern|passt|eben|so ist es|wirklich|echt|ah ja|" +
    "ah okay|na gut|danke|weiter|exakt|absolut|einverstanden|interessant|klasse|äh|ähm|also",
  answers:
    "ja|jaja|jo|jep|jawohl|okay|ok|genau|richtig|stimmt|gut|sehr gut|alles klar|klar|in ordnung|super|" +
    "perfekt|natürlich|sicher|gerne|gern|passt|mhm|einverstanden|absolut|exakt|verstanden|prima",
  stops:
    "stopp|stop|halt|warte|warten sie|warte mal|warten sie mal|moment|moment mal|einen moment|augenblick|" +
    "einen augenblick|sekunde|eine sekunde|nein nein|nee nee|nein stopp|nein warte|" +
    "entschuldigung|genug|das reicht|aufhören|hören sie auf|hör auf|ruhe|still|abbrechen|das stimmt nicht|" +
    "das ist falsch|falsch|nicht so schnell|langsamer|lassen sie mich ausreden|hören sie|hallo hallo|" +
    "vergessen sie es|vergiss es",
  questions:
    "was|wann|wo|wer|wem|wen|warum|wieso|weshalb|wie|welche|welcher|welches|welchen|wohin|woher|wie viel|" +
    "wie viele|ist|sind|haben sie|hast du|hat|können sie|kannst du|kann ich|kann man|könnten sie|" +
    "könnte ich|gibt es|darf ich|" +
    "soll ich|sollen wir|muss ich|müssen wir|wollen sie|möchten sie|geht|geht das|und was|und wann|" +
    "und wie|und wo|aber was|aber wie|wie bitte|bitte was",
  digits: "null|eins|ein|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun",
  numbers:
    "zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn|zwanzig|dreißig|" +
    "vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend|" +
    "einundzwanzig|zweiundzwanzig|dreiundzwanzig|vierundzwanzig|fünfundzwanzig|sechsundzwanzig|" +
    "siebenundzwanzig|achtundzwanzig|neunundzwanzig|einunddreißig|" +
    "erste|ersten|erster|zweite|zweiten|zweiter|dritte|dritten|dritter|vierte|vierten|vierter|fünfte|" +
    "fünften|fünfter|sechste|sechsten|siebte|siebten|achte|achten|neunte|neunten|zehnte|zehnten|elfte|" +
    "elften|zwölfte|zwölften|" +
    "fünfzehnte|fünfzehnten|zwanzigste|zwanzigsten|dreißigste|dreißigsten|neunzehnhundert|zweitausend",
  repeats: "doppel|doppelt|zweimal|dreimal",
  months: "januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
  signs:
    "at|ät|klammeraffe|punkt|bindestrich|minus|strich|unterstrich|schrägstrich|plus|wie|leerzeichen|groß|" +
    "klein|raute|am|der|von|den",
  at: "at|ät|klammeraffe|et",
  dot: "punkt|dot",
  longNumbers: "karte|kartennummer|kreditkarte|kreditkartennummer|iban",
  explains: "wie",
  letterWords: "o",
  announces: {
    digits:
      "nummer|telefonnummer|handynummer|rufnummer|telefon|handy|mobilnummer|kundennummer|bestellnummer|" +
      "rechnungsnummer|auftragsnummer|kontonummer|kartennummer|vertragsnummer|iban|code|pin|postleitzahl|" +
      "plz|kennzeichen|ziffern|zahlen|vorwahl|versicherungsnummer|zählernummer",
    spelling: "buchstabiere|buchstabieren|buchstabiert|schreibt sich|geschrieben|schreibweise",
    name: "nachname|nachnamen|familienname|vollständiger name",
    email: "e mail|email|mail adresse|mailadresse|e mail adresse|emailadresse",
    date: "geburtsdatum|geburtstag|geboren|wann sind sie geboren",
    address: "adresse|anschrift|straße|wohne|wohnen sie|lieferadresse|rechnungsadresse",
  },
});
