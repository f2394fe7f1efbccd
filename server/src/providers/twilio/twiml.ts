import { xmlElement, xmlText } from "../../lib/xml.ts";
import { TOKEN_PARAMETER } from "./media-codec.ts";

/** A stream for Twilio to connect a call to. */
export interface StreamTarget {
  /** `wss://…`; Twilio allows no query in it. */
  readonly url: string;
  readonly token: string;
}

/** What Twilio is to call, to hand a call over. */
export interface DialTarget {
  /** E.164, or a SIP address. */
  readonly to: string;
  /** The number that is shown; null for the caller's own. */
  readonly callerId: string | null;
  /** Where Twilio asks what to do once the other has hung up or was not reached; null when the call ends then. */
  readonly action: string | null;
  /** Where Twilio says how the other call goes; null when nobody needs to know. */
  readonly statusCallback: string | null;
  readonly timeoutSeconds: number;
}

/** Asks Twilio for nothing; the call ends where it is. */
export const HANG_UP = response();

/** Connects a call to a stream both ways, after having pressed keys where `digits` are given. */
export function connectTwiml({ url, token }: StreamTarget, digits?: string): string {
  const parameter = xmlElement("Parameter", { name: TOKEN_PARAMETER, value: token });
  const connect = xmlElement("Connect", {}, xmlElement("Stream", { url }, parameter));
  return digits === undefined ? response(connect) : response(xmlElement("Play", { digits }), connect);
}

/** Does not take a call. */
export function rejectTwiml(reason: "busy" | "rejected"): string {
  return response(xmlElement("Reject", { reason }));
}

/** Calls another and joins the two; the first hears it ring until the other picks up. */
export function dialTwiml({ to, callerId, action, statusCallback, timeoutSeconds }: DialTarget): string {
  const isSip = /^sips?:/i.test(to);
  const callbacks = statusCallback === null ? {} : { statusCallback, statusCallbackEvent: "answered completed" };
  const target = xmlElement(isSip ? "Sip" : "Number", callbacks, xmlText(to));
  const attributes = {
    answerOnBridge: "true",
    timeout: String(timeoutSeconds),
    ...(callerId === null ? {} : { callerId }),
    ...(action === null ? {} : { action, method: "POST" }),
  };
  return response(xmlElement("Dial", attributes, target));
}

function response(...verbs: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${xmlElement("Response", {}, verbs.join(""))}`;
}
