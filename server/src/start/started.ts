import type { Logger } from "pino";
import type { Environment } from "../config.ts";
import type { Database } from "../db/database.ts";
import type { Door } from "../http/door.ts";
import type { KnownSecrets } from "../lib/known-secrets.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import type { ChannelPoster } from "../ports/channel-poster.ts";
import type { ModelCatalog } from "../ports/language-model.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import type { PhoneNetwork } from "../ports/telephony.ts";
import type { CarrierTimings } from "../providers/call-timings.ts";
import type { TurnObserver } from "../ports/turn-observer.ts";
import type { Metrics } from "./metrics.ts";
import type { Recordings } from "../services/recordings.ts";
import type { SigningKey } from "../services/signing-key.ts";

/** Times that are long in the platform and that a test cannot wait for. */
export interface Timings {
  /** How long a conversation waits for a session that dropped. */
  reconnectWithin: number;
  /** Between two pings of a session; a peer that has not answered one by the next is gone. */
  pingEvery: number;
  /** How long a webhook endpoint may take to answer. */
  webhookWithin: number;
  /** How long one may take to answer `conversation.setup`, while whoever creates the conversation waits. */
  setupWithin: number;
  /** How long a conversation that sleeps between messages stays in memory when nothing goes on. */
  sleepAfter: number;
  /** How long a carrier is asked for a message that was cut off, before it counts as not taken. */
  sureAfter: number;
  /** The pause after the first time that none of a run's models answered; it doubles. */
  procedureRetryEvery: number;
  /** How long a mail server that is connected may keep silent. */
  smtpSilence: number;
  /** How long it may stay connected. */
  smtpConnection: number;
  /** How often a process looks for jobs that others ordered or left behind. */
  jobsEvery: number;
  /** How long what carriers with an API do may take; what is absent takes its own time. */
  carrierCalls?: Partial<CarrierTimings>;
}

/** What a test puts in the place of what the platform comes with. */
export interface Seams extends Partial<Timings> {
  /** Resolves a name to all its addresses; the system's resolver if absent. */
  resolve?: (hostname: string) => Promise<readonly string[]>;
  /** Who listens and who speaks. */
  speech?: SpeechCatalog;
  /** What carries telephone calls. */
  phoneNetworks?: readonly PhoneNetwork[];
  /** The folder of the built programs of threads; those beside what runs if absent. */
  programs?: URL;
}

/** Undoes one step of the start. */
export type Undo = () => Promise<unknown> | void;

/** What every start-up begins with. */
export interface Begun {
  environment: Environment;
  logger: Logger;
  /** The secrets that this process knows; what is written for people to read is masked by it. */
  knownSecrets: KnownSecrets;
  /** How to stop, the last step first. */
  undo: Undo[];
  timings: Timings;
  /** Resolves the names of what customers name; undefined for the system's resolver. */
  resolve: Seams["resolve"];
  /** Who listens and who speaks; undefined for what the environment has set up. */
  givenSpeech: Seams["speech"];
  /** What carries telephone calls; undefined for what the environment has set up. */
  givenPhoneNetworks: Seams["phoneNetworks"];
  /** The folder of the built programs of threads; undefined for those beside what runs. */
  programs: Seams["programs"];
}

/** What is there once the port and the database are. */
export interface Started extends Begun {
  door: Door;
  databaseUrl: string;
  database: Database;
  /** Encrypts the secrets of users, and lets them be known, so that no log shows them. */
  secretBox: SecretBox;
  /** The same box for what is sealed though not all of it is secret, such as whole answers: nothing becomes known. */
  bareBox: SecretBox;
  /** Computes the conversations' tokens. */
  tokenSecret: string;
  /** Signs what is sent to tools. */
  signingKey: SigningKey;
  catalog: ModelCatalog;
  /** Who listens and who speaks. */
  speech: SpeechCatalog;
  /** Calls the addresses that customers name. */
  fetch: SafeFetch;
  /** Posts to the channels in which a team talks. */
  poster: ChannelPoster;
  /** Takes down what is done; every activity that users of the API may want to look up. */
  activityLog: ActivityLog;
  metrics: Metrics;
  /** Records conversations by voice. */
  recordings: Recordings;
  /** Is told of every turn. */
  turnObserver: TurnObserver;
}
