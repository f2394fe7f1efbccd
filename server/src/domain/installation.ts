import { z } from "zod";

/** What parts of an installation do. */
export const PART_KINDS = [
  "model_vendor",
  "listening",
  "speaking",
  "telephone",
  "text_messages",
  "mail_out",
  "mail_in",
  "team_channel",
  "traces",
] as const;

const partSchema = z.object({
  kind: z
    .enum(PART_KINDS)
    .describe(
      "What it does: models of a vendor, who listens and who speaks, what carries calls, text messages and mails, where a " +
        "team is told, where traces go.",
    ),
  name: z.string().describe("Its name, as agents' configurations and the log have it."),
  is_configured: z.boolean().describe("Whether it can be used."),
  how_to_configure: z.string().describe("What is to be done so that it can, in a sentence or two."),
});

const databaseSchema = z.object({
  kind: z.enum(["embedded", "own"]).describe("`embedded`, started by the platform; `own`, named by `DATABASE_URL`."),
  version: z.string().nullable().describe("PostgreSQL's version; null when it was not reached."),
  pending_migrations: z.array(z.string()).describe("Changes of the tables that the next start will make."),
  processes: z.number().int().nullable().describe("How many processes of the platform share it; null when unknown."),
  problem: z.string().nullable().describe("Why it cannot be used; null when it can."),
});

const masterKeySchema = z.object({
  kept_in: z.enum(["environment", "file"]).describe("Where the key lies that encrypts secrets in the database."),
  file_mode: z
    .string()
    .nullable()
    .describe("The permissions of its file, e.g. `600`; null where it is not kept in one, or there is none yet."),
});

/** What an installation has, and lacks. */
export const installationSchema = z
  .object({
    version: z.string().describe("The platform's version."),
    api_versions: z.array(z.string()).describe("The versions of the API that it speaks."),
    node_version: z.string().describe("The version of Node.js that runs it."),
    time: z.string().describe("The time of its clock."),
    public_url: z.string().describe("How clients reach it, as it was told or supposes."),
    is_public_url_set: z.boolean().describe("Whether `OPERATOR_PUBLIC_URL` says so."),
    database: databaseSchema.describe("Where everything is stored."),
    master_key: masterKeySchema.describe("What encrypts secrets."),
    disk_free_bytes: z.number().nullable().describe("Room in the data directory; null when it cannot be told."),
    open_file_limit: z
      .number()
      .nullable()
      .describe("How many files and sockets the process may have open; null for no limit, or when it cannot be told."),
    parts: z.array(partSchema).describe("What it could use, and whether it is set up."),
  })
  .meta({ id: "Installation", description: "What an installation has, and lacks. It holds no secrets." });

/** What an installation has, and lacks, as the API shows it. */
export type InstallationView = z.output<typeof installationSchema>;

/** Something that an installation has, or lacks. */
export type InstallationPart = InstallationView["parts"][number];
