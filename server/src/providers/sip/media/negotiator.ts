import { MediaRefusal } from "../call-media.ts";
import { type Codec, type CodecName, type Format, isSameFormat, keysFor, offeredFormats } from "./codecs.ts";
import { type Direction, type Endpoint, isUsableAudio, type RemoteAudio, readAudio } from "./remote-audio.ts";
import { type CryptoLine, newCrypto, offeredCrypto, writeCrypto } from "./sdes.ts";
import { type Attribute, type MediaSection, type Origin, readSdp, type SessionDescription, writeSdp } from "./sdp.ts";

/** What both sides have agreed on. */
export interface Agreement {
  /** What we send, by the other side's payload types. */
  readonly codec: Codec;
  readonly payloadType: number;
  /** How we send keys; null where the other side takes none and they are tones in the audio. */
  readonly keys: Format | null;
  /** What we may be sent, by payload type. */
  readonly received: ReadonlyMap<number, Format>;
  /** Where audio is to be sent; null while the other side takes none. */
  readonly rtp: Endpoint | null;
  readonly rtcp: Endpoint | null;
  readonly isMuxed: boolean;
  /** Seen from us. */
  readonly direction: Direction;
  readonly isHeldByThem: boolean;
  /** How we protect what we send, and they theirs; null where nothing is protected. */
  readonly crypto: { readonly ours: CryptoLine; readonly theirs: CryptoLine } | null;
}

/** Our side of a call's audio. */
export interface OurAudio extends Endpoint {
  readonly isSecure: boolean;
  /** By preference. */
  readonly codecs: readonly CodecName[];
  /** A number that no other session of ours has. */
  readonly sessionId: number;
}

/** What an offer of ours says. */
interface Offered {
  readonly protocol: string;
  readonly formats: readonly Format[];
  readonly crypto: readonly CryptoLine[];
  readonly isHeld: boolean;
}

/** What the two sides say to each other, in the end: only what goes on from there is of interest. */
interface Agreed extends Offered {
  readonly agreement: Agreement;
}

const REVERSED = { sendrecv: "sendrecv", sendonly: "recvonly", recvonly: "sendonly", inactive: "inactive" } as const;

/** Makes and takes the offers and answers of one call (RFC 3264). It knows no socket and no clock. */
export class Negotiator {
  readonly #our: OurAudio;
  #agreed: Agreed | null = null;
  /** Our last offer, as long as no other one came: an answer may come twice, early and final (RFC 3261, section 13.2.1). */
  #offered: Offered | null = null;
  /** The sections of the last description, since each one has as many as the one before; the audio is at `#place`. */
  #sections: readonly MediaSection[] = [];
  #place = 0;
  #version = 0;
  #lastBody = "";

  constructor(our: OurAudio) {
    this.#our = our;
  }

  /** Returns an offer: the first one, or one that goes on with what was agreed. */
  offer(isHeld: boolean): string {
    this.#offered = this.#agreed === null ? this.#firstOffer(isHeld) : { ...this.#agreed, isHeld };
    const { protocol, formats, crypto } = this.#offered;
    const isMuxed = this.#agreed?.agreement.isMuxed ?? true;
    return this.#write({ protocol, formats, crypto, isMuxed, direction: isHeld ? "sendonly" : "sendrecv" });
  }

