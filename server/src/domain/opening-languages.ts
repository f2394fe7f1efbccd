import { anyOf, endingIn, type OpeningWording } from "./opening-wording.ts";

const GERMAN_USER =
  "(?:nutzer|benutzer|anwender|user|kund|anrufer|gast|gaste|besucher|patient|mandant|interessent|person)\\w*";
const GERMAN_TALK = "(?:gesprach|telefonat|anruf|chat|unterhaltung|konversation|dialog|sitzung)\\w*";
const GERMAN: OpeningWording = {
  opens: anyOf(
    "(?:be)?gruss(?:e|en|t|est)?\\b(?! (?:\\w+ ){0,2}zuruck)(?! dich| sie dich)",
    "mit (?:einer|der|deiner|ihrer) (?:\\w+ ){0,2}begrussung\\b",
    "zur begrussung\\b",
    "heiss(?:e|en|t)?\\b[^.,]{0,40}\\bwillkommen\\b",
    'sag(?:e|en|st|t)?\\b[^.,]{0,25}\\b"?(?:hallo|guten (?:tag|morgen|abend)|willkommen|servus|gruss gott|gruezi)\\b',
    "meld(?:e|en|est) (?:dich|sie sich) (?:immer )?mit\\b",
    "stell(?:e|en|t|st)?\\b[^.,]{0,15}\\b(?:dich|sich|euch)\\b[^.,]{0,50}\\bvor\\b",
    "(?:dich|sich) (?:\\w+ ){0,5}?vor(?:zu)?stell(?:en|st|t)\\b",
    `(?:beginn(?:e|en|st|t)?|start(?:e|en|est|et)|eroffn(?:e|en|est|et)|fang(?:e|en)?|leit(?:e|en))\\b(?! (?:ein|einen) (?:neue|ander))[^.,]{0,25}\\b${GERMAN_TALK}`,
    "(?:beginn(?:e|en)?|start(?:e|en)?)(?: sie)? (?:immer )?(?:damit|mit|indem)\\b[^.]{0,25}(?:begruss|gruss|vorstell|frag|sag|hallo|willkommen)",
    `zu beginn (?:des|der|jedes|jeder|eines|einer|von)\\b[^.]{0,60}\\b(?:frag|sag|nenn|bitt|erklar|stell|weis|inform)\\w*`,
    "(?:sprich|rede|schreib|sprichst|schreibst|beginnst|startest|sprechen sie|beginnen sie) (?:\\w+ )?(?:zuerst|als erste[rs]?)\\b",
  ),
  negation: anyOf("(?:nicht|nie|niemals|ohne|kein\\w*|statt|anstatt|vermeide\\w*)\\b"),
  negationAfter:
    /\b(?:nicht|nie|niemals|keine(?:n|s|sfalls|swegs)?)\b(?! (?:nur|mit|erst|erneut|noch|zweimal|mehrmals|wieder|zu ))/,
  breaksNegation: /[;:]|\b(?:aber|sondern|dann|immer|stattdessen|einfach)\b/,
  userBefore: endingIn(`(?:der|die|den|dem|ein|eine|einen) ${GERMAN_USER}(?: (?:dich|sie|zuerst|immer|selbst))*`),
  condition: anyOf("(?:wenn|falls|sobald|nachdem|sofern|wann immer)\\b[^,;:]*"),
  userActs:
    /\b(?:grusst|begrusst|frag(?:t|en|st)|gefragt|sag(?:t|en)|gesagt|schreib(?:t|en)|geschrieben|spricht|sprechen|gesprochen|mochte\w*|will|wollen|wunsch\w*|bittet|bitten|gebeten|nennt|genannt|erwahnt|antwortet|geantwortet|meldet|bedankt|verlangt)\b/,
  waits: anyOf(
    "wart(?:e|en|et)\\b(?! (?:sie )?nicht)[^.]{0,70}\\b(?:zuerst|als erste[rs]?|beginn\\w*|anfang\\w*|start\\w*|eroffn\\w*|(?:be)?grusst?)\\b",
    `lass(?:e|en|t)?\\b[^.,]{0,30}\\b${GERMAN_USER}[^.,]{0,30}\\b(?:beginnen|anfangen|starten|eroffnen|zuerst)\\b`,
    `(?:der|die|ein|eine) ${GERMAN_USER} (?:\\w+ )?(?:beginnt|startet|eroffnet|fangt)\\b[^.,]{0,25}\\b(?:${GERMAN_TALK}|zuerst|an\\b)`,
    `(?:der|die|ein|eine) ${GERMAN_USER} (?:spricht|schreibt|redet|meldet sich|grusst)(?: immer| dich| sie)? zuerst\\b`,
    "(?:sprich|sprechen|rede|schreib\\w*|beginn\\w*|eroffn\\w*|start\\w*)\\b[^.,]{0,40}\\b(?:nicht|nie|niemals)\\b[^.,]{0,10}\\b(?:zuerst|als erste[rs]?|selbst|von dir aus|von sich aus)\\b",
  ),
  waitsUnlessOpened: anyOf(
    `wart(?:e|en|et)\\b(?! (?:sie )?nicht)[^.]{0,20}\\b(?:bis|auf)\\b[^.]{0,40}\\b(?:spricht|sprechen|sagt|schreibt|meldet|gesprochen|geschrieben|gesagt|nachricht)\\b`,
  ),
};

