import type { SipRequest } from "../message/sip-message.ts";
import { splitParameters } from "../message/quoted-text.ts";

const KEY = /^[0-9*#A-D]$/i;

/** What an INFO holds. */
export type InfoContent =
  | { readonly kind: "digit"; readonly digit: string }
  /** Nothing, or a sign of life. */
  | { readonly kind: "nothing" }
  /** What is not understood, to be refused with the status. */
  | { readonly kind: "other"; readonly status: 400 | 415 };

/**
 * Reads the key in an INFO (RFC 6086): `Signal=5` in `application/dtmf-relay`, or the bare key in `application/dtmf`,
 * as vendors have them from before RFC 4733.
 */
export function readInfo({ headers, body }: SipRequest): InfoContent {
  if (body.length === 0) return { kind: "nothing" };
  const type = splitParameters(headers.get("content-type") ?? "")[0]?.toLowerCase();
  if (type !== "application/dtmf-relay" && type !== "application/dtmf") return { kind: "other", status: 415 };
  const text = body.toString("latin1", 0, 256).trim();
  const key = type === "application/dtmf" ? text : signalIn(text);
  const digit = NUMBERED[key] ?? key.toUpperCase();
  return KEY.test(digit) ? { kind: "digit", digit } : { kind: "other", status: 400 };
}

function signalIn(text: string): string {
  return /^signal[ \t]*=[ \t]*(\S+)[ \t]*\r?$/im.exec(text)?.[1] ?? "";
}

/** Some write the events of RFC 4733 by their numbers. */
const NUMBERED: Readonly<Record<string, string>> = { "10": "*", "11": "#", "12": "A", "13": "B", "14": "C", "15": "D" };
