import { randomBase62 } from "../../../lib/random.ts";
import type { Parameters } from "../message/quoted-text.ts";
import type { SipRequest, SipResponse } from "../message/sip-message.ts";
import { answerTo, type Credentials, readDigest, strongest } from "./digest.ts";

interface Kept {
  readonly header: "Authorization" | "Proxy-Authorization";
  readonly challenge: Parameters;
  count: number;
}

/** One after the other a registrar, a proxy and another proxy may ask; more is no good will. */
const MOST_REALMS = 4;

/** What a peer has asked us to prove, and our answers (RFC 3261, section 22; RFC 8760). */
export class ChallengeMemory {
  readonly #credentials: Credentials | null;
  readonly #kept = new Map<string, Kept>();
  readonly #clientNonce = randomBase62(16);

  constructor(credentials: Credentials | null) {
    this.#credentials = credentials;
  }

  /**
   * Takes the challenges of a 401 or 407 to a request. Returns false when another try would fare no better: there are no
   * credentials, none of the challenges can be answered, or our answer to that very realm was just refused.
   */
  take(response: SipResponse, request: SipRequest): boolean {
    const header = response.status === 407 ? "Proxy-Authorization" : "Authorization";
    const challenge = challengeOf(response);
    if (this.#credentials === null || challenge === null) return false;
    const key = `${header} ${challenge.get("realm") ?? ""}`;
    const kept = this.#kept.get(key) ?? null;
    if (wasAnswered(request, header, challenge) && !isOver(challenge, kept)) return false;
    if (kept === null && this.#kept.size >= MOST_REALMS) return false;
    this.#kept.set(key, { header, challenge, count: 0 });
    return true;
  }

  /** Adds the answers to all that was asked so far. */
  answer(request: SipRequest): void {
    const credentials = this.#credentials;
    if (credentials === null) return;
    request.headers.remove("Authorization").remove("Proxy-Authorization");
    for (const kept of this.#kept.values()) {
      kept.count += 1;
      const { method, uri } = request;
      const { count } = kept;
      const answered = { method, uri, count, clientNonce: this.#clientNonce };
      request.headers.add(kept.header, answerTo(kept.challenge, credentials, answered));
    }
  }
}

function challengeOf({ status, headers }: SipResponse): Parameters | null {
  const lines = headers.lines(status === 407 ? "proxy-authenticate" : "www-authenticate");
  return strongest(lines.flatMap((line) => readDigest(line) ?? []));
}

/** A nonce that has served before may be over without the server saying that it is stale. */
function isOver(challenge: Parameters, kept: Kept | null): boolean {
  return challenge.get("stale")?.toLowerCase() === "true" || (kept !== null && kept.count > 1);
}

/** Tells whether the request already had an answer of ours for the realm, with a nonce of that challenge's kind. */
function wasAnswered(request: SipRequest, header: string, challenge: Parameters): boolean {
  return request.headers.lines(header).some((line) => readDigest(line)?.get("realm") === challenge.get("realm"));
}
