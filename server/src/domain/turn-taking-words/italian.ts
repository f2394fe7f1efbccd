import { turnTakingWords } from "./wording.ts";

/** Italian; an elided word is a word of its own here: "dell'ordine" is "dell ordine". */
export const ITALIAN = turnTakingWords({
  open:
    "il|lo|la|l|i|gli|le|un|del|dello|della|dell|dei|degli|delle|al|allo|alla|all|ai|agli|alle|dal|dalla|" +
    "dall|nel|nella|nell|sul|sulla|sull|mio|mia|miei|tuo|tua|suo|sua|nostro|nostra|vostro|quel|ogni|" +
    "qualche|e|ed|o|oppure|ma|però|perché|che|se|quando|dove|siccome|mentre|anche se|poiché|a|ad|di|d|da|" +
    "in|con|su|per|tra|fra|senza|verso|prima di|fino a|è|sarebbe|abbiamo|vorrei|devo|potrei|mi piacerebbe|" +
    "avrei bisogno di|ho bisogno di|sto cercando|cerco|io|mi|si|noi|forse|cioè|credo che|penso che|" +
    "numero è|nome è|mail è|indirizzo è|il mio numero è|mi chiamo|abito in|abito a|nato il|nata il|signor|" +
    "signora|dottor|punto|chiocciola|trattino|doppia|si scrive|come un|come una|ci sono|in una|con una|" +
    "per una|una",
  leaning:
    "più|meno|molto|anche|dopo|durante|contro|circa|sono|ho|ha|hanno|posso|voglio|può|sto|altro|altra|era|" +
    "come|ci|questo|questa|quella|uno|una",
  stranded: "",
  asksFor: "",
  greetings: "ciao|buongiorno|buonasera|salve|pronto|buon pomeriggio",
  declines: "io|no|non|perché|nessuno|è lo stesso|aspetti|a cosa",
  finished:
    "sì lo sono|sì ce l ho|sì è così|è così|cos è|chi è|che cos è|quant è|dov è|com è|non c è|anche a me|" +
    "lo so|sì posso|niente altro|nient altro|sì mi piacerebbe|non lo è|non di più|di più|perché|e quando|" +
    "e dove|e come|scusi|come prima|e così via",
  closing:
    "sì|no|sì grazie|no grazie|grazie|grazie mille|per favore|per piacere|va bene|d accordo|ok|okay|" +
    "arrivederci|esatto|certo|certamente|perfetto|è tutto|basta così|nient altro|non lo so|non so|" +
    "nessuna idea|non ancora|giusto|corretto|come scusi|volentieri",
  hesitations:
    "ehm|eh|uhm|mm|mmm|hm|hmm|beh|be|allora|dunque|cioè|ecco|vediamo|diciamo|come si dice|" +
    "mi faccia pensare|un attimo che",
  assents:
    "mm|mhm|mm hm|hm|ah|oh|eh|sì|sì sì|ok|okay|va bene|certo|certamente|esatto|esattamente|giusto|bene|" +
    "molto bene|benissimo|d accordo|perfetto|capisco|capito|ho capito|vero|è vero|" +
    "ottimo|bello|ecco|grazie|davvero|interessante|ah ok|ah sì|chiaro|appunto|infatti|già|ehm|allora|" +
    "vada avanti|continui|prego",
  answers:
    "sì|sì sì|ok|okay|va bene|certo|certamente|esatto|esattamente|giusto|bene|molto bene|benissimo|" +
    "d accordo|perfetto|ottimo|vero|è vero|infatti|chiaro|capito|mhm|mm hm|prego",
  stops:
    "stop|ferma|fermo|si fermi|fermati|aspetti|aspetta|aspetti un attimo|aspetta un attimo|un attimo|" +
    "un momento|un secondo|momento|no no|no aspetti|no aspetta|scusi|scusa|mi scusi|zitto|silenzio|basta|" +
    "annulla|annulli|è sbagliato|non è giusto|non è vero|più piano|più lentamente|non così veloce|" +
    "mi lasci parlare|mi lasci finire|senta|ascolti|lasci perdere",
  questions:
    "che|che cosa|cosa|cos|quando|dove|dov|chi|perché|come|com|quanto|quanta|quanti|quante|quant|quale|" +
    "quali|qual|a che|di che|c è|ci sono|avete|ha|può|potete|posso|potrei|potrebbe|è possibile|e quando|" +
    "e come|e quanto|ma come|scusi",
  digits: "zero|uno|un|una|due|tre|quattro|cinque|sei|sette|otto|nove",
  numbers:
    "dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|venti|" +
    "ventuno|ventidue|ventitré|ventiquattro|venticinque|ventisei|ventisette|ventotto|ventinove|" +
    "trenta|trentuno|quaranta|cinquanta|sessanta|settanta|ottanta|novanta|cento|mille|duemila|" +
    "millenovecento|primo",
  repeats: "doppio|doppia|triplo|due volte",
  months: "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
  signs:
    "chiocciola|at|punto|trattino|trattino basso|underscore|barra|più|come|di|spazio|maiuscola|minuscola|" +
    "cancelletto|del|il|a",
  at: "chiocciola|at",
  dot: "punto",
  longNumbers: "carta|iban",
  explains: "di|come",
  letterWords: "a|e|i|o|d|l",
  announces: {
    digits:
      "numero|telefono|cellulare|carta|conto|codice|codice postale|cap|ordine|prenotazione|cliente|fattura|" +
      "iban|pin|targa|codice fiscale|cifre|pratica|polizza",
    spelling: "lettera per lettera|si scrive|sillabare|compitare|spelling|lettere",
    name: "cognome",
    email: "e mail|email|mail|posta elettronica|indirizzo e mail|indirizzo mail",
    date: "data di nascita|nascita|nato il|nata il|compleanno",
    address: "indirizzo|via|abito in|abita|abito a|residenza",
  },
});
