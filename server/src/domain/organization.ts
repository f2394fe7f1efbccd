import { z } from "zod";
import { isTimeZone } from "../lib/time-zone.ts";

/** Where it is, by its IANA name. */
export const timeZoneSchema = z.string().refine(isTimeZone, "must be the IANA name of a time zone, e.g. Europe/Zurich");

const retention = z.int().min(1).max(36_500).nullable();

/** The organization as answered. */
export const organizationSchema = z
  .object({
    name: z.string().describe("What it is called."),
    time_zone: timeZoneSchema.describe("In which pages show times and days begin, by its IANA name."),
    conversation_retention_days: retention.describe(
      "For how many days after its end a conversation is kept, with everything of it; null keeps it for ever.",
    ),
  })
  .meta({ id: "Organization", description: "Whose installation it is." });

/** The body that changes it. */
export const organizationChangeSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional().describe("What it is called; absent leaves it."),
    time_zone: timeZoneSchema.optional().describe("In which pages show times; absent leaves it."),
    conversation_retention_days: retention
      .optional()
      .describe("For how many days ended conversations are kept; null keeps them for ever, absent leaves it."),
  })
  .meta({ id: "OrganizationChange", description: "What to change of the organization." });

/** The wire forms. */
export type Organization = z.output<typeof organizationSchema>;
export type OrganizationChange = z.output<typeof organizationChangeSchema>;
