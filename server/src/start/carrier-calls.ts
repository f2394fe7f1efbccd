import { ConfigError, type Environment } from "../config.ts";
import { claimArrival } from "../db/call-arrivals.ts";
import { nodeUrl } from "../db/nodes.ts";
import type { CallArrivals, CallCarrier } from "../ports/call-carrier.ts";
import type { NumberDirectory } from "../ports/number-directory.ts";
import type { PhoneNetwork } from "../ports/telephony.ts";
import { CARRIER_TIMINGS } from "../providers/call-timings.ts";
import { openTelnyxCalls } from "../providers/telnyx/calls.ts";
import { telnyxNumbers } from "../providers/telnyx/numbers.ts";
import type { TelnyxAccount } from "../providers/telnyx/rest.ts";
import { telnyxPublicKey } from "../providers/telnyx/signature.ts";
import { openTwilioCalls } from "../providers/twilio/calls.ts";
import { twilioNumbers } from "../providers/twilio/numbers.ts";
import { CarrierCalls } from "../services/carrier-calls.ts";
import type { Membership } from "../services/membership.ts";
import { publicUrlOf } from "./conversations.ts";
import type { Started } from "./started.ts";
import { openCarrierApi, openTwilioAccount } from "./twilio-account.ts";

const TELNYX = "https://api.telnyx.com";

/** The carriers with an API that the installation has accounts with. */
export interface CarrierCallParts {
  /** Takes their notices and sockets. */
  readonly carrierCalls: CarrierCalls;
  /** What makes and takes calls over them. */
  readonly carrierNetworks: readonly PhoneNetwork[];
  /** Their numbers, by the carrier's name. */
  readonly numberDirectories: ReadonlyMap<string, NumberDirectory>;
}

interface Ready extends Started {
  membership: Membership;
}

/** Opens the calls of the installation's accounts with carriers. Throws `ConfigError` for half of an account. */
export function openCarrierCalls(ready: Ready): CarrierCallParts {
  const own = new Set<number>();
  const here = {
    nodeId: () => {
      const id = ready.membership.nodeId();
      // Kept, for a process that lost its place and found another still holds what it held before.
      own.add(id);
      return id;
    },
    isHere: (node: number) => own.has(node),
  };
  const opened = [openTwilio(ready, here), openTelnyx(ready, here)].filter((carrier) => carrier !== null);
  for (const { carrier } of opened) ready.undo.push(() => carrier.close());
  const carriers = opened.map(({ carrier }) => carrier);
  const urlOf = (node: number) => nodeUrl(ready.database, node);
  return {
    carrierCalls: new CarrierCalls({ carriers, isHere: here.isHere, urlOf }),
    carrierNetworks: carriers.map(({ network }) => network),
    numberDirectories: new Map(opened.map(({ carrier, numbers }) => [carrier.name, numbers])),
  };
}

interface Opened {
  readonly carrier: CallCarrier;
  readonly numbers: NumberDirectory;
}

interface Here {
  nodeId(): number;
  isHere(node: number): boolean;
}

function openTwilio(ready: Ready, here: Here): Opened | null {
  const account = openTwilioAccount(ready);
  if (account === null) return null;
  const shared = sharedOf(ready, here, { carrier: "Twilio", isNamed: ready.environment.TWILIO_BASE_URL !== undefined });
  const arrivals = arrivalsOf(ready, here, "twilio");
  return { carrier: openTwilioCalls({ account, arrivals, ...shared }), numbers: twilioNumbers({ account, ...shared }) };
}

function openTelnyx(ready: Ready, here: Here): Opened | null {
  const settings = telnyxSettingsOf(ready.environment);
  if (settings === null) return null;
  const { apiKey, publicKey: text, connectionId } = settings;
  const named = ready.environment.OPERATOR_TELNYX_BASE_URL;
  const account: TelnyxAccount = { apiKey, connectionId, ...openCarrierApi(ready, named, TELNYX) };
  const publicKey = telnyxPublicKey(text);
  if (publicKey === null) throw new ConfigError(["OPERATOR_TELNYX_PUBLIC_KEY: is no Ed25519 key"]);
  const shared = sharedOf(ready, here, { carrier: "Telnyx", isNamed: named !== undefined });
  return {
    carrier: openTelnyxCalls({ account, publicKey, arrivals: arrivalsOf(ready, here, "telnyx"), ...shared }),
    numbers: telnyxNumbers({ account, ...shared }),
  };
}

const TELNYX_VARIABLES = [
  "OPERATOR_TELNYX_API_KEY",
  "OPERATOR_TELNYX_PUBLIC_KEY",
  "OPERATOR_TELNYX_CONNECTION_ID",
] as const;

function telnyxSettingsOf(environment: Environment) {
  const missing = TELNYX_VARIABLES.filter((name) => environment[name] === undefined);
  if (missing.length === TELNYX_VARIABLES.length) return null;
  const [apiKey = "", publicKey = "", connectionId = ""] = TELNYX_VARIABLES.map((name) => environment[name]);
  if (missing.length === 0) return { apiKey, publicKey, connectionId };
  const present = TELNYX_VARIABLES.filter((name) => !missing.includes(name)).join(" and ");
  throw new ConfigError(missing.map((name) => `${name}: is needed beside ${present}`));
}

function arrivalsOf({ database }: Ready, here: Here, carrier: string): CallArrivals {
  return { claim: (carrierCallId) => claimArrival(database, { carrier, carrierCallId, node: here.nodeId() }) };
}

function sharedOf(ready: Ready, here: Here, { carrier, isNamed }: { carrier: string; isNamed: boolean }) {
  const { environment, logger } = ready;
  const isReachable = environment.OPERATOR_PUBLIC_URL !== undefined || isNamed;
  return {
    ...here,
    publicUrl: publicUrlOf(ready),
    problem: isReachable
      ? null
      : `Set OPERATOR_PUBLIC_URL to the https:// address at which ${carrier} reaches the platform.`,
    timings: { ...CARRIER_TIMINGS, ...(ready.timings.carrierCalls ?? {}) },
    onProblem: (error: unknown, message: string) => logger.error({ err: error, carrier }, message),
    onRefused: (problem: string) => logger.warn({ carrier, problem }, "A socket for the media of a call was refused."),
  };
}
