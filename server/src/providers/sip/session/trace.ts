import { z } from "zod";
import type { Trunk } from "../trunk.ts";
import type { CallContext } from "./context.ts";
import { Dialog } from "./dialog.ts";
import { Peer } from "./peer.ts";

const traceSchema = z.object({
  trunk: z.string(),
  flow: z.object({ protocol: z.enum(["udp", "tcp", "tls"]), address: z.string(), port: z.number().int() }),
  dialog: z.object({
    callId: z.string(),
    localTag: z.string(),
    remoteTag: z.string(),
    local: z.string(),
    remote: z.string(),
    remoteTarget: z.string(),
    routes: z.array(z.string()),
    localSequence: z.number().int(),
    remoteSequence: z.number().int().nullable(),
  }),
});

/** More requests than these no call sends: numbers may leave gaps, but not go back (RFC 3261, section 12.2.1.1). */
const SEQUENCE_AHEAD = 100_000;

/** Writes what another process needs to end a call that was answered: its dialog, and the way to the other end. */
export function traceOf(peer: Peer, trunk: Trunk): string {
  const { protocol, remote } = peer.flow;
  const { address, port } = remote;
  const trace: z.output<typeof traceSchema> = {
    trunk: trunk.name,
    flow: { protocol, address, port },
    dialog: { ...peer.dialog.parts, routes: [...peer.dialog.parts.routes] },
  };
  return JSON.stringify(trace);
}

/**
 * Says goodbye in the place of a process that died, with a number that it cannot have used. Resolves once the other end
 * has answered, or will not: it may have hung up long ago. Throws when the trace cannot be read, or its trunk is gone.
 */
export async function sayGoodbyeFor(trace: string, context: CallContext, trunks: readonly Trunk[]): Promise<void> {
  const { trunk: name, flow, dialog } = traceSchema.parse(JSON.parse(trace));
  const trunk = trunks.find((known) => known.name === name);
  if (trunk === undefined) throw new Error(`There is no trunk "${name}" any more.`);
  const way = await context.connect({ ...flow, serverName: trunk.settings.host, ...trunk.trust });
  const localSequence = dialog.localSequence + SEQUENCE_AHEAD;
  const peer = new Peer({ context, trunk, flow: way, dialog: new Dialog({ ...dialog, localSequence }) });
  await peer.request("BYE");
}
