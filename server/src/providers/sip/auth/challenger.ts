import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { SipRequest } from "../message/sip-message.ts";
import { algorithmOf, type Credentials, digestOf, readDigest } from "./digest.ts";

/** What became of the proof in a request. */
export type Proof =
  | { readonly kind: "proven"; readonly username: string }
  /** None was there, or one whose time is over: to be asked, again where `isStale`. */
  | { readonly kind: "missing"; readonly isStale: boolean }
  /** It was wrong. */
  | { readonly kind: "wrong"; readonly username: string };

const NONCE_LASTS = 60_000;
const MOST_NONCES = 10_000;
/** The algorithms that are asked for, the stronger first. */
export const ALGORITHMS = ["SHA-256", "MD5"] as const;
/** One of them. */
export type DigestAlgorithm = (typeof ALGORITHMS)[number];

/** Asks others to prove who they are, and reads their proofs (RFC 3261, section 22; RFC 8760). */
export class Challenger {
  readonly realm: string;
  readonly #secret = randomBytes(32);
  readonly #passwordOf: (username: string) => string | null;
  /** The highest count of each nonce that was used, so that a proof counts once. */
  readonly #used = new Map<string, number>();

  readonly #algorithms: readonly string[];

  constructor(options: {
    readonly realm: string;
    readonly algorithms: readonly DigestAlgorithm[];
    passwordOf(username: string): string | null;
  }) {
    this.realm = options.realm;
    this.#algorithms = options.algorithms;
    this.#passwordOf = options.passwordOf;
  }

  /** Writes the values of WWW-Authenticate, the stronger algorithm first. */
  challenges(isStale: boolean): string[] {
    const nonce = this.#nonce(Date.now());
    const stale = isStale ? ", stale=true" : "";
    return this.#algorithms.map(
      (algorithm) => `Digest realm="${this.realm}", nonce="${nonce}", algorithm=${algorithm}, qop="auth"${stale}`,
    );
  }

  /** Reads the proof in a request. */
  read(request: SipRequest): Proof {
    const answers = request.headers.lines("authorization").flatMap((line) => readDigest(line) ?? []);
    const answer = answers.find((each) => each.get("realm") === this.realm);
    if (answer === undefined) return { kind: "missing", isStale: false };
    const username = answer.get("username") ?? "";
    const password = this.#passwordOf(username);
    const nonce = answer.get("nonce") ?? "";
    const state = this.#stateOf(nonce);
    if (state !== "good") return { kind: "missing", isStale: state === "old" };
    const isRight = password !== null && isAnswer(answer, { username, password }, request.method);
    if (!isRight) return { kind: "wrong", username };
    // A proof that is played again is asked for anew.
    return this.#count(nonce, answer.get("nc") ?? "")
      ? { kind: "proven", username }
      : { kind: "missing", isStale: true };
  }

  #nonce(time: number): string {
    const stamp = time.toString(36).padStart(9, "0");
    const salt = randomBytes(6).toString("hex");
    return `${stamp}${salt}${this.#seal(`${stamp}${salt}`)}`;
  }

  #seal(text: string): string {
    return createHmac("sha256", this.#secret).update(text).digest("hex").slice(0, 32);
  }

  #stateOf(nonce: string): "good" | "old" | "foreign" {
    if (nonce.length !== 53 || nonce.slice(21) !== this.#seal(nonce.slice(0, 21))) return "foreign";
    return Date.now() - Number.parseInt(nonce.slice(0, 9), 36) > NONCE_LASTS ? "old" : "good";
  }

  #count(nonce: string, written: string): boolean {
    const count = /^[0-9a-f]{8}$/i.test(written) ? Number.parseInt(written, 16) : 0;
    if (count <= (this.#used.get(nonce) ?? 0)) return false;
    if (this.#used.size >= MOST_NONCES) this.#used.delete(this.#used.keys().next().value as string);
    this.#used.set(nonce, count);
    return true;
  }
}

function isAnswer(answer: ReadonlyMap<string, string>, credentials: Credentials, method: string): boolean {
  const algorithm = algorithmOf(answer).toUpperCase();
  if (!(ALGORITHMS as readonly string[]).includes(algorithm) || answer.get("qop")?.toLowerCase() !== "auth")
    return false;
  const [realm, nonce, uri, count, clientNonce] = ["realm", "nonce", "uri", "nc", "cnonce"].map(
    (name) => answer.get(name) ?? "",
  ) as [string, string, string, string, string];
  const protection = { qop: "auth", count, clientNonce };
  const expected = Buffer.from(digestOf(credentials, { algorithm, realm, nonce, method, uri, protection }));
  const given = Buffer.from((answer.get("response") ?? "").toLowerCase());
  return expected.length === given.length && timingSafeEqual(expected, given);
}
