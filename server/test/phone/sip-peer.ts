import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import { sipTrunksSchema, type SipTrunkSettings } from "../../src/domain/sip-trunk.ts";
import type { CallEnd, CallWatch } from "../../src/ports/telephony.ts";
import type { CallMedia, CallMediaWatch, OpenCallMedia } from "../../src/providers/sip/call-media.ts";
import { openSipNetwork, type SipNetwork, type SipNetworkOptions } from "../../src/providers/sip/sip-network.ts";

const SCENARIOS = fileURLToPath(new URL("sipp/", import.meta.url));

/** Media that agree to everything and carry nothing: what is tested here is who says what when. */
export interface SilentMedia extends CallMedia {
  readonly watch: CallMediaWatch;
  readonly answers: string[];
  readonly isHeldByUs: boolean;
  readonly isHeldByThem: boolean;
  readonly isClosed: boolean;
}

const SDP = (direction: string) =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=${direction}\r\n`;

/** Opens silent media, and keeps those that were opened. */
export function silentMedia(opened: SilentMedia[] = []): OpenCallMedia {
  return async ({ watch }) => {
    const media = {
      watch,
      sampleRateHz: 8_000 as const,
      lead: 100,
      buffer: null,
      answers: [] as string[],
      isHeldByUs: false,
      isHeldByThem: false,
      isClosed: false,
      offer({ isHeld }: { isHeld: boolean }) {
        media.isHeldByUs = isHeld;
        return SDP(isHeld ? "sendonly" : "sendrecv");
      },
      accept: (answer: string) => void media.answers.push(answer),
      answer(offer: string) {
        media.answers.push(offer);
        const isHeld = /a=(?:sendonly|inactive)/.test(offer);
        if (isHeld !== media.isHeldByThem) watch.onHeld(isHeld);
        media.isHeldByThem = isHeld;
        return SDP(/a=sendonly/.test(offer) ? "recvonly" : "sendrecv");
      },
      withdraw: () => undefined,
      send: () => undefined,
      clear: () => undefined,
      sendDigits: async () => undefined,
      close() {
        media.isClosed = true;
      },
    };
    opened.push(media);
    return media;
  };
}

/** Everything that a call's watch was told, in its order. */
export class Told implements CallWatch {
  readonly said: string[] = [];
  end: CallEnd | null = null;
  /** What another process could end the call with. */
  trace: string | null = null;
  onTraced(trace: string) {
    this.trace = trace;
  }
  onRinging() {
    this.said.push("ringing");
  }
  onAnswered() {
    this.said.push("answered");
  }
  onAudio() {
    this.said.push("audio");
  }
  onDigit(digit: string) {
    this.said.push(`digit ${digit}`);
  }
  onAnsweredBy() {
    this.said.push("answered by");
  }
  onHeld(isHeld: boolean) {
    this.said.push(isHeld ? "held" : "back");
  }
  onEnded(end: CallEnd) {
    if (this.end !== null) throw new Error("A call ended twice.");
    this.end = end;
    this.said.push(`ended ${end.outcome}${end.outcome === "failed" ? ` ${end.code}` : ""}`);
  }
}

/** A trunk's settings with all defaults. */
export function trunkOf(settings: Partial<Record<keyof SipTrunkSettings, unknown>> = {}): SipTrunkSettings {
  const [trunk] = sipTrunksSchema.parse([{ name: "pbx", host: "127.0.0.1", port: 5060, ...settings }]);
  return trunk as SipTrunkSettings;
}

/** What a network under test is opened with. */
export interface TestNetwork extends Partial<SipNetworkOptions> {
  readonly trunks?: readonly SipTrunkSettings[];
  readonly protocols?: readonly ("udp" | "tcp" | "tls")[];
  readonly tls?: { key: Buffer; cert: Buffer };
  readonly ca?: string;
  readonly strangers?: "silent" | "refuse";
}

/** A network that was opened, and what it wrote down. */
export interface OpenedNetwork {
  readonly network: SipNetwork;
  readonly port: (protocol?: "udp" | "tcp" | "tls") => number;
  readonly notes: { message: string; detail: Record<string, unknown> }[];
  readonly media: SilentMedia[];
}

/** Opens a network on free ports of the loopback. */
export async function openNetwork(options: TestNetwork = {}): Promise<OpenedNetwork> {
  const {
    trunks = [trunkOf()],
    protocols = ["udp", "tcp"],
    tls = null,
    ca = null,
    strangers = "silent",
    ...rest
  } = options;
  const notes: OpenedNetwork["notes"] = [];
  const media: SilentMedia[] = [];
  const network = await openSipNetwork({
    settings: {
      listeners: protocols.map((protocol) => ({ protocol, host: "127.0.0.1", port: 0 })),
      publicAddress: null,
      tls,
      trunks: trunks.map((settings) => ({ settings, ca })),
      strangers,
    },
    openMedia: silentMedia(media),
    note: (message, detail) => void notes.push({ message, detail }),
    ...rest,
  });
  return { network, notes, media, port: (protocol = "udp") => network.portOf(protocol) as number };
}

/** Waits until something holds. */
export async function until(holds: () => boolean, what: string, within = 15_000): Promise<void> {
  const end = Date.now() + within;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`It did not come about in time: ${what}`);
    await delay(10);
  }
}

/** What sipp is to do. */
export interface SippRun {
  readonly scenario: string;
  /** The other end: ours. */
  readonly to: number;
  readonly port: number;
  readonly calls?: number;
  readonly rate?: number;
  readonly transport?: "u1" | "t1" | "tn";
  readonly more?: readonly string[];
  /** In s. */
  readonly within?: number;
}

/** What became of a run of sipp. */
export interface SippResult {
  readonly code: number;
  readonly errors: string;
}

/** Returns a free port of UDP and TCP. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a scenario of sipp to its end. */
export async function sipp(run: SippRun): Promise<SippResult> {
  const { scenario, to, port, calls = 1, rate = 10, transport = "u1", more = [], within = 60 } = run;
  const folder = await mkdtemp(join(tmpdir(), "sipp-"));
  const errors = join(folder, "errors.log");
  const times = ["-timeout", `${within}s`, "-timeout_error", "-recv_timeout", "20000"];
  const rates = ["-r", String(rate), "-m", String(calls), "-l", "2000"];
  const logs = ["-trace_err", "-error_file", errors, "-nostdin"];
  const here = ["-i", "127.0.0.1", "-p", String(port), "-mi", "127.0.0.1", "-t", transport];
  const args = [`127.0.0.1:${to}`, "-sf", join(SCENARIOS, `${scenario}.xml`), ...here, ...rates, ...times, ...logs];
  try {
    const code = await new Promise<number>((resolve, reject) => {
      const child = spawn("sipp", [...args, ...more], { cwd: folder, stdio: "ignore" });
      child.once("error", reject);
      child.once("exit", (status) => resolve(status ?? -1));
    });
    return { code, errors: code === 0 ? "" : await readFile(errors, "utf8").catch(() => "(no errors written)") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits until sipp listens at a port, as the kernel says. */
export async function listening(port: number, protocol: "udp" | "tcp" = "udp"): Promise<void> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
  for (let tries = 0; tries < 500; tries++) {
    const table = await readFile(`/proc/net/${protocol}`, "utf8");
    if (table.split("\n").some((line) => line.trim().split(/\s+/)[1]?.endsWith(wanted.trim()))) return;
    await delay(10);
  }
  throw new Error(`Nobody listens at ${protocol} port ${port}.`);
}

/** Makes a key and a certificate that signs itself, for `localhost` and 127.0.0.1. */
export async function selfSigned(): Promise<{ key: Buffer; cert: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), "sip-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const names = "subjectAltName=DNS:localhost,IP:127.0.0.1";
  const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  await new Promise<void>((resolve, reject) => {
    const all = [...args, "-subj", "/CN=localhost", "-addext", names, "-keyout", key, "-out", cert];
    execFile("openssl", all, (error) => (error === null ? resolve() : reject(error)));
  });
  try {
    return { key: await readFile(key), cert: await readFile(cert) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
