import { randomBase62 } from "../../../lib/random.ts";
import { ChallengeMemory } from "../auth/challenge-memory.ts";
import { readNameAddress } from "../message/name-address.ts";
import { SDP, sessionBodyOf } from "../message/session-body.ts";
import { SipHeaders } from "../message/sip-headers.ts";
import { readSequence, type SipRequest, type SipResponse, tagOf } from "../message/sip-message.ts";
import { readSipUri } from "../message/sip-uri.ts";
import type { ClientTransaction } from "../transaction/client-transaction.ts";
import { transactionTimeout } from "../transaction/timers.ts";
import type { Flow } from "../transport/flow.ts";
import { contactUri, encodeUser, type Trunk } from "../trunk.ts";
import { ALLOWED, type CallContext, SUPPORTED, USER_AGENT } from "./context.ts";
import { dialogOfResponse, newTag } from "./dialog.ts";
import type { PlaceSearch } from "./place-search.ts";
import { Peer, withContent } from "./peer.ts";
import { readLeastExpires } from "./session-clock.ts";

/** What an INVITE is made of, and who is told. */
export interface AttemptsOptions {
  readonly context: CallContext;
  readonly trunk: Trunk;
  /** The first way, and where to go on after a place that does not serve us. */
  readonly flow: Flow;
  readonly places: PlaceSearch;
  readonly uri: string;
  /** The number that the other end sees. */
  readonly from: string;
  /** Further headers. */
  readonly headers: readonly (readonly [string, string])[];
  /** The offer of audio for the first way; `offerFor` makes that for another. Rejects when there can be none. */
  readonly offer: string;
  offerFor(flow: Flow): Promise<string>;
  /** The network has taken note of it. */
  onProceeding(): void;
  onRinging(): void;
  /** A place said yes; it is not acknowledged yet. `early` is what was heard of it before, in ways that must arrive. */
  onAccepted(request: SipRequest, response: SipResponse, early: EarlyPlace | null): void;
  onRefused(response: SipResponse): void;
  onFailed(code: string, message: string): void;
  /** No place rings any more. */
  onSettled(): void;
}

/** A place that rang, in a dialog that began with that. */
export interface EarlyPlace {
  readonly peer: Peer;
  /** Of its last provisional response. */
  readonly lastNumber: number;
  /** Its description of media; null when there was none yet. */
  readonly answer: string | null;
}

const MOST_TRIES = 8;
const MOST_REDIRECTIONS = 4;
/** To how many places at once a call is forked that we can follow. */
const MOST_PLACES = 16;

/** The INVITE of a call, as often as it has to be sent: challenged, sent on, or with another interval. */
export class InviteAttempts {
  readonly callId = `${randomBase62(24)}`;
  readonly memory: ChallengeMemory;
  readonly #options: AttemptsOptions;
  readonly tag = newTag();
  /** The tags of the places that it was heard of from. */
  readonly #heardFrom = new Set<string>();
  /** What was heard before from each place, by its tag. */
  readonly #early = new Map<string, EarlyPlace>();
  readonly #repeated = new Map<string, () => void>();
  readonly #visited = new Set<string>();
  readonly #waiting: string[] = [];
  #flow: Flow;
  #offer: string;
  #uri: string;
  #sequence = Math.floor(Math.random() * 10_000);
  #tries = 0;
  #redirections = 0;
  #leastSeconds: number;
  #client: ClientTransaction | null = null;
  #isProceeding = false;
  #isCancelled = false;
  #isAccepted = false;

  constructor(options: AttemptsOptions) {
    this.#options = options;
    this.#flow = options.flow;
    this.#offer = options.offer;
    this.#uri = options.uri;
    this.#leastSeconds = options.context.times.leastSessionExpiresSeconds;
    this.memory = new ChallengeMemory(options.trunk.credentials);
    this.#visited.add(options.uri);
    this.#try();
  }

  /** The way that it goes by now. */
  get flow(): Flow {
    return this.#flow;
  }

  /** Tells whether the place of that tag has a dialog with us that began with its ringing. */
  hasPlace(tag: string): boolean {
    return this.#heardFrom.has(tag);
  }

  /** Calls back when the 200 of a place comes again. */
  onRepeated(tag: string, callback: () => void): void {
    this.#repeated.set(tag, callback);
  }

