import { echo, interrupts, letsGoOn } from "./case.ts";

const LONG =
  "Your appointment is on Tuesday the fourth at half past ten with Doctor Weber in the practice at the market square.";
const OFFER = "We have three rooms left for that weekend, and all of them come with breakfast and a view of the lake.";
const DIGITS = "Your booking number is four seven one, nine nine two, zero three eight, five six.";

/** Sounds that are nobody's words, and the agent's own voice. */
export const NOISE_AND_ECHO = [
  letsGoOn.speaking("kal", LONG, { said: [], noise: "cough" }),
  letsGoOn.speaking("kal", LONG, { said: [], noise: "door" }),
  letsGoOn.speaking("kal", OFFER, { said: [], noise: "keyboard" }),
  letsGoOn.speaking("kal", OFFER, { said: [], noise: "fan" }),
  letsGoOn.speaking("kal", LONG, { said: [], noise: "street" }),
  letsGoOn.speaking("kal", OFFER, { said: [], noise: "hold_music" }),
  letsGoOn.speaking("kal", LONG, { said: [], noise: "hum" }),
  letsGoOn.speaking("kal", OFFER, { said: [], noise: "breath" }),
  letsGoOn.speaking("kal", LONG, { said: [], noise: "knocking" }),
  letsGoOn.readingOut("kal", DIGITS, { said: [], noise: "street" }),
  letsGoOn.readingOut("kal", DIGITS, { said: [], noise: "door" }),
  letsGoOn.working("kal", "Let me check that for you.", { said: [], noise: "hold_music" }),
  letsGoOn.thinking("kal", "", { said: [], noise: "street" }),
  letsGoOn.speaking("slt", OFFER, { said: ["okay"], noise: "fan" }),
  interrupts.speaking("slt", OFFER, { said: ["What does it cost?"], noise: "street" }),
  interrupts.speaking("rms", LONG, { said: ["Stop please."], noise: "fan" }),

  echo.speaking("slt", LONG, ["on Tuesday the fourth at half past ten"]),
  echo.speaking("rms", OFFER, ["three rooms left for that weekend"]),
  echo.speaking("kal16", LONG, ["your appointment is on", 400, "Tuesday the fourth"]),
  echo.speaking("awb", OFFER, ["breakfast and a view of the lake"]),
  echo.speaking("en-us+f3", LONG, ["appointment"]),
  // Misheard in places, as transcription of a faint voice is.
  echo.speaking("slt", OFFER, ["all of them come with breakfast in a view"]),
  echo.speaking("en-gb", LONG, ["with doctor weber in the practise at the market"]),
  echo.readingOut("slt", DIGITS, ["four seven one nine nine two"]),
  echo.readingOut("rms", DIGITS, ["your booking number is four"]),
];