const FRENCH_USER = "(?:utilisat|client|appelant|interlocut|patient|visit|usager|personne|correspondant)\\w*";
const FRENCH_TALK = "(?:conversation|appel|discussion|echange|chat|dialogue|entretien)s?";
const FRENCH: OpeningWording = {
  opens: anyOf(
    "(?:salue[rzs]?|saluez|saluant)\\b(?![- ](?:toi|vous|moi)\\b)(?! (?:\\w+ )?en retour)",
    "accueill(?:e|es|ez|ir|ant)\\b",
    "souhait(?:e|es|ez|er|ant)\\b[^.,]{0,30}\\bbienvenue\\b",
    "present(?:e|ez)[- ](?:toi|vous)\\b",
    "(?:te|vous|se) presenter\\b",
    "(?:en (?:te|vous) )presentant\\b",
    'd(?:is|ites|ire|isant)(?:-\\w+)? (?:\\w+ ){0,3}"?\\s?(?:bonjour|bonsoir|salut|bienvenue)\\b',
    `(?:commence|debute|demarre|ouvr|engage|entame|lance|initie)(?:e|es|ez|r|ir|z|s)? (?:toujours )?(?:(?:la|le|l'|chaque|les|cette|toute)\\s?)+${FRENCH_TALK}\\b`,
    `au debut de (?:la |l'|chaque |toute )+${FRENCH_TALK}[^.]{0,40}\\b(?:demande|dis|dites|presente|explique|indique|annonce|precise)\\w*`,
    "(?:commence[rz]?|debute[rz]?) (?:toujours )?par (?:saluer|accueillir|te presenter|vous presenter|demander|dire|souhaiter|un bonjour|une salutation|remercier)\\b",
    "(?:parle[rsz]?|ecri[st]|ecrivez|prends la parole|prenez la parole|commence[rsz]?) en premier\\b",
  ),
  negation: anyOf("(?:ne |n'|sans |jamais |evite[rz]? (?:de )?|pas |au lieu de )"),
  negationAfter: null,
  breaksNegation: /[;:]|\b(?:mais|puis|ensuite|toujours|plutot)\b/,
  userBefore: endingIn(`(?:l'|le |la |les |un |une )${FRENCH_USER}(?: (?:te|vous|qui|doit|peut|va))*`),
  condition: anyOf(
    "(?:si|s'(?=il)|quand|lorsqu[e']|des qu[e']|apres qu[e']|une fois qu[e']|chaque fois qu[e'])[^,;:]*",
  ),
  userActs:
    /\b(?:salue(?:nt)?|demande(?:nt)?|dit|disent|ecrit|ecrivent|parle(?:nt)?|souhaite(?:nt)?|veut|veulent|repond(?:ent)?|mentionne(?:nt)?|pose(?:nt)?|remercie(?:nt)?|a (?:salue|dit|ecrit|parle|demande|repondu))\b/,
  waits: anyOf(
    "attend(?:s|ez|re)\\b(?! pas)[^.]{0,60}\\b(?:premier|premiere|commence|engage|debute|entame|ouvre|salue|initie|initiative)\\b",
    `laisse[rz]?\\b[^.,]{0,5}(?:l'|le |la |les )${FRENCH_USER}[^.,]{0,20}\\b(?:commencer|debuter|engager|entamer|ouvrir|initier|(?:parler|ecrire|saluer) en premier)\\b`,
    `(?:l'|le |la |les )${FRENCH_USER} (?:doit |va |devra )?(?:commence|engage|entame|ouvre|initie|debute)(?:r|nt)? (?:toujours )?(?:la |l')${FRENCH_TALK}\\b`,
    `(?:l'|le |la |les )${FRENCH_USER} (?:doit |va |devra )?(?:parle|ecrit|commence|ecrire|parler|commencer)\\w* (?:toujours )?en premier\\b`,
    "ne (?:parle|commence|ecri)\\w* (?:jamais|pas) en premier\\b",
    `n'?e? ?(?:engage|entame|commence|initie|ouvre)[sz]? (?:jamais|pas) (?:la |l')${FRENCH_TALK}\\b(?! (?:par|avec|sans))`,
  ),
  waitsUnlessOpened: anyOf(
    `attend(?:s|ez|re)\\b(?! pas)[^.]{0,30}\\b(?:parle|ait parle|ecrive|ait ecrit|dise|ait dit|message|s'exprime)\\b`,
  ),
};

