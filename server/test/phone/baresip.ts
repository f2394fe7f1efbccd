import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createResampler } from "../../src/lib/resampler.ts";
import { readWav, wavFile } from "../../src/lib/wav.ts";
import { until } from "./sip-peer.ts";

/** What a telephone is set up with. */
export interface BaresipOptions {
  /** The user part of its address: its number. */
  readonly user: string;
  /** What it offers, in `baresip`'s own words. */
  readonly codec?: keyof typeof CODECS;
  readonly transport?: "udp" | "tcp" | "tls";
  /** Encrypts its audio (SRTP with keys in the SDP). */
  readonly isEncrypted?: boolean;
  /** A PEM file of who vouches for the other end's certificate. */
  readonly ca?: string;
}

/** `baresip`, a telephone that was written elsewhere, as a process of its own. */
export interface Baresip {
  /** Where it is called. */
  readonly port: number;
  /** Its own events, oldest first: their type, and what they say of themselves. */
  readonly events: readonly { readonly type: string; readonly param: string }[];
  /** Calls an address. */
  dial(uri: string): Promise<void>;
  /** Waits until something of that type happened, so many times in all. */
  happened(type: string, times?: number): Promise<void>;
  /** Speaks these samples into the call, after that it is silent. */
  say(samples: Int16Array, sampleRateHz: number): Promise<void>;
  /** Presses keys. */
  press(keys: string): Promise<void>;
  /** Does what one of its commands says. */
  command(name: string, params?: string): Promise<string>;
  /** Everything that it heard in its last call up to now, or until it first put the other end on hold. */
  heard(): Promise<{ samples: Int16Array; sampleRateHz: number }>;
  /** Whether audio came in the last second, as it counts. */
  receives(): boolean;
  hangUp(): Promise<void>;
  /** What it wrote on its screen. */
  output(): string;
  /** Ends the process, and takes its files away. */
  stop(): Promise<void>;
}

/** What each codec is called in an account, its module, and the rate that it works at. */
const CODECS = {
  PCMU: { name: "PCMU/8000/1", module: "g711", rate: 8_000, channels: 1 },
  PCMA: { name: "PCMA/8000/1", module: "g711", rate: 8_000, channels: 1 },
  G722: { name: "G722/16000/1", module: "g722", rate: 16_000, channels: 1 },
  opus: { name: "opus/48000/2", module: "opus", rate: 48_000, channels: 2 },
} as const;
/** For how long it is silent after what it said, in s: longer than a call of a test. */
const SILENCE_SEC = 60;
const WITHIN = 20_000;

/** Starts a telephone on free ports of the loopback. Whoever is called takes the call by itself. */
export async function startBaresip(options: BaresipOptions): Promise<Baresip> {
  const folder = await mkdtemp(join(tmpdir(), "baresip-"));
  const ports = await freePorts();
  await writeSettings(folder, ports, options);
  const child = spawn("baresip", ["-f", folder], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  // A run that is broken off must leave no telephone behind.
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  child.once("exit", () => process.off("exit", abandon));
  const failed = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`baresip ended with ${code}:\n${output}`)));
  });
  failed.catch(() => undefined);
  const codec = CODECS[options.codec ?? "PCMU"];
  const telephone = new Telephone({ folder, ports, child, codec, output: () => output });
  try {
    await Promise.race([until(() => output.includes("baresip is ready"), "baresip starts", WITHIN), failed]);
    return await telephone.connect();
  } catch (error) {
    await telephone.stop();
    throw error;
  }
}

interface Ports {
  /** SIP; the one after it is taken for SIP over TLS. */
  readonly sip: number;
  readonly control: number;
}

interface Parts {
  readonly folder: string;
  readonly ports: Ports;
  readonly child: ChildProcess;
  readonly codec: (typeof CODECS)[keyof typeof CODECS];
  readonly output: () => string;
}

