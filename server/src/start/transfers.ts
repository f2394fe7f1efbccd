import { AgentHandover } from "../services/agent-handover.ts";
import { CallLines } from "../services/call-lines.ts";
import { CallTransfers } from "../services/call-transfer.ts";
import type { LiveConversations } from "../services/live-conversations.ts";
import type { Membership } from "../services/membership.ts";
import { SecondLines } from "../services/second-lines.ts";
import { Supervisions } from "../services/supervisions.ts";
import { Transfers } from "../services/transfers.ts";
import type { TransferToolServices } from "../services/transfer-tool.ts";
import type { VoiceServices } from "../services/voice-session.ts";
import type { ConversationServices } from "./conversations.ts";
import type { PhoneFoundations } from "./phone.ts";
import type { Started } from "./started.ts";

interface Ready extends Started, Pick<ConversationServices, "beginnings" | "testAddresses"> {
  live: LiveConversations;
  membership: Membership;
  phone: PhoneFoundations;
  voice: VoiceServices;
}

/** Makes what hands callers over to people and to other agents. */
export function transfersOf(ready: Ready): TransferToolServices {
  const { database, environment, logger, phone, voice, testAddresses } = ready;
  const { calls, networks, permissions } = phone;
  const onError = (error: unknown, conversation_id: string | null) =>
    logger.error({ err: error, conversation_id }, "A transfer failed on our side.");
  const limits = { all: environment.OPERATOR_MAX_CALLS, perCarrier: environment.OPERATOR_MAX_CALLS_PER_CARRIER };
  const callLines = new CallLines({ ...ready, limits, unavailable: () => [] });
  const lines = new SecondLines({ database, lines: callLines, calls, onError });
  const { pacer } = voice;
  const openDetector: VoiceServices["openDetector"] = (sampleRateHz) => voice.openDetector(sampleRateHz);
  return {
    database,
    calls,
    testAddresses,
    permissions,
    transfers: new CallTransfers({ networks, pacer, lines, openDetector, onError }),
    handover: new AgentHandover({ ...ready, calls, onError }),
  };
}

/** Builds the services behind the REST calls by which callers are handed over, and listened to. */
export function handoverServicesOf(
  ready: Started & Pick<ConversationServices, "agents" | "conversations" | "publicUrl"> & Pick<Ready, "live" | "voice">,
) {
  return {
    transfers: new Transfers(ready),
    supervisions: new Supervisions({ ...ready, voices: ready.voice }),
  };
}
