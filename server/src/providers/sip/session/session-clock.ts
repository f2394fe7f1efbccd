import { readParameters, splitParameters } from "../message/quoted-text.ts";
import type { SipRequest, SipResponse } from "../message/sip-message.ts";

/** What two ends agreed about how long a session lasts without a sign of life (RFC 4028). */
export interface SessionInterval {
  readonly seconds: number;
  readonly isOurs: boolean;
}

/** Reads a Session-Expires; null when there is none that can be read. */
export function readSessionExpires(
  message: SipRequest | SipResponse,
): { readonly seconds: number; readonly refresher: "uac" | "uas" | null } | null {
  const [seconds = "", ...rest] = splitParameters(message.headers.get("session-expires") ?? "");
  if (!/^[0-9]{1,9}$/.test(seconds)) return null;
  const refresher = readParameters(rest)?.get("refresher")?.toLowerCase();
  return { seconds: Number(seconds), refresher: refresher === "uac" || refresher === "uas" ? refresher : null };
}

/** Reads a Min-SE in seconds; 90 when there is none (RFC 4028, section 5). */
export function readLeastExpires(message: SipRequest | SipResponse): number {
  const text = /^[0-9]{1,9}/.exec(message.headers.get("min-se") ?? "")?.[0];
  return text === undefined ? 90 : Number(text);
}

/** How the interval of a request that came in is answered. */
export type IntervalAnswer =
  | { readonly kind: "none" }
  | { readonly kind: "too_small" }
  | {
      readonly kind: "agreed";
      readonly interval: SessionInterval;
      readonly headers: readonly (readonly [string, string])[];
    };

/** Decides about the interval of an INVITE or UPDATE that came in (RFC 4028, section 9). */
export function answerInterval(
  request: SipRequest,
  own: { readonly sessionExpiresSeconds: number; readonly leastSessionExpiresSeconds: number },
): IntervalAnswer {
  const asked = readSessionExpires(request);
  const isSupported = ["supported", "require"].some((name) => request.headers.lists(name, "timer"));
  if (asked === null && !isSupported) return { kind: "none" };
  if (asked !== null && asked.seconds < own.leastSessionExpiresSeconds) return { kind: "too_small" };
  const { seconds, refresher } = asked ?? {
    seconds: Math.max(own.sessionExpiresSeconds, leastAsked(request)),
    refresher: null,
  };
  return agreedTo(seconds, isSupported ? (refresher ?? "uac") : "uas");
}

function leastAsked(request: SipRequest): number {
  return request.headers.get("min-se") === null ? 0 : readLeastExpires(request);
}

function agreedTo(seconds: number, refresher: "uac" | "uas"): IntervalAnswer {
  const headers: (readonly [string, string])[] = [["Session-Expires", `${seconds};refresher=${refresher}`]];
  if (refresher === "uac") headers.push(["Require", "timer"]);
  return { kind: "agreed", interval: { seconds, isOurs: refresher === "uas" }, headers };
}

/** Reads what a 2xx to a request of ours agreed to; null for no interval (RFC 4028, section 7.2). */
export function agreedInterval(response: SipResponse): SessionInterval | null {
  const agreed = readSessionExpires(response);
  // Who names no refresher leaves it to the one who asked.
  return agreed === null ? null : { seconds: agreed.seconds, isOurs: agreed.refresher !== "uas" };
}

/** Keeps a session alive, or finds out that it is not (RFC 4028, section 10). */
export class SessionClock {
  readonly #refresh: () => void;
  readonly #expire: () => void;
  #timers: NodeJS.Timeout[] = [];

  constructor(options: { refresh(): void; expire(): void }) {
    this.#refresh = options.refresh;
    this.#expire = options.expire;
  }

  /** Begins anew with what was agreed; null stops it. */
  restart(interval: SessionInterval | null): void {
    this.stop();
    if (interval === null) return;
    const whole = Math.min(interval.seconds * 1000, 2 ** 31 - 1);
    // Half of it is left for tries that fail; the other end is given up a little before its time is over.
    if (interval.isOurs) this.#timers.push(setTimeout(this.#refresh, whole / 2));
    this.#timers.push(setTimeout(this.#expire, whole - Math.min(32_000, whole / 3)));
  }

  /** Stops it. */
  stop(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }
}
