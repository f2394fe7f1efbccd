/** What people say whatever the subject is. Each is a test of one text. */

const YES =
  /^\W*(?:y|yes|yeah|yep|yup|sure|ok|okay|correct|right|exactly|absolutely|definitely|please(?: do)?|go ahead|do it|go for it|of course|fine|perfect|great|sounds good|looks good|that(?:'s| is) (?:right|correct|fine|it))\b/i;
const NO = /^\W*(?:n|no|nope|nah|not (?:really|now|yet|quite|right|correct|today)|wrong|incorrect|don'?t)\b/i;
const CANCEL =
  /^\W*(?:(?:please|ok(?:ay)?|no|actually|sorry|wait)[,.]? )*(?:(?:let'?s |please )?(?:cancel|stop|abort|quit)(?: (?:it|that|this|everything|the (?:booking|form|whole thing)|please|now))*|never ?mind|nevermind|forget (?:it|about it|that)|drop it|leave it|i(?:'ve| have) changed my mind)(?: please| thanks?(?: you)?)?\W*$/i;
const GOODBYE =
  /\b(?:bye(?:[ -]bye)?|good ?bye|see you|see ya|farewell|that(?:'s| is| will be|'ll be) (?:all|it|everything)|that was (?:all|it|everything)|nothing else|i(?:'m| am) done|we(?:'re| are) done|have a (?:nice|good|great) (?:day|one|evening|weekend)|good ?night)\b/i;
const HUMAN_WORD = String.raw`(?:human(?: being)?|(?:real |live |actual )?person|agent|representative|operator|someone(?: real)?|somebody|(?:member of )?staff|receptionist|manager|colleague|real human|employee)`;
const HUMAN = [
  new RegExp(String.raw`^\W*(?:(?:a|an|the|please|real|live|to) )*${HUMAN_WORD}(?: please| now)*\W*$`, "i"),
  new RegExp(
    String.raw`\b(?:talk|speak|chat|transfer(?:red)?|connect(?:ed)?|put me|hand me|escalate|switch me|get me|give me)\b.{0,30}\b${HUMAN_WORD}\b`,
    "i",
  ),
  new RegExp(
    String.raw`\b(?:want|need|like|prefer)(?: to have)? (?:a |an )?(?:human|(?:real|live|actual) (?:person|human|agent)|representative)\b`,
    "i",
  ),
];
const WHO_ARE_YOU =
  /\b(?:who|what) are you\b|\bare you (?:a |an )?(?:real|human|robot|bot|person|ai|machine|simulat\w*|computer|chat ?bot|chatgpt|language model)\b|\bis this (?:a |an )?(?:bot|robot|machine|ai|real person)\b/i;
const HELP =
  /^\W*(?:help(?: me)?|\?+|menu|options|commands)\W*$|\bwhat can (?:you|i) (?:do|ask|say)\b|\bhow (?:does|do) (?:this|it|you) work\b/i;
const THANKS = /^\W*(?:ok(?:ay)?[,.]? )?(?:thanks|thank you|thx|cheers|ta)\b/i;
const HELLO = /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|hiya|howdy|greetings)(?: there)?\b/i;
const REPEAT = /^\W*(?:what|pardon|sorry|come again|huh|say (?:that|it) again|repeat(?: that)?(?: please)?)\W*$/i;
const QUESTION =
  /^\W*(?:what|which|who|when|where|why|how|can|could|do|does|did|is|are|will|would|may|should)\b.*\?\W*$/i;

/** Agrees. */
export const isYes = (text: string): boolean => YES.test(text);
/** Disagrees. */
export const isNo = (text: string): boolean => NO.test(text);
/** Wants what is under way to be dropped. */
export const isCancel = (text: string): boolean => CANCEL.test(text);
/** Takes leave; in few words, for a long text may be about a goodbye. */
export const isGoodbye = (text: string): boolean => GOODBYE.test(text) && text.trim().split(/\s+/).length <= 10;
/** Wants to be connected to a person. */
export const asksForHuman = (text: string): boolean => HUMAN.some((pattern) => pattern.test(text));
/** Wants to know what or whom they are talking to. */
export const asksWhoYouAre = (text: string): boolean => WHO_ARE_YOU.test(text);
/** Wants to know what can be done here. */
export const asksForHelp = (text: string): boolean => HELP.test(text);
/** Thanks. */
export const isThanks = (text: string): boolean => THANKS.test(text);
/** Greets. */
export const isHello = (text: string): boolean => HELLO.test(text);
/** Did not catch what was said. */
export const asksToRepeat = (text: string): boolean => REPEAT.test(text);
/** Asks something rather than answering. */
export const isQuestion = (text: string): boolean => QUESTION.test(text);
