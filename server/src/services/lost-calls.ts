import type { Database } from "../db/database.ts";
import {
  endCall,
  forgetCallsOfNobody,
  freeClaimsOfTheDead,
  isUnderWay,
  listLostCalls,
  type PhoneCallRow,
} from "../db/phone-calls.ts";
import { openUnlessOver } from "./conversation-jobs.ts";
import { INTERRUPTED_CALL } from "./conversation-outcome.ts";
import { HeldElsewhereError, type LiveConversations } from "./live-conversations.ts";
import type { Membership } from "./membership.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import type { PhoneNetworks } from "./phone-channel.ts";

interface Services {
  readonly database: Database;
  readonly live: Pick<LiveConversations, "open">;
  readonly calls: PhoneCalls;
  readonly networks: PhoneNetworks;
  readonly membership: Pick<Membership, "nodeId">;
  onError(error: unknown, conversationId: string | null): void;
}

/**
 * Sees to the calls of processes that died: those that had not been ordered wait again, and those that had end as
 * failed, for nobody knows whether they rang, and nobody is to be called twice. Whoever is left on the line is hung up.
 * Forgets what is known of calls long over that no conversation has.
 */
export async function seeToLostCalls(services: Services): Promise<void> {
  const { database, membership, onError } = services;
  await freeClaimsOfTheDead(database);
  await forgetCallsOfNobody(database);
  for (const row of await listLostCalls(database, membership.nodeId())) {
    if (isHere(services, row)) continue;
    try {
      await giveUp(services, row);
    } catch (error) {
      // Another process holds the conversation: once it lets go of it, it is looked for again.
      if (!(error instanceof HeldElsewhereError)) onError(error, row.conversation_id);
    }
  }
}

function isHere({ calls }: Services, { id, conversation_id }: PhoneCallRow): boolean {
  if (calls.underWay.has(id) || (conversation_id !== null && calls.find(conversation_id) !== undefined)) return true;
  // It may have moved to another conversation since the row was read.
  return calls.all().some(({ about }) => about.id === id);
}

async function giveUp(services: Services, row: PhoneCallRow): Promise<void> {
  const { database, live, networks } = services;
  const { id, conversation_id, beside } = row;
  // The other end of a transfer belongs to the call it was made for, which its process may have taken up again.
  if (beside !== null && (await isUnderWay(database, beside))) return;
  if (conversation_id !== null) await (await openUnlessOver(live, conversation_id))?.fail(INTERRUPTED_CALL);
  const { carrier_call_id: carrierCallId, trace, is_handing_over: isHandingOver } = row;
  networks.get(row.carrier)?.endLost({ carrierCallId, trace, isHandingOver });
  await endCall(database, id);
}
