import { turnTakingWords } from "./wording.ts";

/** Dutch. */
export const DUTCH = turnTakingWords({
  open:
    "de|het|een|mijn|jouw|uw|zijn|haar|ons|onze|hun|elke|iedere|geen|en|of|maar|want|omdat|als|wanneer|" +
    "terwijl|hoewel|zodat|wie|totdat|voordat|nadat|van|voor|met|zonder|tot|tussen|sinds|vanaf|te|per|is|" +
    "zijn|was|had|word|wordt|wilde|zou graag|ik wil|ik wil graag|ik zou graag|ik heb|ik moet|ik|wij|hij|" +
    "ongeveer|namelijk|ik denk|ik bedoel|ik zoek|nummer is|naam is|adres is|ik heet|heet|ik woon|woon|" +
    "geboren|geboren op|meneer|mevrouw|dokter|dubbel|punt|streepje|ik heb|wij hebben|we hebben|ik wil|" +
    "ik kan|ik moet|ik ben|denk dat|weten of|omdat ik|in de|op de|naar de|gespeld",
  leaning:
    "in|op|aan|uit|over|onder|door|om|bij|mee|af|meer|minder|ook|erg|heel|misschien|heb|heeft|hebben|kan|" +
    "kunnen|wil|moet|mag|zal|zou|ben|waren|zij|ze|we|andere|dit|deze|die|dat|waar|rond|naar|tegen",
  stranded: "",
  asksFor: "",
  greetings: "hallo|hoi|dag|goedemorgen|goedemiddag|goedenavond|goeiemorgen|goededag",
  declines: "ik|nee|geen|niet|waarom|wij|hetzelfde|wacht",
  finished:
    "ja dat is het|dat is het|dat was het|ja ik ben|ja ik wil|ja dat wil ik|ja dat heb ik|wie is dat|" +
    "wat is dat|wat is het|ja dat klopt|ik ook|ik ben er|doe dat|goed zo|dat is alles|wat zeg je|" +
    "dat wil ik|ja doe maar|sorry|zoals eerst|en zo verder",
  closing:
    "ja|nee|ja graag|nee dank u|nee bedankt|nee dank je|graag|bedankt|dank u|dank je|dank u wel|" +
    "dank je wel|alstublieft|alsjeblieft|dat was het|dat is alles|oké|ok|okay|goed|precies|klopt|" +
    "dat klopt|doei|tot ziens|geen idee|weet ik niet|ik weet het niet|natuurlijk|zeker|prima|akkoord|" +
    "nog niet|perfect",
  hesitations: "eh|ehm|uh|uhm|hm|hmm|mm|nou|nou ja|dus|even kijken|eens kijken|hoe zeg je dat|laat me denken|zeg maar",
  assents:
    "mm|mhm|mm hm|hm|hmm|aha|ah|oh|o|ja|jaja|ja ja|jep|oké|ok|okay|precies|klopt|dat klopt|goed|heel goed|" +
    "prima|zeker|natuurlijk|begrepen|ik begrijp het|ik snap het|snap ik|duidelijk|mooi|fijn|leuk|" +
    "perfect|top|akkoord|echt|echt waar|inderdaad|graag|bedankt|oh ja|ah oké|juist|tuurlijk|interessant|" +
    "eh|nou|ga door",
  answers:
    "ja|jaja|ja ja|jep|oké|ok|okay|precies|klopt|dat klopt|goed|heel goed|prima|zeker|natuurlijk|begrepen|" +
    "duidelijk|perfect|top|akkoord|inderdaad|graag|juist|mhm|mm hm|tuurlijk",
  stops:
    "stop|wacht|wacht even|wacht eens|momentje|moment|een moment|een ogenblik|ogenblik|seconde|" +
    "een seconde|nee nee|nee wacht|nee stop|ho|sorry|pardon|stil|genoeg|hou op|houd op|" +
    "annuleer|dat klopt niet|dat is fout|niet zo snel|langzamer|laat me uitpraten|luister|laat maar|" +
    "hallo hallo",
  questions:
    "wat|wanneer|waar|wie|waarom|hoe|hoeveel|welke|welk|is|zijn|heeft u|heb je|hebben jullie|kunt u|" +
    "kun je|kan ik|mag ik|is er|zijn er|gaat|moet ik|wilt u|en wat|en wanneer|en hoe|maar hoe|sorry|" +
    "pardon|wat zegt u",
  digits: "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen",
  numbers:
    "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig|dertig|" +
    "veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|duizend|" +
    "eenentwintig|tweeëntwintig|drieëntwintig|vierentwintig|vijfentwintig|zesentwintig|zevenentwintig|" +
    "achtentwintig|negenentwintig|eenendertig|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|" +
    "negende|tiende|negentienhonderd|tweeduizend",
  repeats: "dubbel|dubbele|twee keer",
  months: "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
  signs:
    "apenstaartje|at|punt|streepje|min|liggend streepje|underscore|schuine streep|plus|van|spatie|" +
    "hoofdletter|hekje|de|het",
  at: "apenstaartje|at",
  dot: "punt|dot",
  longNumbers: "kaart|kaartnummer|iban|creditcard",
  explains: "van|als",
  letterWords: "u|o",
  announces: {
    digits:
      "nummer|telefoonnummer|mobiel|mobiele nummer|telefoon|klantnummer|bestelnummer|ordernummer|" +
      "factuurnummer|rekeningnummer|kaartnummer|iban|code|pincode|postcode|kenteken|cijfers|bsn|polisnummer",
    spelling: "spel|spellen|gespeld|je schrijft het|schrijf je als|letters",
    name: "achternaam",
    email: "e mail|email|mailadres|e mailadres|emailadres",
    date: "geboortedatum|geboren|verjaardag",
    address: "adres|straat|woon|woont u|bezorgadres",
  },
});