const SPANISH_USER = "(?:usuari|client|llamante|pacient|visitant|persona|huesped|interlocutor)\\w*";
const SPANISH_TALK = "(?:conversacion|llamada|chat|dialogo|charla|interaccion)(?:es|s)?";
const SPANISH_BEGIN = "(?:inici(?:a|e|ar|as)|comien(?:za|ce|zas)|comenzar|empie(?:za|ce|zas)|empezar|abr(?:e|a|ir))";
const SPANISH: OpeningWording = {
  opens: anyOf(
    "salud(?:a|ar|ando|e|ale|alo|ala|ales|ele|elo|en)\\b(?! de vuelta)",
    "(?:da|de|dar|dando|dale|dales|dele)(?:le|les)? (?:siempre )?(?:la |una )?(?:\\w+ )?bienvenida\\b",
    "(?:presentate|presentese|presentarte|presentarse|presentandote|te presentas)\\b",
    '(?:di|dile|diles|diga|digale|decir|diciendo) (?:\\w+ ){0,3}"?¡?(?:hola|buenos dias|buenas|bienvenid\\w)\\b',
    `${SPANISH_BEGIN} (?:siempre )?(?:(?:la|el|cada|las|los|toda|tu|una) )+(?!nuev)${SPANISH_TALK}\\b`,
    `al (?:inicio|comienzo|principio) de (?:la |cada |el )?${SPANISH_TALK}[^.]{0,40}\\b(?:pregunt|di|diga|explic|inform|pid|confirm|mencion)\\w*`,
    `${SPANISH_BEGIN} (?:siempre )?(?:saludando|preguntando|diciendo|presentandote|dando|(?:por|con) (?:saludar|preguntar|presentarte|un saludo|una bienvenida|un hola|una pregunta))\\b`,
    "(?:habla|hable|hablar|hablas|escribe|escriba) (?:tu |usted )?(?:primero|de primero)\\b",
  ),
  negation: anyOf("(?:no|nunca|jamas|sin|evita|evite|en lugar de|en vez de)\\b"),
  negationAfter: null,
  breaksNegation: /[;:]|\b(?:pero|sino|luego|siempre|directamente)\b/,
  userBefore: endingIn(`(?:el|la|los|las|un|una) ${SPANISH_USER}(?: (?:te|le|que|debe|puede|va a))*`),
  condition: anyOf("(?:si|cuando|una vez que|despues de que|en cuanto|siempre que|cada vez que)\\b[^,;:]*"),
  userActs:
    /\b(?:salud[ae]n?|pregunt[ae]n?|dice|diga|dicen|escrib[ae]n?|habl[ae]n?|quier[ae]n?|pid[ae]n?|pide|solicit[ae]n?|respond[ae]n?|mencion[ae]n?|agradec\w+|ha (?:saludado|dicho|escrito|hablado))\b/,
  waits: anyOf(
    "esper(?:a|e|ar|es)\\b[^.]{0,60}\\b(?:primero|inicie|comience|empiece|salude|abra)\\b",
    `(?:deja|deje|dejar|permite|permita|permitir) que (?:el |la |los |las )?${SPANISH_USER} (?:inicie|comience|empiece|salude|abra|(?:hable|escriba) primero)`,
    `(?:el|la|los|las) ${SPANISH_USER} (?:siempre |debe |va a )?(?:${SPANISH_BEGIN} (?:la |el )?${SPANISH_TALK}|(?:habla|escribe|saluda|hablar|escribir|empieza|comienza) primero)\\b`,
    "(?:no|nunca) (?:hables|hable|escribas|empieces|inicies) (?:tu |usted )?primero\\b",
    `(?:no|nunca) (?:inicies|inicie|comiences|comience|empieces|empiece|abras|abra) (?:la |el )?${SPANISH_TALK}\\b(?! (?:con|sin|por))`,
  ),
  waitsUnlessOpened: anyOf(
    "esper(?:a|e|ar|es)\\b[^.]{0,40}\\b(?:hable|haya hablado|escriba|haya escrito|diga algo|haya dicho|mensaje)\\b",
  ),
};