class Telephone implements Baresip {
  readonly events: { type: string; param: string }[] = [];
  readonly #parts: Parts;
  readonly #answers = new Map<string, (answer: Answer) => void>();
  #socket: Socket | null = null;
  #pending = Buffer.alloc(0);
  #count = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get port(): number {
    return this.#parts.ports.sip;
  }

  readonly output = (): string => this.#parts.output();

  async connect(): Promise<this> {
    const socket = connect(this.#parts.ports.control, "127.0.0.1");
    await once(socket, "connect");
    socket.on("data", (bytes: Buffer) => this.#read(bytes));
    // It is reset when the process ends.
    socket.on("error", () => undefined);
    this.#socket = socket;
    return this;
  }

  async dial(uri: string): Promise<void> {
    await this.command("dial", uri);
  }

  async happened(type: string, times = 1): Promise<void> {
    const seen = () => this.events.filter((event) => event.type === type).length;
    await until(() => seen() >= times, `${type} of baresip, ${times} times`, WITHIN).catch((error: unknown) => {
      throw new Error(`${JSON.stringify(this.events)}\n${this.output()}`, { cause: error });
    });
  }

  async say(samples: Int16Array, sampleRateHz: number): Promise<void> {
    const { folder, codec } = this.#parts;
    this.#count += 1;
    const file = join(folder, `said-${this.#count}.wav`);
    await writeFile(file, withSilence(createResampler(sampleRateHz, codec.rate)(samples), codec));
    await this.command("ausrc", `aufile,${file}`);
  }

  async press(keys: string): Promise<void> {
    for (const key of keys) await this.command("sndcode", key);
  }

  async hangUp(): Promise<void> {
    await this.command("hangup");
  }

  receives(): boolean {
    const [, received = "0"] = [...this.output().matchAll(/audio=\d+\/(\d+)/g)].at(-1) ?? [];
    return Number(received) > 0;
  }

  async heard(): Promise<{ samples: Int16Array; sampleRateHz: number }> {
    const folder = join(this.#parts.folder, "heard");
    const file = (await readdir(folder))
      .filter((name) => name.endsWith("-dec.wav"))
      .sort()
      .at(-1);
    if (file === undefined) return { samples: new Int16Array(0), sampleRateHz: this.#parts.codec.rate };
    const { samples, sampleRateHz, channels } = readWav(await readFile(join(folder, file)));
    return { samples: samples.filter((_, index) => index % channels === 0), sampleRateHz };
  }

  command(name: string, params = ""): Promise<string> {
    this.#count += 1;
    const token = String(this.#count);
    const text = JSON.stringify({ command: name, params, token });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`baresip says nothing to ${text}:\n${this.output()}`));
      }, WITHIN);
      this.#answers.set(token, ({ ok, data }) => {
        clearTimeout(timer);
        if (ok) resolve(data);
        else reject(new Error(`baresip refuses ${text}: ${data}`));
      });
      this.#socket?.write(`${Buffer.byteLength(text)}:${text},`);
    });
  }

  async stop(): Promise<void> {
    const { child, folder } = this.#parts;
    this.#socket?.destroy();
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  }

  /** Takes netstrings apart: `LENGTH:TEXT,`. */
  #read(bytes: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, bytes]);
    for (;;) {
      const colon = this.#pending.indexOf(":");
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#pending.toString("latin1", 0, colon));
      if (this.#pending.length <= end) return;
      this.#take(JSON.parse(this.#pending.toString("utf8", colon + 1, end)) as Answer & Event);
      this.#pending = this.#pending.subarray(end + 1);
    }
  }

  #take(message: Answer & Event): void {
    if (message.event) {
      this.events.push({ type: message.type, param: message.param ?? "" });
      return;
    }
    this.#answers.get(message.token)?.(message);
    this.#answers.delete(message.token);
  }
}

interface Answer {
  readonly token: string;
  readonly ok: boolean;
  readonly data: string;
}

interface Event {
  readonly event?: boolean;
  readonly type: string;
  readonly param?: string;
}

async function writeSettings(folder: string, ports: Ports, options: BaresipOptions): Promise<void> {
  const { user, codec = "PCMU", transport = "udp", isEncrypted = false, ca } = options;
  const { name, module, rate, channels } = CODECS[codec];
  const modules = [module, "aufile", "aubridge", "sndfile", ...(isEncrypted ? ["srtp"] : [])];
  const lines = [
    `sip_listen 127.0.0.1:${ports.sip}`,
    "net_interface 127.0.0.1",
    ...(ca === undefined ? [] : [`sip_cafile ${ca}`]),
    // A sink that nobody takes from: what is heard is written down before it gets there.
    "audio_player aubridge,sink",
    "audio_alert aubridge,alert",
    `audio_source aufile,${join(folder, "silence.wav")}`,
    `ausrc_srate ${rate}`,
    `auplay_srate ${rate}`,
    `ausrc_channels ${channels}`,
    `auplay_channels ${channels}`,
    `snd_path ${join(folder, "heard")}`,
    "ringback_disabled yes",
    "module_path /usr/lib/baresip/modules",
    ...modules.map((each) => `module ${each}.so`),
    "module_tmp account.so",
    "module_app menu.so",
    "module_app ctrl_tcp.so",
    `ctrl_tcp_listen 127.0.0.1:${ports.control}`,
  ];
  const encryption = isEncrypted ? ";mediaenc=srtp-mand" : "";
  const account = `<sip:${user}@127.0.0.1;transport=${transport}>;regint=0;answermode=auto;audio_codecs=${name}`;
  await mkdir(join(folder, "heard"));
  await writeFile(join(folder, "config"), `${lines.join("\n")}\n`);
  await writeFile(join(folder, "accounts"), `${account}${encryption}\n`);
  await writeFile(join(folder, "contacts"), "");
  await writeFile(join(folder, "silence.wav"), withSilence(new Int16Array(0), CODECS[codec]));
}

function withSilence(samples: Int16Array, { rate, channels }: { rate: number; channels: number }): Buffer {
  const all = new Int16Array((samples.length + SILENCE_SEC * rate) * channels);
  samples.forEach((sample, index) => all.fill(sample, index * channels, (index + 1) * channels));
  return wavFile(all, rate, channels);
}

/** Finds a port whose neighbour is free, too, and another one. */
async function freePorts(): Promise<Ports> {
  for (;;) {
    const sip = await listen(0);
    const next = await listen(portOf(sip) + 1).catch(() => null);
    const control = await listen(0);
    const ports = { sip: portOf(sip), control: portOf(control) };
    for (const server of [sip, next, control]) if (server !== null) await new Promise((done) => server.close(done));
    if (next !== null) return ports;
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port;
}
