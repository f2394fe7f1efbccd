import { randomBase62 } from "../../lib/random.ts";
import { ChallengeMemory } from "./auth/challenge-memory.ts";
import { readNameAddress } from "./message/name-address.ts";
import { SipHeaders } from "./message/sip-headers.ts";
import type { SipRequest, SipResponse } from "./message/sip-message.ts";
import { ALLOWED, SUPPORTED, USER_AGENT } from "./session/context.ts";
import { newTag } from "./session/dialog.ts";
import { exchange, type Outcome } from "./session/exchange.ts";
import { PlaceSearch, retryAfter } from "./session/place-search.ts";
import type { Transactions } from "./transaction/transactions.ts";
import type { Flow } from "./transport/flow.ts";
import type { Target } from "./transport/sip-transport.ts";
import { contactUri, encodeUser, type Trunk } from "./trunk.ts";

/** What a registration is made with. */
export interface RegistrationOptions {
  readonly trunk: Trunk;
  readonly transactions: Transactions;
  /** The first and the longest wait after a failure, in ms (RFC 5626, section 4.5, has 30 s and 30 minutes). */
  readonly backOff: { readonly first: number; readonly longest: number };
  connect(target: Target): Promise<Flow>;
  note(message: string, detail: Record<string, unknown>): void;
}

/** How often a way through a NAT is used to keep it open over UDP (RFC 5626, section 4.4.2), in ms. */
const KEEP_OPEN_EVERY = 25_000;
/** How long a registration is asked for at least, whatever it is told, in seconds. */
const LEAST_EXPIRES = 30;