const ITALIAN_USER = "(?:utent|client|chiamant|pazient|visitator|persona|ospit|interlocutor)\\w*";
const ITALIAN_TALK = "(?:conversazion|chiamat|chat|telefonat|dialog|colloqui)\\w*";
const ITALIAN_BEGIN = "(?:inizi(?:a|are|ando)?|cominci(?:a|are)?|apr(?:i|a|ire)|avvi(?:a|are)?)";
const ITALIAN: OpeningWording = {
  opens: anyOf(
    "salut(?:a|are|ando|alo|ala|ali|i (?=il |la |l'|ogni |i |gli |sempre ))\\b",
    "accogli(?:ere|lo|la|endo)?\\b",
    "(?:da'?|dai|dare|dia|dando) (?:sempre )?(?:il |un )?(?:\\w+ )?benvenuto\\b",
    "(?:presentati|si presenti|presentarti|presentarsi|presentandoti)\\b",
    "(?:di'|di|dica|dire|dicendo) (?:\\w+ ){0,3}\"?(?:ciao|buongiorno|buonasera|salve|benvenut\\w)\\b",
    `${ITALIAN_BEGIN} (?:sempre )?(?:(?:la|il|ogni|le|i|una|tutte)\\s)+(?!nuov)${ITALIAN_TALK}\\b`,
    `all'inizio (?:della |di ogni |di una |del )${ITALIAN_TALK}[^.]{0,40}\\b(?:chied|di'|dica|spieg|inform|conferm|comunic)\\w*`,
    `${ITALIAN_BEGIN} (?:sempre )?(?:salutando|chiedendo|dicendo|presentandoti|dando|(?:con|col) (?:un saluto|il saluto|una domanda|un benvenuto|una presentazione))\\b`,
    "(?:parla|parlare|parli|scrivi|scriva) (?:tu |lei )?per prim[oa]\\b",
  ),
  negation: anyOf("(?:non|mai|senza|evita|evitare|invece di)\\b"),
  negationAfter: null,
  breaksNegation: /[;:]|\b(?:ma|bensi|poi|sempre|direttamente)\b/,
  userBefore: endingIn(`(?:l'|il |la |i |gli |un |una )${ITALIAN_USER}(?: (?:ti|la|che|deve|puo))*`),
  condition: anyOf("(?:se|quando|una volta che|dopo che|appena|ogni volta che)\\b[^,;:]*"),
  userActs:
    /\b(?:salut[ai](?:no)?|chied(?:e|a|ono|ano)|dice|dica|dicono|scriv(?:e|a|ono|ano)|parl[ai](?:no)?|vuole|voglia|vogliono|rispond(?:e|a|ono|ano)|menzion[ai](?:no)?|ringrazia|ha (?:salutato|detto|scritto|parlato))\b/,
  waits: anyOf(
    "(?:aspett(?:a|i|are)|attend(?:i|a|ere))\\b[^.]{0,60}\\b(?:per prim[oa]|inizi|cominci|saluti|apra|avvii)\\b",
    `lascia(?:re|te)? (?:che )?(?:l'|il |la |i |gli )?${ITALIAN_USER} (?:inizi|cominci|saluti|apra|iniziare|cominciare|(?:parli|scriva) per prim[oa])\\b`,
    `(?:l'|il |la |i |gli )${ITALIAN_USER} (?:deve )?(?:${ITALIAN_BEGIN}(?:no)? (?:la |il )${ITALIAN_TALK}|(?:parla|scrive|inizia|parlare|saluta) per prim[oa]\\b)`,
    `non (?:parlare|scrivere|iniziare|salutare) (?:mai )?per prim[oa]\\b`,
    `non (?:iniziare|avviare|aprire|cominciare) (?:mai )?(?:la |il )?${ITALIAN_TALK}(?! (?:con|senza|da))\\b`,
  ),
  waitsUnlessOpened: anyOf(
    "(?:aspett(?:a|i|are)|attend(?:i|a|ere))\\b[^.]{0,40}\\b(?:parli|abbia parlato|scriva|abbia scritto|dica|abbia detto|messaggio)\\b",
  ),
};