  #firstOffer(isHeld: boolean): Offered {
    const { isSecure, codecs } = this.#our;
    return {
      protocol: isSecure ? "RTP/SAVP" : "RTP/AVP",
      formats: offeredFormats(codecs),
      crypto: isSecure ? offeredCrypto() : [],
      isHeld,
    };
  }

  /** Takes the answer to the last offer. Throws a `MediaRefusal`; then nothing has changed. */
  accept(answer: string): Agreement {
    const offered = this.#offered;
    if (offered === null) throw new MediaRefusal(400, "An answer to no offer came.");
    const remote = this.#readAnswer(readSdp(answer), offered);
    const isOffered = (format: Format) => offered.formats.some((ours) => isSameFormat(ours, format));
    const formats = remote.formats.filter(isOffered);
    const main = formats.find(hasCodec);
    if (main === undefined) throw new MediaRefusal(488, "The answer takes none of the codecs that were offered.");
    const keys = keysFor(main.codec, formats);
    const crypto = cryptoOfAnswer(offered.crypto, remote);
    const isLikeFormats = (format: Format) => formats.some((theirs) => isSameFormat(theirs, format));
    const ours = offered.formats.filter(isLikeFormats);
    const wasHeld = this.#agreed?.agreement.isHeldByThem ?? false;
    const agreement: Agreement = {
      codec: main.codec,
      payloadType: main.payloadType,
      keys,
      received: byType([...formats, ...ours]),
      ...placesOf(remote),
      direction: narrowed(REVERSED[remote.direction], offered.isHeld),
      // Some answer a hold with `inactive`; it is ours then, and not theirs.
      isHeldByThem: offered.isHeld ? wasHeld : holds(remote),
      crypto,
    };
    this.#agreed = { ...offered, formats: ours, crypto: crypto ? [crypto.ours] : [], agreement };
    return agreement;
  }

  #readAnswer(description: SessionDescription, offered: Offered): RemoteAudio {
    const section = description.sections[this.#place];
    if (section?.kind !== "audio")
      throw new MediaRefusal(400, "The answer says nothing of the audio that was offered.");
    if (section.port === 0) throw new MediaRefusal(488, "The audio that was offered was refused (its port is 0).");
    if (section.protocol !== offered.protocol)
      throw new MediaRefusal(488, `${offered.protocol} was offered, and ${section.protocol} answered.`);
    return this.#readAudio(description, section);
  }

  /** Answers an offer. Throws a `MediaRefusal`; then nothing has changed. */
  answer(offer: string): { readonly agreement: Agreement; readonly body: string } {
    const description = readSdp(offer);
    const place = this.#placeOf(description);
    const section = description.sections[place];
    if (section === undefined || !isUsableAudio(section))
      throw new MediaRefusal(488, "The offer has no audio over RTP/AVP or RTP/SAVP (m=audio), the only media taken.");
    const remote = this.#readAudio(description, section);
    const main = this.#preferred(remote.formats);
    const keys = keysFor(main.codec, remote.formats);
    const crypto = this.#answeredCrypto(remote);
    const isHeld = this.#agreed?.isHeld ?? false;
    const formats = [main, ...(keys ? [keys] : [])];
    const agreement: Agreement = {
      codec: main.codec,
      payloadType: main.payloadType,
      keys,
      received: byType(formats),
      ...placesOf(remote),
      direction: narrowed(REVERSED[remote.direction], isHeld),
      isHeldByThem: holds(remote),
      crypto,
    };
    const { protocol } = remote;
    this.#offered = null;
    this.#sections = description.sections;
    this.#place = place;
    this.#agreed = { protocol, formats, crypto: crypto ? [crypto.ours] : [], isHeld, agreement };
    const { isMuxed, direction } = agreement;
    const body = this.#write({ protocol, formats, crypto: this.#agreed.crypto, isMuxed, direction });
    return { agreement, body };
  }

  /** Gives up an offer that was refused. */
  withdraw(): void {
    this.#offered = null;
  }

  #placeOf({ sections }: SessionDescription): number {
    // The audio stays where it is (RFC 3264, section 8); only a first offer is looked through.
    return this.#agreed === null ? sections.findIndex(isUsableAudio) : this.#place;
  }

  #readAudio(description: SessionDescription, section: MediaSection): RemoteAudio {
    const remote = readAudio(description, section);
    const isOurFamily = remote.rtp === null || remote.rtp.address.includes(":") === this.#our.address.includes(":");
    if (isOurFamily) return remote;
    throw new MediaRefusal(488, `The audio is to be sent to ${remote.rtp?.address}, and we have ${this.#our.address}.`);
  }

  #preferred(formats: readonly Format[]): Format & { readonly codec: Codec } {
    const { codecs } = this.#our;
    const known = formats.filter(hasCodec).filter(({ codec }) => codecs.includes(codec.name));
    const [best] = known.sort((a, b) => codecs.indexOf(a.codec.name) - codecs.indexOf(b.codec.name));
    if (best) return best;
    throw new MediaRefusal(488, `The offer has none of the codecs that are taken: ${codecs.join(", ")}.`);
  }

  #answeredCrypto({ protocol, crypto }: RemoteAudio): Agreement["crypto"] {
    if (!protocol.startsWith("RTP/SAVP")) return null;
    const [theirs] = crypto;
    if (theirs === undefined)
      throw new MediaRefusal(488, "The offer wants SRTP without a key that we can use (a=crypto with AES_CM_128).");
    const before = this.#agreed?.agreement.crypto?.ours;
    const isSame = before !== undefined && before.suite === theirs.suite;
    return { theirs, ours: isSame ? { ...before, tag: theirs.tag } : newCrypto(theirs.tag, theirs.suite) };
  }

  #write(audio: Omit<Offered, "isHeld"> & Pick<Agreement, "isMuxed" | "direction">): string {
    const { address, port, sessionId } = this.#our;
    const ours: MediaSection = {
      kind: "audio",
      port,
      protocol: audio.protocol,
      formats: audio.formats.map(({ payloadType }) => String(payloadType)),
      address: null,
      attributes: attributesOf(audio),
    };
    const refused = (section: MediaSection): MediaSection => ({ ...section, port: 0, attributes: [] });
    const sections = this.#sections.length === 0 ? [ours] : this.#sections.map(refused).with(this.#place, ours);
    const write = (version: Origin["version"]) => writeSdp({ sessionId, version, address }, sections);
    // The version says that something has changed (RFC 3264, section 8).
    if (write(this.#version) !== this.#lastBody) this.#version += 1;
    this.#lastBody = write(this.#version);
    return this.#lastBody;
  }
}

