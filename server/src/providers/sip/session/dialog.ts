import { randomBase62 } from "../../../lib/random.ts";
import { readNameAddress } from "../message/name-address.ts";
import { SipHeaders } from "../message/sip-headers.ts";
import { readSequence, type SipRequest, type SipResponse, tagOf } from "../message/sip-message.ts";
import { readSipUri } from "../message/sip-uri.ts";

/** What a dialog begins with. */
interface DialogParts {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** The whole values of From or To, their tags included. */
  readonly local: string;
  readonly remote: string;
  readonly remoteTarget: string;
  readonly routes: readonly string[];
  readonly localSequence: number;
  readonly remoteSequence: number | null;
}

/** What two ends of a call share (RFC 3261, section 12). */
export class Dialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly #local: string;
  readonly #remote: string;
  readonly #routes: readonly string[];
  #remoteTarget: string;
  #localSequence: number;
  #remoteSequence: number | null;

  constructor(parts: DialogParts) {
    this.callId = parts.callId;
    this.localTag = parts.localTag;
    this.remoteTag = parts.remoteTag;
    this.#local = parts.local;
    this.#remote = parts.remote;
    this.#routes = parts.routes;
    this.#remoteTarget = parts.remoteTarget;
    this.#localSequence = parts.localSequence;
    this.#remoteSequence = parts.remoteSequence;
  }

  /** Where requests go to first: the first route, or the other end itself. */
  get nextHop(): string {
    const [first] = this.#routes;
    return first === undefined ? this.#remoteTarget : (readNameAddress(first)?.uri ?? this.#remoteTarget);
  }

  /** The address of the other end itself. */
  get remoteTarget(): string {
    return this.#remoteTarget;
  }

  /** Our address, as the other end knows us. */
  get localUri(): string {
    return readNameAddress(this.#local)?.uri ?? "";
  }

  /** What it is made of now, so that another process can go on with it. */
  get parts(): DialogParts {
    return {
      callId: this.callId,
      localTag: this.localTag,
      remoteTag: this.remoteTag,
      local: this.#local,
      remote: this.#remote,
      remoteTarget: this.#remoteTarget,
      routes: this.#routes,
      localSequence: this.#localSequence,
      remoteSequence: this.#remoteSequence,
    };
  }

  /** Makes a request within the dialog (section 12.2.1.1). An ACK has the number of its INVITE. */
  request(method: string, sequence?: number): SipRequest {
    const number = sequence ?? ++this.#localSequence;
    const headers = new SipHeaders();
    const { uri, routes } = this.#way();
    headers.addAll("Route", routes);
    headers.add("From", this.#local);
    headers.add("To", this.#remote);
    headers.add("Call-ID", this.callId);
    headers.add("CSeq", `${number} ${method}`);
    headers.add("Max-Forwards", "70");
    return { kind: "request", method, uri, headers, body: Buffer.alloc(0) };
  }

  /** Takes a new target from a request or response that may bring one (section 12.2). */
  refreshTarget(message: SipRequest | SipResponse): void {
    const contact = contactOf(message);
    if (contact !== null) this.#remoteTarget = contact;
  }

  /** Tells whether a request of the other end comes in its turn, and counts it (section 12.2.2). */
  takeSequence(request: SipRequest): boolean {
    const number = readSequence(request.headers.get("cseq"))?.number ?? -1;
    if (this.#remoteSequence !== null && number <= this.#remoteSequence) return false;
    this.#remoteSequence = number;
    return true;
  }

  /** A first route without `lr` is a strict router: it gets the request as if it were meant for it. */
  #way(): { uri: string; routes: readonly string[] } {
    const [first, ...others] = this.#routes;
    const uri = first === undefined ? null : readNameAddress(first)?.uri;
    if (first === undefined || uri === null || uri === undefined) return { uri: this.#remoteTarget, routes: [] };
    if (readSipUri(uri)?.parameters.has("lr") !== false) return { uri: this.#remoteTarget, routes: this.#routes };
    return { uri, routes: [...others, `<${this.#remoteTarget}>`] };
  }
}

/** Returns the address in the Contact of a message; null when there is none of SIP. */
export function contactOf({ headers }: SipRequest | SipResponse): string | null {
  const uri = readNameAddress(headers.values("contact")[0] ?? "")?.uri ?? "";
  return readSipUri(uri) === null ? null : uri;
}

/** Makes a tag: of more than 64 random bits, so that who does not see it cannot know it. */
export function newTag(): string {
  return randomBase62(16);
}

/** Makes the dialog of an INVITE that came in (section 12.1.1). */
export function dialogOfRequest(request: SipRequest, localTag: string): Dialog {
  const { headers } = request;
  const to = headers.get("to") ?? "";
  const from = headers.get("from") ?? "";
  return new Dialog({
    callId: headers.get("call-id") ?? "",
    localTag,
    remoteTag: tagOf(from),
    local: tagOf(to) === "" ? `${to};tag=${localTag}` : to,
    remote: from,
    remoteTarget: contactOf(request) ?? readNameAddress(from)?.uri ?? "",
    routes: headers.values("record-route"),
    localSequence: 0,
    remoteSequence: readSequence(headers.get("cseq"))?.number ?? 0,
  });
}

/** Makes the dialog that a response to an INVITE of ours opens (section 12.1.2). */
export function dialogOfResponse(invite: SipRequest, response: SipResponse): Dialog {
  const { headers } = invite;
  const to = response.headers.get("to") ?? "";
  return new Dialog({
    callId: headers.get("call-id") ?? "",
    localTag: tagOf(headers.get("from")),
    remoteTag: tagOf(to),
    local: headers.get("from") ?? "",
    remote: to,
    remoteTarget: contactOf(response) ?? invite.uri,
    routes: response.headers.values("record-route").reverse(),
    localSequence: readSequence(headers.get("cseq"))?.number ?? 1,
    remoteSequence: null,
  });
}
