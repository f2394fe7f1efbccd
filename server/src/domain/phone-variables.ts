import { z } from "zod";

const entries = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean),
);

const CARRIER_LIMIT = /^(twilio|telnyx|sip)=([1-9][0-9]{0,5})$/;
const PREFIX = /^\+[1-9][0-9]{0,14}$/;

const carrierLimits = entries
  .refine((limits) => limits.every((entry) => CARRIER_LIMIT.test(entry)), "must be limits such as twilio=20,sip=100")
  .transform(
    (limits) =>
      new Map(
        limits.map((entry) => {
          const [name = "", count] = entry.split("=");
          return [name, Number(count)];
        }),
      ),
  );

/** The environment variables of telephone calls. */
export const phoneVariables = {
  OPERATOR_MAX_CALLS: z.coerce
    .number()
    .int()
    .min(0)
    .default(100)
    .describe("How many telephone calls the installation carries at once, both ways; what is over that waits."),
  OPERATOR_MAX_CALLS_PER_CARRIER: carrierLimits
    .prefault("")
    .describe("How many at once over single carriers: `twilio=20,sip=100`."),
  OPERATOR_CALL_PREFIXES: entries
    .refine(
      (prefixes) => prefixes.every((prefix) => prefix === "*" || PREFIX.test(prefix)),
      "must be beginnings of numbers such as +41,+4420, or *",
    )
    .prefault("")
    .describe(
      "Where calls may go: beginnings of numbers such as `+41,+44`, or `*` for anywhere. Empty takes the countries of the " +
        "installation's own numbers. Premium-rate and satellite numbers only where their own beginning is named (`+41900`).",
    ),
  OPERATOR_RING_SEC: z.coerce
    .number()
    .int()
    .min(5)
    .max(120)
    .default(30)
    .describe("For how many seconds an outgoing call may ring."),
  OPERATOR_CALL_DRAIN_SEC: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_600)
    .default(5)
    .describe(
      "For how many seconds a process that is told to stop lets its telephone calls go on, before the agents say goodbye.",
    ),
};
