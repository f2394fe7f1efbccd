import { anyOf, endingIn, type OpeningWording } from "./opening-wording.ts";

const USER =
  "(?:users?|customers?|callers?|clients?|guests?|patients?|visitors?|persons?|people|members?|students?|candidates?|" +
  "leads?|prospects?|contacts?|shoppers?|tenants?|residents?|passengers?|travell?ers?|applicants?|recipients?|" +
  "participants?|callees?|parents?|employees?|buyers?|humans?|other (?:party|side|person)|them|him|her|someone|" +
  "somebody|everyone|everybody|anyone|anybody|they|he|she|whoever)";
const THE = "(?:(?:the|each|every|all|any|this|your|our|new|incoming|returning|existing|a|an|other)\\s+)*";
const TALK = "(?:conversation|call|chat|session|dialogue|dialog|interaction|discussion|exchange|phone call)s?";
/** "the conversation", "every new call", but not "a new chat" nor "the chat window". */
const THE_TALK = `(?!a new|another|of |a session)${THE}(?:\\w+ )?${TALK}\\b(?! (?:window|widget|history|log|recording|transcript|icon|button)s?)`;
const BEGIN = "(?:start|begin|open|initiate|commence|kick off|launch)";
/** The end of the clause, or what makes of "start" a start of the conversation. */
const OF_TALK = `(?= ${THE_TALK}| first\\b| speaking\\b| talking\\b|\\s*[,;.!]|\\s*$)`;
const HELLO = "(?:hello|hi|hey|welcome|good (?:morning|day|afternoon|evening))";
const GREETING = "(?:greeting|welcome|hello|introduction|salutation)";
const SAY =
  "(?:ask|say|tell|inform|verify|confirm|offer|explain|mention|announce|present|give|state|identify|thank|let|read|share|disclose)";
const TALKING =
  "(?:greet|welcom|introduc|ask|say|thank|tell|inform|explain|stat|identif|confirm|verif|hello|question|pleasantr|small talk|open)\\w*";
const MODAL =
  "(?:will|should|must|always|may|shall|has to|have to|needs? to|is to|are to|is supposed to|usually|normally)";
const NOT = "(?:do not|don't|dont|never|must not|mustn't|should not|shouldn't|cannot|can't|will not|won't|not)";
const LEADING = `^(?:[\\w ]{1,30}: )?(?:(?:please|always|you|must|should|will|shall|first(?: of all)?,?|immediately|the agent) )*`;
const WAIT = "wait(?:s|ing)? (?:for|until|till)";
const UTTER = "(?:speak|talk|say|said|spok|writ|wrote|messag|text|typ|contact|reach out|send|sent)\\w*";

