import { interrupts, letsGoOn } from "./case.ts";

const LONG =
  "Your appointment is on Tuesday the fourth at half past ten with Doctor Weber in the practice at the market square.";
const OFFER = "We have three rooms left for that weekend, and all of them come with breakfast and a view of the lake.";
const POLICY =
  "You can send it back within thirty days, and we will refund the price as soon as the parcel has arrived here.";
const QUESTION = "Would you like me to book the room with the balcony?";
const DIGITS = "Your booking number is four seven one, nine nine two, zero three eight, five six.";
const CODE = "The code is B as in Bravo, seven, seven, K as in Kilo, two, nine.";

/** What people say into the agent's turn, by what the agent is doing. */
export const OVER_THE_AGENT = [
  // Assent while it speaks.
  letsGoOn.speaking("kal", LONG, ["mm hm"]),
  letsGoOn.speaking("slt", OFFER, ["uh huh"]),
  letsGoOn.speaking("rms", POLICY, ["yeah"]),
  letsGoOn.speaking("awb", LONG, ["okay"]),
  letsGoOn.speaking("en-gb", OFFER, ["right"]),
  letsGoOn.speaking("en-us", POLICY, ["I see"]),
  letsGoOn.speaking("kal16", LONG, ["yeah", 700, "yeah"]),
  letsGoOn.speaking("en-gb-scotland", OFFER, ["oh nice"]),
  letsGoOn.speaking("slt", POLICY, ["okay", 900, "mm hm", 1_000, "right"]),
  letsGoOn.speaking("en-us+f3", LONG, ["sounds good"]),
  letsGoOn.speaking("rms", OFFER, ["of course"]),
  letsGoOn.speaking("en-029", POLICY, ["got it"]),
  letsGoOn.speaking("kal", OFFER, ["yes yes okay"]),
  letsGoOn.speaking("en-us-nyc", LONG, ["um"]),
  letsGoOn.speaking("awb", POLICY, ["all right"]),

  // Interruptions while it speaks.
  interrupts.speaking("kal", LONG, ["Stop."]),
  interrupts.speaking("slt", OFFER, ["Wait a second."]),
  interrupts.speaking("rms", POLICY, ["No no, that is not what I meant."]),
  interrupts.speaking("awb", LONG, ["I can't on Tuesday."]),
  interrupts.speaking("en-gb", OFFER, ["What do they cost?"]),
  interrupts.speaking("en-us", POLICY, ["I have already sent it back."]),
  interrupts.speaking("kal16", LONG, ["Hold on, let me get a pen."]),
  interrupts.speaking("en-gb-scotland", OFFER, ["Do you have anything cheaper?"]),
  interrupts.speaking("slt", POLICY, ["Yeah but I lost the receipt."]),
  interrupts.speaking("en-us+f3", LONG, ["Which doctor?"]),
  interrupts.speaking("rms", OFFER, ["Okay I will take the first one."]),
  interrupts.speaking("en-029", POLICY, ["Excuse me"]),
  interrupts.speaking("kal", OFFER, ["No."]),
  interrupts.speaking("en-us-nyc", LONG, ["Sorry, can you say that again?"]),
  interrupts.speaking("awb", POLICY, ["Actually I would rather exchange it."]),
  interrupts.speaking("en-gb-x-gbclan", OFFER, ["Next weekend, not this one."]),
  interrupts.speaking("slt", LONG, ["That is too late for me."]),
  interrupts.speaking("rms", QUESTION, { said: ["Yes please."], since: 2_700 }),
  interrupts.speaking("kal16", QUESTION, { said: ["No, the other one."], since: 2_200 }),

  // While it reads out.
  letsGoOn.readingOut("kal", DIGITS, ["four seven one"]),
  letsGoOn.readingOut("slt", DIGITS, ["mm hm"]),
  letsGoOn.readingOut("rms", CODE, ["yes"]),
  letsGoOn.readingOut("awb", DIGITS, ["okay", 1_200, "okay"]),
  letsGoOn.readingOut("en-gb", CODE, ["seven seven"]),
  letsGoOn.readingOut("en-us", DIGITS, ["nine nine two", 900, "zero three eight"]),
  letsGoOn.readingOut("kal16", CODE, ["B"]),
  letsGoOn.readingOut("en-us+f3", DIGITS, ["got it"]),
  letsGoOn.readingOut("slt", DIGITS, { said: [], noise: "cough" }),
  interrupts.readingOut("kal", DIGITS, ["Wait."]),
  interrupts.readingOut("slt", CODE, ["Sorry, what was the first one?"]),
  interrupts.readingOut("rms", DIGITS, ["Hold on I need a pen."]),
  interrupts.readingOut("awb", CODE, ["Can you send it by text?"]),
  interrupts.readingOut("en-gb", DIGITS, ["That is not my booking."]),
  interrupts.readingOut("en-us", CODE, ["Slow down please."]),
  interrupts.readingOut("en-gb-scotland", DIGITS, ["I already have that number."]),

  // While it thinks.
  letsGoOn.thinking("kal", "", ["okay"]),
  letsGoOn.thinking("slt", "", ["mm hm"]),
  letsGoOn.thinking("rms", "", ["yeah"]),
  letsGoOn.thinking("awb", "", { said: [], noise: "cough" }),
  letsGoOn.thinking("en-gb", "", { said: [], noise: "door" }),
  letsGoOn.thinking("en-us", "", ["thanks"]),
  interrupts.thinking("kal", "", ["for four people"]),
  interrupts.thinking("slt", "", ["Oh and I need a parking space too."]),
  interrupts.thinking("rms", "", ["Stop."]),
  interrupts.thinking("awb", "", ["No wait, I meant Wednesday."]),
  interrupts.thinking("en-gb", "", ["and only two of them came."]),
  interrupts.thinking("en-us", "", ["Are you still there?"]),
  interrupts.thinking("en-gb-scotland", "", ["at eight o'clock in the evening"]),

  // While a tool runs.
  letsGoOn.working("kal", "One moment, I am looking that up.", ["okay"]),
  letsGoOn.working("slt", "Let me check that for you.", ["sure"]),
  letsGoOn.working("rms", "One moment, I am looking that up.", ["thank you"]),
  letsGoOn.working("awb", "Let me check that for you.", { said: [], noise: "keyboard" }),
  letsGoOn.working("en-gb", "Let me check that for you.", ["all right", 900, "no problem"]),
  letsGoOn.working("en-us", "One moment, I am looking that up.", { said: [], noise: "cough" }),
  interrupts.working("kal", "One moment, I am looking that up.", ["Cancel that."]),
  interrupts.working("slt", "Let me check that for you.", ["Actually make it Thursday."]),
  interrupts.working("rms", "One moment, I am looking that up.", ["How long does it take?"]),
  interrupts.working("awb", "Let me check that for you.", ["It is under my wife's name."]),
  interrupts.working("en-gb-scotland", "Let me check that for you.", ["Never mind, I found it."]),
];