const PORTUGUESE_USER = "(?:usuari|utilizador|client|chamador|pacient|visitant|pessoa|hospede|interlocutor)\\w*";
const PORTUGUESE_TALK = "(?:conversa|chamada|ligacao|ligacoes|chat|dialogo|atendimento)s?";
const PORTUGUESE_BEGIN = "(?:inici(?:e|a|ar|ando)|comec(?:e|a|ar)|abr(?:a|e|ir))";
const PORTUGUESE: OpeningWording = {
  opens: anyOf(
    "cumpriment(?:e|a|ar|ando)\\b(?! de volta)",
    // Without the accent "saude" is also health.
    `saud(?:e|ar|ando) (?:sempre )?(?:o|a|os|as|cada|todos os) ${PORTUGUESE_USER}`,
    "(?:da|de|dar|dando|deseje) (?:sempre )?(?:as )?boas[- ]vindas\\b",
    "(?:apresente-se|apresenta-te|apresentar-se|apresentando-se|apresentar-te|se apresent(?:e|ar|ando))\\b",
    '(?:diga|dizer|dizendo|diz) (?:\\w+ ){0,3}"?(?:ola|oi|bom dia|boa tarde|boa noite|bem-vind\\w)\\b',
    `${PORTUGUESE_BEGIN} (?:sempre )?(?:(?:a|o|cada|as|os|toda|todas)\\s)+(?!nov)${PORTUGUESE_TALK}\\b`,
    `no (?:inicio|comeco) d(?:a|e cada|o|e uma) ${PORTUGUESE_TALK}[^.]{0,40}\\b(?:pergunt|diga|expli|inform|peca|confirm|mencion)\\w*`,
    `${PORTUGUESE_BEGIN} (?:sempre )?(?:cumprimentando|perguntando|dizendo|se apresentando|dando|saudando|(?:por|com) (?:cumprimentar|perguntar|um cumprimento|uma saudacao|um ola|uma pergunta))\\b`,
    "(?:fale|fala|falar|escreva) (?:voce |tu )?primeiro\\b",
  ),
  negation: anyOf("(?:nao|nunca|jamais|sem|evite|em vez de)\\b"),
  negationAfter: null,
  breaksNegation: /[;:]|\b(?:mas|sim|depois|sempre|diretamente)\b/,
  userBefore: endingIn(`(?:o|a|os|as|um|uma) ${PORTUGUESE_USER}(?: (?:te|o|que|deve|pode|vai))*`),
  // "se" is "if" before a subject only; elsewhere it is a pronoun.
  condition: anyOf(
    "(?:se (?=(?:o|a|os|as|ele|ela|eles|alguem|algum|for|voce|te|lhe|pergunt\\w+|solicit\\w+|pedirem|cumpriment\\w+)\\b)|(?:quando|caso|assim que|depois que|apos|sempre que|cada vez que)\\b)[^,;:]*",
  ),
  userActs:
    /\b(?:cumpriment\w+|saud(?:ar|e|a|ou)|pergunt\w+|diz|diga|disser|disse|escrev\w+|fal(?:a|ar|e|ou)|quer|quiser|pede|pedir|pediu|solicit\w+|respond\w+|mencion\w+|agradec\w+)\b/,
  waits: anyOf(
    "(?:esper(?:e|a|ar)|aguard(?:e|a|ar))\\b[^.]{0,60}\\b(?:primeiro|inicie|iniciar|comece|comecar|cumprimente|cumprimentar|abra|abrir)\\b",
    `(?:deixe|deixa|deixar|permita)(?: que)? (?:o |a |os |as )?${PORTUGUESE_USER} (?:inicie|iniciar|comece|comecar|cumprimente|abrir|(?:fale|falar|escreva|escrever) primeiro)\\b`,
    `(?:o|a|os|as) ${PORTUGUESE_USER} (?:sempre |deve |vai )?(?:${PORTUGUESE_BEGIN}m? (?:a |o )?${PORTUGUESE_TALK}|(?:fala|escreve|falar|escrever|comeca|cumprimenta) primeiro)\\b`,
    "(?:nao|nunca) (?:fale|fala|escreva|comece|inicie) (?:voce )?primeiro\\b",
    `(?:nao|nunca) (?:inicie|inicia|comece|abra) (?:a |o )?${PORTUGUESE_TALK}\\b(?! (?:com|sem|por))`,
  ),
  waitsUnlessOpened: anyOf(
    "(?:esper(?:e|a|ar)|aguard(?:e|a|ar))\\b[^.]{0,40}\\b(?:fale|falar|tenha falado|escreva|escrever|diga|dizer|mensagem)\\b",
  ),
};

