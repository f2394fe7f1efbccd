import { MediaRefusal } from "../call-media.ts";

/** `a=name:value`; the value is empty for one that is only there or not. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** One `m=` line and what belongs to it. */
export interface MediaSection {
  readonly kind: string;
  /** 0 where it is refused or over. */
  readonly port: number;
  readonly protocol: string;
  readonly formats: readonly string[];
  /** Of its own `c=` line; null when it has none. */
  readonly address: string | null;
  readonly attributes: readonly Attribute[];
}

/** A session description, as far as it is of use here (RFC 8866). */
export interface SessionDescription {
  /** Of the session's `c=` line; null when it has none. */
  readonly address: string | null;
  readonly attributes: readonly Attribute[];
  readonly sections: readonly MediaSection[];
}

/** What a description may have: a browser's offer of everything that it can is a third of it. */
const LONGEST = 16_384;
const MOST_LINES = 500;
const MOST_SECTIONS = 16;
const MOST_FORMATS = 64;

/** Tokens only: what a stranger wrote here is written again in answers. */
const MEDIA = /^([\w-]{1,32}) (\d{1,5})(?:\/\d{1,3})? ([\w/-]{1,64})((?: [\w.+*-]{1,32}){1,64}) *$/;
const CONNECTION = /^IN IP[46] (\S{1,255})$/;
const ATTRIBUTE = /^([\w-]{1,64})(?::(.*))?$/;

/** Reads a session description. Throws a `MediaRefusal` of 400 for what is none; what is unknown is passed over. */
export function readSdp(text: string): SessionDescription {
  if (text.length > LONGEST) throw malformed(`has ${text.length} characters; at most ${LONGEST} are taken`);
  const lines = text.split(/\r?\n/, MOST_LINES + 1);
  if (lines.length > MOST_LINES) throw malformed(`has more than ${MOST_LINES} lines`);
  if (lines[0]?.trimEnd() !== "v=0") throw malformed("does not begin with v=0");
  const [session = [], ...sections] = partsOf(lines.slice(1));
  if (sections.length > MOST_SECTIONS) throw malformed(`has more than ${MOST_SECTIONS} media`);
  return {
    address: addressOf(session),
    attributes: attributesOf(session),
    sections: sections.map(readSection),
  };
}

/** Returns the lines of the session, then those of each of its media. */
function partsOf(lines: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line !== "" && line[1] !== "=") throw malformed(`has a line that is none: ${shown(line)}`);
    if (line.startsWith("m=")) parts.push([]);
    parts.at(-1)?.push(line);
  }
  return parts;
}

function readSection(lines: readonly string[]): MediaSection {
  const [first = ""] = lines;
  const [, kind = "", port = "", protocol = "", formats = ""] = MEDIA.exec(first.slice(2)) ?? [];
  if (kind === "" || Number(port) > 65_535) throw malformed(`has a line that cannot be read: ${shown(first)}`);
  return {
    kind,
    port: Number(port),
    protocol,
    formats: formats.trim().split(" ").slice(0, MOST_FORMATS),
    address: addressOf(lines),
    attributes: attributesOf(lines),
  };
}

function addressOf(lines: readonly string[]): string | null {
  const line = lines.find((each) => each.startsWith("c="));
  if (line === undefined) return null;
  const address = CONNECTION.exec(line.slice(2).trimEnd())?.[1];
  if (address === undefined) throw malformed(`has a line that cannot be read: ${shown(line)}`);
  // Behind a slash stands for how far packets to many are to go; nobody calls many.
  return address.replace(/\/.*$/, "");
}

function attributesOf(lines: readonly string[]): Attribute[] {
  return lines.flatMap((line) => {
    const found = line.startsWith("a=") ? ATTRIBUTE.exec(line.slice(2).trimEnd()) : null;
    return found ? [{ name: (found[1] as string).toLowerCase(), value: found[2] ?? "" }] : [];
  });
}

/** Returns the value of the first attribute of a name; undefined when there is none. */
export function attribute(attributes: readonly Attribute[], name: string): string | undefined {
  return attributes.find((each) => each.name === name)?.value;
}

function malformed(problem: string): MediaRefusal {
  return new MediaRefusal(400, `The session description ${problem} (RFC 8866).`);
}

function shown(line: string): string {
  return JSON.stringify(line.slice(0, 80));
}

/** Who made a description, and how many of its kind came before (RFC 8866, section 5.2). */
export interface Origin {
  readonly sessionId: number;
  readonly version: number;
  readonly address: string;
}

/** Writes a session description. */
export function writeSdp({ sessionId, version, address }: Origin, sections: readonly MediaSection[]): string {
  const family = address.includes(":") ? 6 : 4;
  const lines = [
    "v=0",
    `o=operator ${sessionId} ${version} IN IP${family} ${address}`,
    "s=-",
    `c=IN IP${family} ${address}`,
    "t=0 0",
    ...sections.flatMap((section) => [
      `m=${section.kind} ${section.port} ${section.protocol} ${section.formats.join(" ")}`,
      ...section.attributes.map(({ name, value }) => (value === "" ? `a=${name}` : `a=${name}:${value}`)),
    ]),
  ];
  return `${lines.join("\r\n")}\r\n`;
}
