import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type App, startApp } from "../../server/src/app.ts";
import { readEnvironment, secretsOf } from "../../server/src/config.ts";
import { knownSecrets } from "../../server/src/lib/known-secrets.ts";
import { createLogger } from "../../server/src/logger.ts";
import { findDatabase } from "../../server/src/testing/server-process.ts";
import { answerCalls } from "../side-process.ts";
import { scriptedSpeech, type SpeechStarts } from "./scripted-speech.ts";

/** What a process holds after a collection of garbage, in bytes. */
export interface Memory {
  /** JavaScript's own heap, and what lies outside of it and belongs to it. */
  held: number;
  resident: number;
}

interface Running {
  app: App;
  directory: string;
  starts: SpeechStarts;
}

let running: Running | null = null;
let profiler: Session | null = null;

/** The server that is measured, as a process: the platform as it is, with doubles that listen and speak. */
const calls = {
  /** Starts it, with those environment variables beside the usual ones. */
  async open({
    modelUrl,
    apiKey,
    variables = {},
  }: {
    modelUrl: string;
    apiKey: string;
    variables?: Record<string, string>;
  }): Promise<{ url: string; databasePid: number }> {
    const directory = await mkdtemp(join(tmpdir(), "operator-bench-"));
    // The embedded database runs under an account of its own when this runs as root, and must get in.
    await chmod(directory, 0o755);
    const environment = readEnvironment({
      PORT: "0",
      OPERATOR_DATA_DIR: directory,
      OPERATOR_API_KEY: apiKey,
      OPERATOR_MODEL_SERVERS: `bench=${modelUrl}`,
      OPERATOR_RATE_LIMIT: "100000000",
      OPERATOR_QUICKSTART: "false",
      OPERATOR_SUMMARIES: "false",
      LOG_LEVEL: "warn",
      ...variables,
    });
    const secrets = knownSecrets(secretsOf(environment));
    const { catalog, starts } = scriptedSpeech();
    const log = { logger: createLogger(environment.LOG_LEVEL, secrets.mask), knownSecrets: secrets };
    const app = await startApp(environment, log, { speech: catalog });
    running = { app, directory, starts };
    const database = findDatabase(directory);
    // A run that is broken off must not leave a database behind; SIGINT is PostgreSQL's fast shut-down.
    process.once("exit", () => running && database && process.kill(database.pid, "SIGINT"));
    return { url: app.url, databasePid: database?.pid ?? 0 };
  },

  /** Answers when the listener of each caller was told that somebody began to speak. */
  speechStarts(_: null): SpeechStarts {
    return running?.starts ?? [];
  },

  /** Collects garbage and answers what is left. */
  memory(_: null): Memory {
    collectGarbage();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { held: heapUsed + external, resident: rss };
  },

  async profile(_: null): Promise<void> {
    profiler = new Session();
    profiler.connect();
    await profiler.post("Profiler.enable");
    await profiler.post("Profiler.start");
  },

  /** Ends the profile and writes it to a folder. Answers with the file. */
  async endProfile({ folder }: { folder: string }): Promise<string> {
    const ended = await profiler?.post("Profiler.stop");
    profiler?.disconnect();
    const file = join(folder, `voice-${process.pid}.cpuprofile`);
    await writeFile(file, JSON.stringify(ended?.profile));
    return file;
  },

  async close(_: null): Promise<void> {
    if (running === null) return;
    const { app, directory } = running;
    await app.stop();
    running = null;
    await rm(directory, { recursive: true, force: true });
  },
};

/** Node offers no collector without a flag; this sets it for what comes after. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
}

/** What `server-process.ts` can be asked to do. */
export type VoiceServerCalls = typeof calls;

answerCalls(calls);