const DUTCH_USER = "(?:gebruiker|klant|beller|bezoeker|gast|patient|persoon)\\w*";
const DUTCH_TALK = "(?:gesprek|chat|telefoongesprek|conversatie|dialoog)\\w*";
const DUTCH: OpeningWording = {
  opens: anyOf(
    "(?:be)?groet(?:en)?\\b(?! (?:je|u|jou)\\b)(?! (?:\\w+ ){0,2}terug)",
    "verwelkom(?:en|t)?\\b",
    "heet\\b[^.,]{0,40}\\bwelkom\\b",
    'zeg(?:t|gen)? (?:\\w+ ){0,3}"?(?:hallo|hoi|dag|goedemorgen|goedemiddag|goedendag|goedenavond|welkom)\\b',
    "stel(?:t|len)?\\b[^.,]{0,10}\\b(?:jezelf|je|zich|uzelf)\\b[^.,]{0,50}\\bvoor\\b",
    "(?:jezelf|zich|je|uzelf) (?:\\w+ ){0,4}?voor(?: te )?(?:te )?stellen\\b",
    `(?:begin(?:t|nen)?|start(?:en)?|open(?:t|en)?) (?:altijd )?(?:(?:het|elk|elke|ieder|de|een)\\s)+(?!nieuw)${DUTCH_TALK}`,
    `aan het begin van (?:het|elk|ieder|de|een) ${DUTCH_TALK}[^.]{0,40}\\b(?:vraag|zeg|vertel|leg|noem|bevestig)\\w*`,
    `(?:begin|start|open)(?:t|en)? (?:altijd )?(?:met|door)(?: \\w+){0,3} (?:begroet|groet|welkom|voor|vragen|zeggen|vraag|stellen)\\w*`,
    "(?:spreek|praat|schrijf|begin) (?:\\w+ )?(?:als eerste|eerst)\\b",
  ),
  negation: anyOf("(?:niet|nooit|zonder|geen|vermijd|in plaats van)\\b"),
  negationAfter: /\b(?:niet|nooit|geen)\b(?! (?:alleen|opnieuw|nogmaals|twee|te ))/,
  breaksNegation: /[;:]|\b(?:maar|dan|daarna|altijd|gewoon)\b/,
  userBefore: endingIn(`(?:de|het|een) ${DUTCH_USER}(?: (?:je|u|die|moet|zal|eerst))*`),
  condition: anyOf("(?:als|wanneer|zodra|nadat|indien|telkens als)\\b[^,;:]*"),
  userActs:
    /\b(?:(?:be)?groet(?:en)?|vraagt|vragen|gevraagd|zegt|zeggen|gezegd|schrijft|schrijven|geschreven|spreekt|gesproken|wil|willen|antwoordt|noemt|bedankt|stuurt)\b/,
  waits: anyOf(
    "wacht(?:en)?\\b(?! niet)[^.]{0,60}\\b(?:eerst|als eerste|begint|beginnen|start|(?:be)?groet|opent)\\b",
    `laat\\b[^.,]{0,5}(?:de |het )?${DUTCH_USER}[^.,]{0,25}\\b(?:beginnen|starten|openen|als eerste|eerst)\\b`,
    `(?:de|het|een) ${DUTCH_USER} (?:altijd )?(?:begint|start|opent) (?:altijd )?(?:(?:het|de) ${DUTCH_TALK}|als eerste|eerst)`,
    `(?:de|het|een) ${DUTCH_USER} (?:spreekt|praat|schrijft|groet) (?:altijd )?(?:als eerste|eerst)\\b`,
    "(?:begin|start|open|spreek|praat)\\b[^.,]{0,30}\\b(?:niet|nooit)\\b[^.,]{0,10}\\b(?:als eerste|eerst|zelf)\\b",
  ),
  waitsUnlessOpened: anyOf(
    "wacht(?:en)?\\b(?! niet)[^.]{0,20}\\b(?:tot|op)\\b[^.]{0,40}\\b(?:spreekt|zegt|schrijft|gesproken|gezegd|geschreven|bericht)\\b",
  ),
};

/** How the platform's other main languages do. */
export const OTHER_OPENINGS: readonly OpeningWording[] = [GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH];
