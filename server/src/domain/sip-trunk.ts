import { z } from "zod";
import { parseAddressRange } from "../lib/ip-address.ts";
import { e164 } from "./conversation.ts";

const MOST_CALLS = 10_000;
const host = z
  .string()
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|[0-9A-Fa-f:.]{2,45})$/, "must be a host name or an IP address");
const port = z.int().min(1).max(65_535);
const account = z.string().min(1).max(200);
const ranges = z
  .array(
    z
      .string()
      .refine((text) => parseAddressRange(text) !== null, "must be an address, or a range such as 192.0.2.0/24"),
  )
  .max(100);

/** A carrier or PBX that is spoken to by SIP, as `OPERATOR_SIP_TRUNKS` lists it. */
export const sipTrunkSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "must be lower-case letters, digits, - and _"),
    host,
    port: port.optional(),
    transport: z.enum(["udp", "tcp", "tls"]).default("udp"),
    outbound_proxy: z.strictObject({ host, port: port.optional() }).optional(),
    username: account.optional(),
    auth_username: account.optional(),
    password: z.string().min(1).max(500).optional(),
    register: z.boolean().default(false),
    register_expires_sec: z.int().min(60).max(86_400).default(600),
    from_domain: host.optional(),
    allowed_addresses: ranges.default([]),
    challenge: z.boolean().default(false),
    challenge_md5_only: z.boolean().default(false),
    numbers: z.array(e164).max(10_000).default([]),
    country_code: z
      .string()
      .regex(/^[1-9][0-9]{0,2}$/, "must be a country's calling code, such as 41")
      .optional(),
    max_calls: z.int().min(1).max(MOST_CALLS).default(100),
    tls_ca: z.string().min(1).optional(),
  })
  .refine(
    (trunk) => !(trunk.register || trunk.challenge) || (trunk.username !== undefined && trunk.password !== undefined),
    {
      message: "needs username and password to register, or to challenge",
    },
  );

/** The list of trunks; no two have the same name. */
export const sipTrunksSchema = z
  .array(sipTrunkSchema)
  .max(100)
  .refine((trunks) => new Set(trunks.map(({ name }) => name)).size === trunks.length, "two trunks have the same name");

/** A carrier or PBX that is spoken to by SIP. */
export type SipTrunkSettings = z.output<typeof sipTrunkSchema>;
