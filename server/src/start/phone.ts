import { CallLines } from "../services/call-lines.ts";
import { callLog } from "../services/call-log.ts";
import { CallPermissions } from "../services/call-permissions.ts";
import { CallQueue } from "../services/call-queue.ts";
import type { Channels } from "../services/channels.ts";
import { endCall, holdCall, traceCall } from "../db/phone-calls.ts";
import type { CallHost } from "../services/conversation-call.ts";
import { InboundCalls } from "../services/inbound-calls.ts";
import type { Jobs } from "../services/jobs.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import { seeToLostCalls } from "../services/lost-calls.ts";
import type { Membership } from "../services/membership.ts";
import { PhoneCalls } from "../services/phone-calls.ts";
import { type PhoneNetworks, phoneChannel } from "../services/phone-channel.ts";
import { PhoneDialler } from "../services/phone-dialler.ts";
import { Telephony } from "../services/telephony.ts";
import type { CarrierCallParts } from "./carrier-calls.ts";
import type { ConversationServices } from "./conversations.ts";
import { openSip } from "./sip.ts";
import type { Started } from "./started.ts";

/** What this installation calls with, and whom it may call. */
export interface PhoneFoundations {
  readonly networks: PhoneNetworks;
  readonly permissions: CallPermissions;
  /** How calls are made ready; nothing where nobody carries any. */
  readonly openings: Channels;
  /** Those that this process carries, and those that wait for a line. */
  readonly calls: PhoneCalls;
  readonly callQueue: CallQueue;
}

/** Opens the networks that the installation has accounts of. */
export async function openPhone(
  started: Started & Pick<CarrierCallParts, "carrierNetworks">,
): Promise<PhoneFoundations> {
  const { environment, database, speech, carrierNetworks, givenPhoneNetworks = [] } = started;
  const sip = await openSip(started);
  const opened = [...carrierNetworks, ...(sip ? [sip] : []), ...givenPhoneNetworks];
  const networks: PhoneNetworks = new Map(opened.map((network) => [network.name, network]));
  const permissions = new CallPermissions(database, { prefixes: environment.OPERATOR_CALL_PREFIXES });
  const phone = phoneChannel({ database, speech, networks, permissions });
  const openings: Channels = networks.size === 0 ? {} : { phone };
  return { networks, permissions, openings, calls: new PhoneCalls(), callQueue: new CallQueue(database) };
}

interface Ready extends Started, Pick<ConversationServices, "beginnings" | "contactTimes" | "testAddresses"> {
  jobs: Jobs;
  live: LiveConversations;
  membership: Membership;
  phone: PhoneFoundations;
}

/** Begins to take telephone calls, and to make those that wait. They are let end before the process stops. */
export function startTelephony(ready: Ready): void {
  const { environment, logger, undo, timings, phone } = ready;
  const { networks, callQueue, calls } = phone;
  if (networks.size === 0) return;
  ready.metrics.gauge("operator_phone_calls_open", "Telephone calls that this process carries.", () => calls.size);
  const onError = (error: unknown, conversation_id: string | null = null) =>
    logger.error({ err: error, conversation_id }, "Something about a telephone call failed.");
  const limits = { all: environment.OPERATOR_MAX_CALLS, perCarrier: environment.OPERATOR_MAX_CALLS_PER_CARRIER };
  const unavailable = () =>
    [...networks.values()].filter((network) => network.problem() !== null).map(({ name }) => name);
  const lines = new CallLines({ ...ready, limits, unavailable });
  const log = callLog(ready.activityLog, ready.metrics.registry);
  const host = hostOf(ready, { ended: log.ended, freed: () => dialler.announce(), onError });
  const shared = { ...ready, ...phone, lines, host, onError };
  const ringFor = environment.OPERATOR_RING_SEC * 1000;
  const dialler = new PhoneDialler({ ...shared, ringFor });
  const inbound = new InboundCalls({ ...shared, isStopping: () => calls.isStopping, onTurnedAway: log.turnedAway });
  const telephony = new Telephony({
    ...shared,
    inbound,
    dialler,
    seeToLost: () => seeToLostCalls(shared),
    lookEvery: timings.jobsEvery,
    drainFor: environment.OPERATOR_CALL_DRAIN_SEC * 1000,
  });
  callQueue.whenQueued(() => dialler.announce());
  telephony.open();
  undo.push(() => telephony.close());
}

function hostOf(
  { database, live, membership, phone }: Ready,
  told: {
    ended: ReturnType<typeof callLog>["ended"];
    freed(): void;
    onError(error: unknown, conversationId: string | null): void;
  },
): CallHost {
  return {
    live,
    trace: (call, trace) => traceCall(database, call.about.id, trace),
    hold: (call) => holdCall(database, call.about.id, membership.nodeId()),
    async onOver(call, end, { isEnded }) {
      told.ended(call, end);
      try {
        if (isEnded) await endCall(database, call.about.id, call.phone?.carrierCallId ?? null);
      } catch (error) {
        // Whoever looks for lost calls finds it, and gives its line back.
        told.onError(error, call.conversationId);
      }
      phone.calls.delete(call);
      told.freed();
    },
    onError: told.onError,
  };
}
