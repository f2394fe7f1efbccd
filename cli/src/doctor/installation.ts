import { type Finding, missing, ok, wrong } from "./finding.ts";
import type { Installation } from "./server.ts";

/** The oldest PostgreSQL that the platform works with. */
const OLDEST_POSTGRES = 15;
const GIBIBYTE = 1024 ** 3;
const LITTLE_ROOM = 1 * GIBIBYTE;
/** A call or a session holds a few sockets; a shell's usual 1024 are few for hundreds of them. */
const FEW_FILES = 4_096;

const KINDS: Readonly<Record<Installation["parts"][number]["kind"], string>> = {
  model_vendor: "Models",
  listening: "Listening",
  speaking: "Speaking",
  telephone: "Telephone",
  text_messages: "Text messages",
  mail_out: "Mail out",
  mail_in: "Mail in",
  team_channel: "Team channel",
  traces: "Traces",
};

/** Says what there is to say of what an installation tells of itself. */
export function installationFindings(installation: Installation): Finding[] {
  return [
    databaseFinding(installation.database),
    masterKeyFinding(installation.master_key),
    diskFinding(installation.disk_free_bytes),
    filesFinding(installation.open_file_limit),
    ...installation.parts.map(partFinding),
  ];
}

function databaseFinding({ kind, version, pending_migrations, processes, problem }: Installation["database"]): Finding {
  const name = "Database";
  const place = kind === "own" ? "PostgreSQL at DATABASE_URL" : "embedded PostgreSQL";
  if (problem !== null) {
    const remedy = "Check that it runs, lets this user in, and that DATABASE_URL is right.";
    return wrong(name, `${place} cannot be used: ${problem}`, remedy);
  }
  if (version === null) return ok(name, `${place}, which runs while the platform does`);
  if (Number.parseInt(version, 10) < OLDEST_POSTGRES) {
    return wrong(name, `${place} is ${version}`, `Use PostgreSQL ${OLDEST_POSTGRES} or later.`);
  }
  const shared = processes === null || processes < 2 ? "" : `, shared by ${processes} processes`;
  if (pending_migrations.length === 0) return ok(name, `${place}, version ${version}, tables up to date${shared}`);
  const detail = `${place}, version ${version}, ${pending_migrations.length} changes of tables to come`;
  return missing(name, detail, "The next start makes them. Back up before.");
}

function masterKeyFinding({ kept_in, file_mode }: Installation["master_key"]): Finding {
  const name = "Master key";
  if (kept_in === "environment") return ok(name, "in OPERATOR_MASTER_KEY");
  if (file_mode === null) return ok(name, "made at the first start, in master.key in the data directory");
  if (/00$/.test(file_mode.padStart(3, "0"))) return ok(name, `in its file, with permissions ${file_mode}`);
  return wrong(
    name,
    `others may read its file (permissions ${file_mode})`,
    "chmod 600 the file master.key in the data directory.",
  );
}

function diskFinding(free: number | null): Finding {
  const name = "Disk";
  if (free === null) return ok(name, "not looked at: there is no data directory yet");
  const room = `${(free / GIBIBYTE).toFixed(1)} GiB free where the data lies`;
  return free < LITTLE_ROOM ? wrong(name, room, "Make room, or move OPERATOR_DATA_DIR.") : ok(name, room);
}

function filesFinding(limit: number | null): Finding {
  const name = "Open files";
  if (limit === null) return ok(name, "no limit is known");
  if (limit >= FEW_FILES) return ok(name, `up to ${limit}`);
  return missing(
    name,
    `up to ${limit} only`,
    "For many calls at once raise it: `ulimit -n 65536`, or LimitNOFILE= in systemd.",
  );
}

function partFinding({ kind, name, is_configured, how_to_configure }: Installation["parts"][number]): Finding {
  const title = `${KINDS[kind] ?? kind}: ${name}`;
  return is_configured ? ok(title, "set up") : missing(title, "not set up", how_to_configure);
}