/** How English does. */
export const ENGLISH_OPENING: OpeningWording = {
  opens: anyOf(
    "(?<!meet and )greets?\\b(?! (?:you|back)\\b)(?!(?: [\\w$'-]+){1,3} back\\b)",
    `greeting ${THE}${USER}\\b(?! (?:is|are) not\\b| isn't\\b)`,
    `welcom(?:e|es|ing) (?:${THE}(?:\\w+ )?${USER}\\b|[$:])`,
    `say(?:s|ing)?:? (?:[\\w-]+ ){0,3}?"?'?${HELLO}\\b(?! (?:back|again))`,
    "introduc(?:e|es|ing) (?:yourself|itself|who you are)\\b",
    `${BEGIN}(?:s|ing|ning)? (?:off |up )?${THE_TALK}`,
    "(?:initiate|make|establish) (?:the )?(?:first |initial )?contact\\b",
    `at the (?:very )?(?:start|beginning|outset) of ${THE}(?:\\w+ )?${TALK},? (?:(?:please|always|first|you|must|should|will|shall|the agent|briefly) )*${SAY}\\b`,
    `${SAY}\\b(?=[^]{1,100} at the (?:very )?(?:start|beginning|outset) of ${THE}(?:\\w+ )?${TALK})`,
    `(?:(?:start|begin|open)(?:s|ing|ning)?(?: off)?|kick (?:it|things) off) with (?:a|an|the|your) (?:[\\w-]+,? ){0,4}${GREETING}\\b`,
    `(?:give|offer|provide|send|deliver|use|extend) (?:a|an|the|your) (?:[\\w-]+,? ){0,4}(?:greeting|welcome)\\b`,
    `${LEADING}(?:start|begin|open|kick off|lead)(?: off| out)? (?:by|with):? (?:\\w+ ){0,3}?"?(?:${TALKING}|${HELLO}\\b)`,
    "(?:speaks?|talks?|goe?s?|writes?|messages?) first\\b",
    `(?:be|you are|you're) (?:always )?(?:the )?(?:first|one) (?:one )?(?:to|who) (?:speak|talk|write|say|greet|start|begin|open|initiate)s?\\b`,
    "(?:up)?on (?:answering|connecting|connection),? (?:please |always )?(?:say|tell|state)\\b",
    "(?:take|make|have) the first (?:move|step|turn|word)\\b",
    `you (?:(?:must|should|will|shall|always) )*${BEGIN}(?=\\s*[.,;!]|\\s*$| first| immediately)`,
    "(?:your|the) (?:very )?first (?:message|sentence|words?|line|utterance|turn|statement) (?:is|are|must|should|will|has)\\b",
    `(?:answer|pick up|take) ${THE}(?:phone|telephone|calls?) (?:with|by|saying)\\b`,
  ),
  negation: anyOf(`${NOT}\\b`, "(?:without|avoid|instead of|rather than|refrain from|skip|omit|no need to|no)\\b"),
  negationAfter: null,
  breaksNegation: /[;:]|\b(?:but|instead|then|always|just|simply|otherwise|immediately|before|until|unless)\b/,
  userBefore: endingIn(
    `${USER}(?: (?:to|will|should|must|may|might|can|could|would|shall|has|have|is|are|do|does|did|always|usually|who|that|themselves))*`,
  ),
  condition: anyOf(
    // Not "ask if", which asks for an answer and sets no condition.
    "(?<!\\b(?:ask|asks|asking|check|see|know|confirm|verify|find out|wonder)(?: [\\w']+){0,3} )(?:if|when|whenever|once(?! (?:and|only|at|per|a|in|then|or|more|again)\\b)|after|as soon as|in case|every time|each time)\\b" +
      // "… when the call starts and ask": what comes after is the agent's to do again.
      "(?:(?! and (?:then )?(?:ask|say|tell|greet|introduce|offer|confirm|thank|request)\\b)[^,;:])*",
    "(?<=^)should (?:the|a|they)\\b[^,;:]*",
  ),
  userActs:
    /^(?!\w+ \w+ing\b|\w+ it\b)(?!\w+(?: \w+)? you (?!are|were|get|have been|receive|see|hear))[^]*\b(?:(?:greet|ask|speak|want|request|mention|complain|respond|thank|confirm|need|insist|message|text|send|type|agree|write|tell|say)s?|greeted|said|saying|asked|asking|wrote|written|spoke|spoken|told|requested|mentioned|responded|repl(?:y|ies|ied)|messaged|sent|typed|reach(?:es)? out|introduces? (?:themselves|himself|herself)|receive|hear|(?:start|open|begin)s? with)\b/,
  waits: anyOf(
    `${WAIT} ${THE}${USER}(?: (?:to|has|have|is|are))*(?: \\w+){0,2}? (?:${BEGIN}(?:s|ed|ing)?${OF_TALK}|begun|greets?\\b)`,
    `${WAIT} [^]{0,60}?\\b${UTTER}(?: (?:something|anything|hello|hi|a message|the message))? first\\b`,
    `(?:let|letting|allow|have) ${THE}${USER}(?: to)?(?: always)? (?:${BEGIN}${OF_TALK}|lead off|(?:speak|talk|go|write|say \\w+|greet you) first|(?:make|take|have) the first \\w+)`,
    `(?<!(?:help|helps|helping|make) (?:the )?)${USER}(?: ${MODAL})* (?:(?:start|begin|open|initiate)s? (?:${THE_TALK}|first\\b)|(?:speak|talk|write|go|goe|greet|message|text)s?(?: you)? first\\b|says? \\w+ first\\b|(?:make|take|have|ha)s? the first (?:move|step|turn|word)\\b)`,
    `${USER}(?: ${MODAL})* (?:is|are|be) (?:always )?(?:the )?(?:first|one) (?:one )?(?:to|who) (?:speak|talk|write|start|begin|open|initiate)`,
    `${TALK} (?:is|are|will be|must be|should be)(?: always)? (?:started|opened|initiated|begun) by ${THE}${USER}\\b`,
    `${NOT} (?:ever |be the one to |try to |\\w+ly )?(?:start|begin|open|initiate) ${THE_TALK}(?! (?:with|by|without|about)\\b)`,
    `${NOT} (?:ever )?(?:be the first to|speak first|talk first|go first|write first|message first|greet first)\\b`,
    `${NOT} (?:ever )?(?:speak|talk|write|greet|say (?:anything|something|a word)|send (?:a|any) messages?|introduce yourself)(?: to)?(?: (?:${THE}${USER}|first))? (?:until|before|unless) (?:you(?:'re| are) )?(?:${THE}${USER}(?: has| have)?(?: \\w+)? (?:${UTTER}|greet|start|begun|began|begin|do|does)|spoken to|addressed|greeted)`,
    "(?:stay|remain|keep|be) (?:silent|quiet) (?:until|till|unless)\\b",
    `only (?:speak|respond|reply|talk|write|answer) (?:when|after|once|if) (?:(?:you(?:'re| are) )?(?:spoken to|addressed|greeted)\\b|${THE}${USER} (?:has |have )?(?:spoken|written|greeted|started|messaged|spoke)\\b)`,
  ),
  waitsUnlessOpened: anyOf(
    `${WAIT} ${THE}${USER}(?: (?:to|has|have|is|are))*(?: \\w+)? ${UTTER}`,
    `${WAIT} [^]{0,60}?\\bbefore (?:you )?(?:greet|speak|introduc|respond|writ|talk|answer|say)\\w*`,
    `${WAIT} ${THE}(?:first |initial )?(?:${USER}(?:'s|')? )?(?:first |initial )?(?:message|greeting)\\b`,
  ),
};

/** A line or heading that names what the agent opens with: `Greeting:`, `# Opening line`. */
export const OPENING_LABEL =
  /^(?:the )?(?:(?:opening|first|initial|welcome|greeting|starting) (?:line|message|statement|sentence|greeting|phrase|script)\s*(?::|$)|greetings?\s*(?::|$)|opening\s*(?:$|:(?![^]*\d)))/;
