/** Words that say nothing about what somebody wants. */
const FILLERS = new Set(
  (
    "a an the i me my mine you your we us our it its this that these those is are am was be been do does did can could will " +
    "would should shall may might must to of in on at by for from with and or but not no yes please so if as about into up " +
    "out just also very really some any there here then now hi hello hey ok okay thanks thank when use uses used call " +
    "user customer returns return given which what who how all each every one"
  ).split(" "),
);

const MAKING = "book reserve schedule arrange make create add place order register request file raise".split(" ");
const FINDING = "find search list look show check lookup available availability free".split(" ");
/** Wishes so plain that a tool which does something else is not what is wanted. */
const UNMISTAKABLE = [
  "cancel delete remove",
  "change update move modify reschedule postpone edit shift",
  "track status progress",
].map((words) => words.split(" "));
/** What people say for the verbs that tools are named with. */
const SYNONYMS = [
  MAKING,
  FINDING,
  ...UNMISTAKABLE,
  "send mail forward".split(" "),
  "price cost quote charge fee".split(" "),
];

/** How people begin when they want something made for them. */
const WISHES = new Set(["need", "want", "like", "have", "get", "wish", "looking"]);

/** Takes the telling words of a text, in a form in which they can be compared. */
export function tellingWords(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  return [...new Set(words.filter((word) => !FILLERS.has(word)).map(stem))];
}

/** Whether two words taken by `tellingWords` mean the same: alike in their beginnings, or synonyms. */
export function areAlike(left: string, right: string): boolean {
  return sameWord(left, right) || SYNONYMS.some((group) => holds(group, left) && holds(group, right));
}

/** Whether a word wishes for something that a tool of this verb makes. */
export function isWishFor(word: string, verb: string): boolean {
  return WISHES.has(word) && holds(MAKING, stem(verb));
}

/** Whether the words plainly ask for something else than this verb: "change my appointment" does not ask to book. */
export function askForAnother(words: readonly string[], verb: string): boolean {
  const asked = UNMISTAKABLE.filter((group) => words.some((word) => holds(group, word)));
  return asked.length > 0 && !asked.some((group) => holds(group, stem(verb)));
}

function holds(group: readonly string[], word: string): boolean {
  return group.some((member) => sameWord(stem(member), word));
}

/** Whether the two are one word, or one begins with the other, as `cancel` and `cancellation` do. */
export function sameWord(left: string, right: string): boolean {
  if (left === right) return true;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= 4 && long.startsWith(short);
}

function stem(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[^s])s$/, "");
  return word.replace(/(?:ings?|ed|es|s|e)$/, "");
}