  /** Takes the call back: at once, or as soon as the network has taken note of it (RFC 3261, section 9.1). */
  cancel(): void {
    this.#isCancelled = true;
    if (this.#isProceeding) this.#sendCancel();
  }

  /** Sends it anew, as a request of its own. */
  #try(): void {
    this.#sequence += 1;
    void this.#send();
  }

  /** Sends it with the number that it has: to another place it is the same request, but for its branch. */
  async #send(): Promise<void> {
    this.#tries += 1;
    this.#isProceeding = false;
    this.#early.clear();
    const request = this.#build();
    this.memory.answer(request);
    const { transactions } = this.#options.context;
    const way = await transactions.wayOf(request, this.#flow);
    if (this.#isCancelled) return this.#fail("timeout");
    this.#client = transactions.send(request, way, {
      onResponse: (response) => this.#receive(request, response),
      onFailure: (why) => void this.#failed(why, way),
    });
  }

  #build(): SipRequest {
    const { trunk, from, context, headers: more } = this.#options;
    const identity = `sip:${encodeUser(from)}@${trunk.fromDomain}`;
    const seconds = Math.max(context.times.sessionExpiresSeconds, this.#leastSeconds);
    const headers = new SipHeaders()
      .add("From", `<${identity}>;tag=${this.tag}`)
      .add("To", `<${this.#uri}>`)
      .add("Call-ID", this.callId)
      .add("CSeq", `${this.#sequence} INVITE`)
      .add("Max-Forwards", "70")
      .add("Contact", `<${contactUri(trunk.user, this.#flow)}>`)
      .add("P-Preferred-Identity", `<${identity}>`)
      .add("Allow", ALLOWED)
      .add("Supported", SUPPORTED.join(", "))
      .add("Session-Expires", String(seconds))
      .add("Min-SE", String(this.#leastSeconds))
      .add("User-Agent", USER_AGENT);
    const request: SipRequest = { kind: "request", method: "INVITE", uri: this.#uri, headers, body: Buffer.alloc(0) };
    return withContent(request, { headers: more, body: { type: SDP, content: this.#offer } });
  }

  #receive(request: SipRequest, response: SipResponse): void {
    if (response.status < 200) this.#proceed(request, response);
    else if (response.status < 300) this.#accept(request, response);
    else if (this.#options.places.answered(response)) void this.#refusedHere(request, response);
    else this.#refused(request, response);
  }

  /** This place does not serve us now; another one may (RFC 3261, section 21.5.4). */
  async #refusedHere(request: SipRequest, response: SipResponse): Promise<void> {
    if (!(await this.#movesOn())) this.#refused(request, response);
  }

  #refused(request: SipRequest, response: SipResponse): void {
    if (!this.#goesOn(request, response)) this.#settle(() => this.#options.onRefused(response));
  }

  /** Takes that no final response came. Only what was heard of by nobody is tried elsewhere: it may ring already. */
  async #failed(why: "timeout" | "broken", way: Flow): Promise<void> {
    if (this.#isCancelled || this.#isProceeding) return this.#fail(why);
    if (why === "broken" && way !== this.#flow) {
      // There was a connection, but nobody who speaks SIP there.
      this.#options.context.transactions.keepTo(this.#flow);
      return this.#send();
    }
    this.#options.places.gaveNoAnswer();
    if (!(await this.#movesOn())) this.#fail(why);
  }

  /** Goes on at the next place of the trunk (RFC 3263, section 4.3); false when there is none. */
  async #movesOn(): Promise<boolean> {
    if (this.#isCancelled || this.#tries >= MOST_TRIES) return false;
    const flow = await this.#options.places.next();
    if (flow === null) return false;
    try {
      this.#offer = await this.#options.offerFor(flow);
    } catch {
      return false;
    }
    this.#flow = flow;
    void this.#send();
    return true;
  }

  #proceed(request: SipRequest, response: SipResponse): void {
    this.#isProceeding = true;
    if (this.#isCancelled) return this.#sendCancel();
    this.#options.onProceeding();
    if (response.status === 100) return;
    if (this.#heardFrom.size < MOST_PLACES) this.#heardFrom.add(tagOf(response.headers.get("to")));
    if (response.headers.lists("require", "100rel")) this.#confirm(request, response);
    if (response.status === 180 || response.status === 183) this.#options.onRinging();
  }

  /** Confirms a provisional response that must arrive (RFC 3262, section 4). */
  #confirm(request: SipRequest, response: SipResponse): void {
    const tag = tagOf(response.headers.get("to"));
    const number = Number(response.headers.get("rseq") ?? Number.NaN);
    const known = this.#early.get(tag);
    // One that comes again, or out of its order, is confirmed no second time.
    if (tag === "" || !isNext(number, known ?? null) || this.#early.size >= MOST_PLACES) return;
    const place = known ?? this.#earlyPlace(request, response);
    const body = sessionBodyOf(response);
    const answer = place.answer ?? (body.kind === "sdp" ? body.sdp : null);
    this.#early.set(tag, { ...place, lastNumber: number, answer });
    const invite = readSequence(request.headers.get("cseq"))?.number;
    this.#options.context.linger(place.peer.request("PRACK", { headers: [["RAck", `${number} ${invite} INVITE`]] }));
  }

  #earlyPlace(request: SipRequest, response: SipResponse): EarlyPlace {
    const { context, trunk } = this.#options;
    const { flow, memory } = this;
    const dialog = dialogOfResponse(request, response);
    return { peer: new Peer({ context, trunk, flow, memory, dialog }), lastNumber: 0, answer: null };
  }

  #accept(request: SipRequest, response: SipResponse): void {
    const tag = tagOf(response.headers.get("to"));
    const again = this.#repeated.get(tag);
    if (again !== undefined) return again();
    if (this.#repeated.size > MOST_PLACES) return;
    const isFirst = !this.#isAccepted;
    this.#isAccepted = true;
    this.#repeated.set(tag, () => undefined);
    this.#options.onAccepted(request, response, this.#early.get(tag) ?? null);
    if (isFirst) this.#options.onSettled();
  }

  /** Tells whether a refusal is followed by another try, and makes it. */
  #goesOn(request: SipRequest, response: SipResponse): boolean {
    if (this.#isCancelled || this.#tries >= MOST_TRIES || !this.#isMended(request, response)) return false;
    this.#try();
    return true;
  }

  #isMended(request: SipRequest, response: SipResponse): boolean {
    const { status } = response;
    if (status === 401 || status === 407) return this.memory.take(response, request);
    if (status === 422) return this.#raiseInterval(readLeastExpires(response));
    if (status < 400) this.#follow(response);
    // A 6xx speaks for all places (RFC 3261, section 21.6).
    return status < 600 && this.#next();
  }

  #raiseInterval(least: number): boolean {
    if (least <= this.#leastSeconds) return false;
    this.#leastSeconds = least;
    return true;
  }

  /** Notes where a redirection leads to (RFC 3261, section 8.1.3.4), the most wanted first. */
  #follow(response: SipResponse): void {
    const contacts = response.headers.values("contact").flatMap((value) => readNameAddress(value) ?? []);
    const weight = (text: string | undefined) => (text === undefined || Number.isNaN(Number(text)) ? 1 : Number(text));
    contacts.sort((a, b) => weight(b.parameters.get("q")) - weight(a.parameters.get("q")));
    for (const { uri } of contacts.slice(0, MOST_REDIRECTIONS)) {
      // By the same trunk in any case: it says what may be called, and is paid for it.
      if (readSipUri(uri)?.headers !== null || this.#visited.has(uri)) continue;
      this.#visited.add(uri);
      this.#waiting.push(uri);
    }
  }

  #next(): boolean {
    const next = this.#waiting.shift();
    if (next === undefined || this.#redirections >= MOST_REDIRECTIONS) return false;
    this.#redirections += 1;
    this.#uri = next;
    return true;
  }

  #sendCancel(): void {
    const client = this.#client;
    if (client === null || this.#isAccepted) return;
    this.#client = null;
    const { context } = this.#options;
    context.transactions.cancel(client);
    // Who answers nothing more is given up (RFC 3261, section 9.1).
    const late = setTimeout(() => client.fail("timeout"), transactionTimeout(context.timers));
    late.unref();
  }

  #fail(why: "timeout" | "broken"): void {
    const { trunk, onFailed } = this.#options;
    const how = why === "timeout" ? "did not answer in time" : "closed the connection";
    this.#settle(() => onFailed("carrier_unreachable", `The trunk "${trunk.name}" ${how}.`));
  }

  #settle(tell: () => void): void {
    tell();
    this.#options.onSettled();
  }
}

function isNext(number: number, known: EarlyPlace | null): boolean {
  return Number.isInteger(number) && (known === null || number === known.lastNumber + 1);
}