function hasCodec(format: Format): format is Format & { readonly codec: Codec } {
  return format.codec !== null;
}

function byType(formats: readonly Format[]): ReadonlyMap<number, Format> {
  return new Map(formats.map((format) => [format.payloadType, format]));
}

function placesOf({ rtp, rtcp, isMuxed }: RemoteAudio): Pick<Agreement, "rtp" | "rtcp" | "isMuxed"> {
  return { rtp, rtcp: isMuxed ? rtp : rtcp, isMuxed };
}

function holds({ direction }: RemoteAudio): boolean {
  return direction === "sendonly" || direction === "inactive";
}

/** Who holds the other one does not listen. */
function narrowed(direction: Direction, isHeld: boolean): Direction {
  if (!isHeld) return direction;
  return direction === "sendrecv" || direction === "sendonly" ? "sendonly" : "inactive";
}

function cryptoOfAnswer(offered: readonly CryptoLine[], { crypto }: RemoteAudio): Agreement["crypto"] {
  if (offered.length === 0) return null;
  for (const theirs of crypto) {
    const ours = offered.find(({ tag, suite }) => tag === theirs.tag && suite === theirs.suite);
    if (ours) return { ours, theirs };
  }
  throw new MediaRefusal(488, "SRTP was offered, and the answer has no key for it (a=crypto).");
}

function attributesOf(audio: Omit<Offered, "isHeld"> & Pick<Agreement, "isMuxed" | "direction">): Attribute[] {
  return [
    ...audio.formats.flatMap(({ payloadType, codec, clockHz }): Attribute[] => {
      const channels = codec?.channels === 2 ? "/2" : "";
      const parameters = codec === null ? "0-15" : codec.parameters;
      return [
        { name: "rtpmap", value: `${payloadType} ${codec?.encoding ?? "telephone-event"}/${clockHz}${channels}` },
        ...(parameters === null ? [] : [{ name: "fmtp", value: `${payloadType} ${parameters}` }]),
      ];
    }),
    { name: "ptime", value: "20" },
    ...audio.crypto.map((line) => ({ name: "crypto", value: writeCrypto(line) })),
    ...(audio.isMuxed ? [{ name: "rtcp-mux", value: "" }] : []),
    { name: audio.direction, value: "" },
  ];
}
