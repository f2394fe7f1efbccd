import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseAddress } from "../lib/ip-address.ts";
import { type SipTrunkSettings, sipTrunksSchema } from "./sip-trunk.ts";

/** One place where SIP is listened for. */
export interface SipListenAddress {
  readonly protocol: "udp" | "tcp" | "tls";
  readonly host: string;
  readonly port: number;
}

const LISTENER = /^(udp|tcp|tls):(\[[0-9a-f:]+\]|[^\s:[\]]+):([0-9]{1,5})$/i;

const listeners = z.string().transform((text, context): SipListenAddress[] => {
  const entries = text.split(",").map((entry) => entry.trim());
  return entries.filter(Boolean).flatMap((entry) => {
    const [, protocol = "", host = "", port = ""] = LISTENER.exec(entry) ?? [];
    const address = host.replace(/^\[|\]$/g, "");
    if (protocol !== "" && Number(port) <= 65_535 && parseAddress(address) !== null) {
      return [{ protocol: protocol.toLowerCase() as "udp" | "tcp" | "tls", host: address, port: Number(port) }];
    }
    context.addIssue({
      code: "custom",
      message: `"${entry}" must have the form udp:0.0.0.0:5060, with udp, tcp or tls`,
    });
    return [];
  });
});

const trunks = z.string().transform((text, context): SipTrunkSettings[] => {
  const parsed = sipTrunksSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  // The values are left out: passwords are among them.
  for (const { path, message } of parsed.error.issues.slice(0, 5)) {
    context.addIssue({ code: "custom", message: path.length === 0 ? message : `${path.join(".")}: ${message}` });
  }
  return [];
});

/** Returns what a text or the file that it names holds as JSON; null for none, which is no list. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.trimStart().startsWith("[") ? text : readFileSync(text, "utf8"));
  } catch {
    // Said by the schema: it wants a list. The error itself may quote a password.
    return null;
  }
}

const ports = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, "must have the form 20000-29999")
  .transform((text) => {
    const [first = 0, last = 0] = text.split("-").map(Number);
    return { first, last };
  })
  .refine(({ first, last }) => first >= 1024 && first < last && last < 65_536, {
    message: "must be two ports from 1024 to 65535, the lower one first",
  });

/** The environment's variables of telephony by SIP. */
export const sipVariables = {
  OPERATOR_SIP_TRUNKS: trunks
    .prefault("[]")
    .describe(
      "The carriers and PBXs that are spoken to by SIP: a list in JSON, or the path of a file that holds one " +
        "(docs/sip.md). Passwords in it are secrets.",
    ),
  OPERATOR_SIP_LISTEN: listeners
    .prefault("")
    .describe(
      "Where SIP is listened for, `udp:0.0.0.0:5060` and the like with `udp`, `tcp` or `tls`, separated by commas; " +
        "without it the platform speaks no SIP.",
    ),
  OPERATOR_SIP_ADDRESS: z
    .string()
    .refine((text) => parseAddress(text) !== null, "must be an IP address")
    .optional()
    .describe(
      "The public IP address by which carriers reach SIP and its audio, e.g. behind NAT; without it an address of the " +
        "machine's own. Peers in a network of the machine's own are always given its address there.",
    ),
  OPERATOR_SIP_TLS_KEY: z
    .string()
    .min(1)
    .optional()
    .describe("A file with the private key (PEM) of SIP over TLS, beside `OPERATOR_SIP_TLS_CERT`."),
  OPERATOR_SIP_TLS_CERT: z
    .string()
    .min(1)
    .optional()
    .describe("A file with the certificate chain (PEM) of SIP over TLS."),
  OPERATOR_SIP_STRANGERS: z
    .enum(["silent", "refuse"])
    .default("silent")
    .describe(
      "What becomes of SIP from addresses of no trunk: `silent` leaves it unanswered, `refuse` answers 403 at a bounded rate.",
    ),
  OPERATOR_RTP_PORTS: ports
    .prefault("20000-29999")
    .describe("The UDP ports of the audio of SIP calls, two for each call: `first-last`."),
  OPERATOR_RTP_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .default(1)
    .describe("How many threads carry the audio of SIP calls; one is enough for some hundred calls at a time."),
};

/** The settings of telephony by SIP, as read. */
export type SipVariables = z.output<z.ZodObject<typeof sipVariables>>;

/** Lists the secrets among the settings of SIP. */
export function secretsOfSip(settings: Pick<SipVariables, "OPERATOR_SIP_TRUNKS">): string[] {
  return settings.OPERATOR_SIP_TRUNKS.flatMap(({ password }) => password ?? []);
}