/** Keeps us registered with a trunk, so that it knows where to bring calls (RFC 3261, section 10.2). */
export class Registration {
  readonly #options: RegistrationOptions;
  readonly #callId = randomBase62(24);
  readonly #tag = newTag();
  readonly #memory: ChallengeMemory;
  #sequence = 0;
  #expires: number;
  #failures = 0;
  #timer: NodeJS.Timeout | null = null;
  #keepOpen: NodeJS.Timeout | null = null;
  #flow: Flow | null = null;
  #isClosed = false;
  #isRegistered = false;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#memory = new ChallengeMemory(options.trunk.credentials);
    this.#expires = options.trunk.settings.register_expires_sec;
    options.trunk.registrationProblem = `The trunk "${options.trunk.name}" is not registered yet.`;
    void this.#register();
  }

  /** Whether the trunk knows where to bring calls. */
  get isRegistered(): boolean {
    return this.#isRegistered;
  }

  /** The connection to the trunk is closed: it is made anew. */
  lost(flow: Flow): void {
    if (this.#flow !== flow || this.#isClosed) return;
    this.#flow = null;
    this.#isRegistered = false;
    this.#again(Math.random() * this.#options.backOff.first * 0.1);
  }

  /** Takes the registration back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop();
    const flow = this.#flow;
    if (this.#isRegistered && flow !== null) await this.#send(flow, 0);
  }

  async #register(): Promise<void> {
    if (this.#isClosed) return;
    const { trunk, connect } = this.#options;
    const places = new PlaceSearch(trunk, connect);
    let outcome: Outcome | null = null;
    for (let flow = await this.#open(places); flow !== null && !this.#isClosed; flow = await places.next()) {
      outcome = await this.#send(flow, this.#expires);
      if (this.#isClosed) return;
      const { response, status } = outcome;
      if (response === null) places.gaveNoAnswer();
      else if (!places.answered(response)) return status < 300 ? this.#succeed(flow, response) : this.#refused(outcome);
    }
    if (outcome !== null) this.#refused(outcome);
    else this.#fail(`The trunk "${trunk.name}" cannot be reached: ${places.problem}.`);
  }

  /** A registration is refreshed by the way that it was made by, as long as that holds. */
  async #open(places: PlaceSearch): Promise<Flow | null> {
    const known = this.#flow;
    return known?.isOpen === true && this.#failures === 0 ? places.beginBy(known) : places.next();
  }

  #send(flow: Flow, expires: number): Promise<Outcome> {
    const build = () => this.#build(flow, expires);
    return exchange(this.#options.transactions, { build, flow, memory: this.#memory });
  }

  #build(flow: Flow, expires: number): SipRequest {
    const { trunk } = this.#options;
    const address = `<sip:${encodeUser(trunk.user)}@${trunk.fromDomain}>`;
    this.#sequence += 1;
    const headers = new SipHeaders()
      .add("From", `${address};tag=${this.#tag}`)
      .add("To", address)
      .add("Call-ID", this.#callId)
      .add("CSeq", `${this.#sequence} REGISTER`)
      .add("Max-Forwards", "70")
      .add("Contact", `<${contactUri(trunk.user, flow)}>;expires=${expires}`)
      .add("Expires", String(expires))
      .add("Allow", ALLOWED)
      .add("Supported", SUPPORTED.join(", "))
      .add("User-Agent", USER_AGENT);
    return { kind: "request", method: "REGISTER", uri: `sip:${trunk.domain}`, headers, body: Buffer.alloc(0) };
  }

  #succeed(flow: Flow, response: SipResponse): void {
    const { trunk, note } = this.#options;
    if (!this.#isRegistered) note("Registered with a SIP trunk.", { trunk: trunk.name });
    this.#isRegistered = true;
    this.#failures = 0;
    this.#flow = flow;
    trunk.registrationProblem = null;
    const seconds = grantedExpires(response, contactUri(trunk.user, flow)) ?? this.#expires;
    // Somewhat before it is over, so that a lost packet or two do no harm.
    this.#again(Math.max(seconds * 1000 * 0.8, 1_000));
    this.#keepOpen = setInterval(() => this.#ping(), KEEP_OPEN_EVERY);
    this.#keepOpen.unref();
  }

  #ping(): void {
    if (this.#flow?.protocol === "udp") this.#flow.send(Buffer.from("\r\n\r\n"));
  }

  #refused({ status, response }: Outcome): void {
    const least = Number(response?.headers.get("min-expires") ?? Number.NaN);
    if (status === 423 && least > this.#expires && least <= 86_400) {
      this.#expires = least;
      return this.#again(0);
    }
    const { name } = this.#options.trunk;
    const said = response === null ? "it did not answer in time" : `it said ${status}`;
    const way = status === 401 || status === 403 || status === 407 ? " Check its username and password." : "";
    this.#fail(`The trunk "${name}" does not register us: ${said}.${way}`, retryAfter(response));
  }

  #fail(problem: string, wait: number | null = null): void {
    const { trunk, note, backOff } = this.#options;
    if (this.#isClosed) return;
    this.#isRegistered = false;
    this.#flow = null;
    trunk.registrationProblem = problem;
    const longest = Math.min(backOff.first * 2 ** Math.min(this.#failures, 16), backOff.longest);
    this.#failures += 1;
    note("A SIP trunk does not register us.", { trunk: trunk.name, reason: problem });
    // By chance between half and all of it, so that not everybody comes back at once.
    this.#again(Math.max(wait ?? 0, longest * (0.5 + Math.random() / 2)));
  }

  #again(wait: number): void {
    this.#stop();
    this.#timer = setTimeout(() => void this.#register(), wait);
    this.#timer.unref();
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#keepOpen !== null) clearInterval(this.#keepOpen);
    this.#timer = null;
    this.#keepOpen = null;
  }
}

/** Returns for how many seconds we are registered: as the contact of ours says, or else the whole response. */
function grantedExpires(response: SipResponse, own: string): number | null {
  const contacts = response.headers.values("contact").flatMap((value) => readNameAddress(value) ?? []);
  const ours = contacts.find(({ uri }) => uri === own) ?? (contacts.length === 1 ? contacts[0] : undefined);
  const text = ours?.parameters.get("expires") ?? response.headers.get("expires") ?? "";
  return /^[0-9]{1,9}$/.test(text) ? Math.max(Number(text), LEAST_EXPIRES) : null;
}
