import type { CarrierKeyword } from "./message.ts";

/**
 * Words that carriers of text messages take for themselves (www.twilio.com/docs, "Twilio support for opt-out keywords"):
 * a message of nothing but one of them, in any case.
 */
const KEYWORDS: Readonly<Record<CarrierKeyword, readonly string[]>> = {
  stop: ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "OPTOUT", "REVOKE"],
  start: ["START", "YES", "UNSTOP"],
  help: ["HELP", "INFO"],
};

/**
 * Reads a text message as a word for its carrier; null for any other message. The words for wanting messages again are
 * taken as such from somebody who wants none (`isOptedOut`), and are an answer like any other from everybody else.
 */
export function carrierKeyword(text: string, { isOptedOut }: { isOptedOut: boolean }): CarrierKeyword | null {
  const word = text.trim().toUpperCase();
  if (KEYWORDS.stop.includes(word)) return "stop";
  if (KEYWORDS.help.includes(word)) return "help";
  return isOptedOut && KEYWORDS.start.includes(word) ? "start" : null;
}
