import { turnTakingWords } from "./wording.ts";

/** French; an elided word is a word of its own here: "qu'il" is "qu il". */
export const FRENCH = turnTakingWords({
  open:
    "le|la|les|l|un|une|des|du|de|d|au|aux|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|" +
    "leurs|ce|cet|cette|ces|quelques|chaque|et|ou|mais|donc|car|parce que|parce qu|puisque|que|qu|qui|" +
    "dont|où|si|quand|lorsque|comme|alors que|pour que|afin de|à|en|dans|sur|sous|pour|par|sans|chez|vers|" +
    "entre|jusqu|jusqu à|près de|c est|je suis|j ai|a|avons|avait|serait|je voudrais|voudrais|j aimerais|" +
    "aimerais|je veux|je peux|je dois|il faut|faut|je vais|je|j|on|peut être|c est à dire|je crois|" +
    "je pense|je cherche|j ai besoin de|j ai besoin d|besoin de|numéro est|nom est|adresse est|mail est|" +
    "numéro c est|je m appelle|m appelle|j habite|habite|né le|née le|monsieur|madame|docteur|tiret|" +
    "arobase|c est|il est|elle est|je suis|qui est|s écrit",
  leaning:
    "plus|moins|trop|très|avant|après|avec|contre|depuis|pendant|aussi|environ|elle|il|nous|ils|elles|" +
    "suis|ai|ont|est|sont|était|peux|veux|vais|dois|autre|point",
  stranded: "",
  asksFor: "",
  greetings: "bonjour|bonsoir|salut|allô|bonjour madame|bonjour monsieur",
  declines: "je|non|pas|pourquoi|c est|on|il n|attendez",
  finished:
    "je suis là|c est à vous|oui j ai|oui je peux|oui je veux|qu est ce que c est|c est quoi|oui ça l est|" +
    "et après|et avant|j en veux plus|je n en veux plus|non plus|moi non plus|il y en a plus|" +
    "bien sûr que oui|pardon|comme avant|et ainsi de suite",
  closing:
    "oui|non|oui merci|non merci|merci|merci beaucoup|s il vous plaît|s il te plaît|d accord|c est tout|" +
    "ce sera tout|ok|okay|au revoir|bonne journée|exactement|bien sûr|parfait|très bien|tout à fait|" +
    "je ne sais pas|je sais pas|aucune idée|pas du tout|pas vraiment|c est ça|c est bon|ça marche|voilà|" +
    "volontiers|pas encore",
  hesitations:
    "euh|heu|hum|hem|hm|hmm|bah|ben|eh bien|bon|alors|enfin|voyons|comment dire|disons|" + "laissez moi réfléchir",
  assents:
    "mm|mhm|mm hm|hm|hmm|hum|ah|oh|ah oui|ah bon|ah d accord|oui|ouais|oui oui|ok|okay|d accord|bien sûr|" +
    "bien|très bien|exactement|tout à fait|absolument|parfait|entendu|compris|je comprends|je vois|" +
    "c est ça|voilà|effectivement|en effet|super|génial|ça marche|c est bon|merci|vraiment|intéressant|" +
    "bon|bien entendu|noté|c est noté|euh|alors|allez y|continuez|c est bien",
  answers:
    "oui|ouais|oui oui|ok|okay|d accord|bien sûr|bien|très bien|exactement|tout à fait|absolument|parfait|" +
    "entendu|c est ça|voilà|en effet|effectivement|ça marche|c est bon|super|mhm|mm hm|allez y|compris",
  stops:
    "stop|arrêtez|arrête|attendez|attends|attendez une seconde|un instant|un moment|une seconde|" +
    "une minute|deux secondes|non non|non attendez|pardon|excusez moi|taisez vous|silence|assez|ça suffit|" +
    "" +
    "annulez|c est faux|ce n est pas ça|c est pas ça|pas si vite|moins vite|plus lentement|" +
    "laissez moi parler|laissez moi finir|écoutez|laissez tomber|minute",
  questions:
    "quoi|que|qu est ce|qu|quand|où|qui|pourquoi|comment|combien|quel|quelle|quels|quelles|est ce|" +
    "est ce que|est ce qu|avez vous|êtes vous|pouvez vous|puis je|peut on|y a t il|c est quoi|" +
    "c est combien|c est où|vous avez|vous pouvez|" +
    "à quelle|et quand|et comment|et combien|mais comment|pardon",
  digits: "zéro|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf",
  numbers:
    "dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|septante|" +
    "huitante|octante|nonante|quatre vingt|quatre vingts|cent|cents|mille|premier|première",
  repeats: "double|triple|deux fois",
  months: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
  signs:
    "arobase|arrobase|at|point|tiret|tiret bas|trait d union|underscore|slash|barre|plus|comme|espace|" +
    "majuscule|minuscule|dièse|le|de",
  at: "arobase|arrobase|at|a commercial",
  dot: "point|dot",
  longNumbers: "carte|iban",
  explains: "comme",
  letterWords: "a|y|l|d|j|m|n|s|t|c|o",
  announces: {
    digits:
      "numéro|téléphone|numéro de téléphone|portable|mobile|carte|compte|code|code postal|commande|" +
      "référence|dossier|client|facture|iban|pin|plaque|chiffres|sécurité sociale",
    spelling: "épeler|épelle|épelez|s écrit|ça s écrit|orthographe|lettres",
    name: "nom de famille",
    email: "e mail|email|mail|courriel|adresse mail|adresse e mail|adresse électronique",
    date: "date de naissance|né le|née le|naissance|anniversaire",
    address: "adresse postale|votre adresse|mon adresse|rue|habite|j habite|habitez vous|adresse de livraison",
  },
});
