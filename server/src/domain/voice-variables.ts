import { z } from "zod";
import { readUrl } from "../lib/read-url.ts";
import { commaSeparated, httpAddress } from "./variable-forms.ts";

const key = z.string().min(1);
const names = commaSeparated.prefault("");

/** A server with OpenAI's speech and transcription endpoints. */
export interface SpeechServer {
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey?: string;
  /** The models to ask for; null where the server does not do it. */
  readonly transcriptionModel: string | null;
  readonly speechModel: string | null;
  /** The ids of its voices. */
  readonly voices: readonly string[];
}

const BUILT_IN = ["operator", "local", "openai", "deepgram", "elevenlabs", "cartesia", "assemblyai"];
const SERVER_ENTRY = /^([a-z0-9][a-z0-9_-]*)=(https?:\/\/.+)$/;

function readServer(entry: string): SpeechServer | string {
  const [, name = "", url = ""] = SERVER_ENTRY.exec(entry) ?? [];
  const address = readUrl(url);
  if (address === null) return "must have the form name=http://host:port/v1?stt=MODEL&tts=MODEL&voices=ID+ID";
  const apiKey = decodeURIComponent(address.password || address.username);
  const { searchParams } = address;
  const server = {
    name,
    baseUrl: `${address.origin}${address.pathname}`.replace(/\/$/, ""),
    ...(apiKey === "" ? {} : { apiKey }),
    transcriptionModel: searchParams.get("stt"),
    speechModel: searchParams.get("tts"),
    voices: (searchParams.get("voices") ?? "").split(" ").filter(Boolean),
  };
  return problemOf(server) ?? server;
}

function problemOf({ name, transcriptionModel, speechModel, voices }: SpeechServer): string | null {
  if (BUILT_IN.includes(name)) return `"${name}" is a built-in provider; choose another name`;
  if (transcriptionModel === null && speechModel === null)
    return "names no model: add ?stt=MODEL to listen, ?tts=MODEL&voices=ID+ID to speak";
  return speechModel !== null && voices.length === 0 ? "names no voices: add &voices=ID+ID to its ?tts=MODEL" : null;
}

const speechServers = names.transform((entries, context): SpeechServer[] =>
  entries.flatMap((entry, place) => {
    const server = readServer(entry);
    if (typeof server !== "string") return [server];
    context.addIssue({ code: "custom", message: `entry ${place + 1} ${server}` });
    return [];
  }),
);

const addresses = names.refine((entries) => z.array(z.union([z.ipv4(), z.ipv6()])).safeParse(entries).success, {
  message: "must be IP addresses, separated by commas",
});

const ports = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, "must have the form 40000-40999")
  .transform((text) => {
    const [first = 0, last = 0] = text.split("-").map(Number);
    return { first, last };
  })
  .refine(({ first, last }) => first > 0 && first <= last && last < 65_536, {
    message: "must be two ports from 1 to 65535, the lower one first",
  });

/** The environment's variables of speech. */
export const voiceVariables = {
  OPERATOR_SPEECH_TO_TEXT: names.describe(
    "Who listens, the first choice first, the others when it fails: names of speech providers, separated by commas. " +
      "Empty takes all that are set up, `local` last.",
  ),
  OPERATOR_TEXT_TO_SPEECH: names.describe(
    "Who speaks, the first choice first, the others when it fails: names of speech providers, separated by commas. " +
      "Empty takes all that are set up, `local` last.",
  ),
  DEEPGRAM_API_KEY: key.optional().describe("Enables the speech provider `deepgram`, which listens and speaks."),
  DEEPGRAM_BASE_URL: httpAddress.optional().describe("Another address for Deepgram's API."),
  ELEVENLABS_API_KEY: key.optional().describe("Enables the speech provider `elevenlabs`, which listens and speaks."),
  ELEVENLABS_BASE_URL: httpAddress.optional().describe("Another address for ElevenLabs' API."),
  CARTESIA_API_KEY: key.optional().describe("Enables the speech provider `cartesia`, which listens and speaks."),
  CARTESIA_BASE_URL: httpAddress.optional().describe("Another address for Cartesia's API."),
  ASSEMBLYAI_API_KEY: key.optional().describe("Enables the speech provider `assemblyai`, which listens."),
  ASSEMBLYAI_BASE_URL: httpAddress.optional().describe("Another address for AssemblyAI's streaming API."),
  OPERATOR_SPEECH_SERVERS: speechServers.describe(
    "Servers with OpenAI's transcription and speech endpoints (Whisper, Kokoro …), separated by commas: " +
      "`name=http://host:port/v1?stt=MODEL&tts=MODEL&voices=ID+ID`. A key goes into the address: `https://:KEY@host/v1`.",
  ),
  OPERATOR_WHISPER_PROGRAM: z
    .string()
    .min(1)
    .default("whisper-cli")
    .describe("The program of whisper.cpp with which `local` listens, when `OPERATOR_WHISPER_MODEL` names a model."),
  OPERATOR_WHISPER_MODEL: z
    .string()
    .min(1)
    .optional()
    .describe("A model file of whisper.cpp; without one `local` listens with `pocketsphinx`, in English only."),
  OPERATOR_WEBRTC_ADDRESS: addresses.describe(
    "The IP addresses at which browsers reach this machine by WebRTC, separated by commas, e.g. its public one behind " +
      "NAT. Empty takes the machine's own.",
  ),
  OPERATOR_WEBRTC_PORTS: ports
    .optional()
    .describe("The UDP ports for WebRTC, `40000-40999`, one a session; any free port otherwise."),
};

interface VoiceEnvironment {
  readonly DEEPGRAM_API_KEY?: string | undefined;
  readonly ELEVENLABS_API_KEY?: string | undefined;
  readonly CARTESIA_API_KEY?: string | undefined;
  readonly ASSEMBLYAI_API_KEY?: string | undefined;
  readonly OPERATOR_SPEECH_SERVERS: readonly SpeechServer[];
}

/** Lists the secrets among them. */
export function secretsOfVoice(environment: VoiceEnvironment): (string | undefined)[] {
  return [
    environment.DEEPGRAM_API_KEY,
    environment.ELEVENLABS_API_KEY,
    environment.CARTESIA_API_KEY,
    environment.ASSEMBLYAI_API_KEY,
    ...environment.OPERATOR_SPEECH_SERVERS.map(({ apiKey }) => apiKey),
  ];
}
