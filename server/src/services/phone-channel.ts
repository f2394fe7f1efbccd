import type { Database } from "../db/database.ts";
import { OperatorError } from "../domain/error.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import type { PhoneNetwork } from "../ports/telephony.ts";
import type { CallPermissions } from "./call-permissions.ts";
import type { PrepareChannel } from "./channels.ts";
import { ourNumber } from "./our-number.ts";

/** What carries calls, by the carrier that numbers name. */
export type PhoneNetworks = ReadonlyMap<string, PhoneNetwork>;

interface Services {
  database: Database;
  speech: Pick<SpeechCatalog, "problem">;
  networks: PhoneNetworks;
  permissions: Pick<CallPermissions, "problem">;
}

/**
 * Makes outgoing calls ready: finds the number that they go out from. Throws `channel_unavailable` where nobody carries
 * its calls, or nobody listens and speaks, and `invalid_field` for somebody who may not be called.
 */
export function phoneChannel({ database, speech, networks, permissions }: Services): PrepareChannel {
  return async (channel, { livemode }) => {
    if (channel.type !== "phone") throw new TypeError(`${channel.type} is no channel of telephone calls.`);
    const { number, carrier } = await ourNumber(database, channel.caller_no, livemode);
    const network = networks.get(carrier);
    const problem = network ? speech.problem() : missing(number, carrier);
    if (problem !== null) throw new OperatorError("channel_unavailable", problem, { param: "channel.type" });
    const refusal = await permissions.problem(channel.callee_no);
    if (refusal) {
      const param = "channel.callee_no";
      throw new OperatorError("invalid_field", `${param}: ${refusal.message}`, { param });
    }
    return { channel: { ...channel, caller_no: number }, thread: null };
  };
}

function missing(number: string, carrier: string): string {
  return `${number} is with ${carrier}, which this installation has no account of; docs/phone.md says how to set one up.`;
}
