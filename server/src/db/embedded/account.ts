import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { USE_OWN_SERVER } from "./binaries.ts";

const PROBE_TIMEOUT = 15_000;

/** A user and the group that files made for it belong to. */
export interface Account {
  uid: number;
  gid: number;
}

/** How PostgreSQL's programs are started so that they run under an account and reach their folders. */
export interface RunAs {
  /** The account whose the files must be; null: they are this process's own. */
  account: Account | null;
  /** The capability of the superuser that the programs keep, or null. */
  capability: string | null;
}

/**
 * Chooses the account that PostgreSQL runs under, null for that of this process. PostgreSQL refuses to run as root,
 * so root hands over to the owner of the files that are there, else to user `postgres`, else to `nobody`.
 * @throws Error when the files belong to another user, or root finds nobody to hand over to.
 */
export function chooseAccount(options: {
  processUid: number;
  /** The owner of the database's files, null before there are any. */
  owner: Account | null;
  /** The contents of `/etc/passwd`. */
  passwd: string;
}): Account | null {
  const { processUid, owner, passwd } = options;
  if (processUid === 0) {
    const account =
      owner !== null && owner.uid !== 0 ? owner : (findUser(passwd, "postgres") ?? findUser(passwd, "nobody"));
    if (account !== null) return account;
    throw new Error(
      "PostgreSQL refuses to run as root, and this system has neither a user postgres nor a user nobody. " +
        `Start as an unprivileged user. ${USE_OWN_SERVER}`,
    );
  }
  if (owner === null || owner.uid === processUid) return null;
  throw new Error(
    `The database's files belong to user ${owner.uid}, but this process runs as user ${processUid}. Start it as root ` +
      `or as that user, or hand the folder over with chown -R ${processUid}. ${USE_OWN_SERVER}`,
  );
}

function findUser(passwd: string, name: string): Account | null {
  const fields = passwd
    .split("\n")
    .map((line) => line.split(":"))
    .find((line) => line[0] === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return uid > 0 && gid > 0 ? { uid, gid } : null;
}

/**
 * Finds a way to start programs under the account that reaches all of the given folders. A clone or a data folder
 * often lies below one that only root may enter (`/root`, a temporary folder). Then PostgreSQL keeps one capability:
 * to search and read everywhere, or, where root itself was denied that one (containers), to override permissions.
 * @throws Error naming the folder that cannot be reached.
 */
export async function findRunAs(options: {
  account: Account | null;
  postgres: string;
  environment: Record<string, string>;
  directories: string[];
}): Promise<RunAs> {
  const { account } = options;
  if (account === null) return { account, capability: null };
  const reasons: string[] = [];
  for (const capability of [null, "dac_read_search", "dac_override"]) {
    const failure = await probe({ account, capability }, options);
    if (failure === null) return { account, capability };
    reasons.push(failure);
  }
  const places = [options.postgres, ...options.directories].join(", ");
  throw new Error(
    `PostgreSQL refuses to run as root, and user ${account.uid} cannot use ${places} (${reasons.join("; ")}). Move them ` +
      "to where every user may enter (for example below /srv), or start as the unprivileged user that owns them. " +
      USE_OWN_SERVER,
  );
}

/** Returns null when a program started this way enters all folders and runs, else what went wrong. */
async function probe(
  runAs: RunAs,
  options: { postgres: string; environment: Record<string, string>; directories: string[] },
): Promise<string | null> {
  const script = 'program=$1; shift; for folder; do cd "$folder" || exit 1; done; exec "$program" --version';
  const { file, args, credentials } = asAccount(runAs, "/bin/sh", [
    "-c",
    script,
    "sh",
    options.postgres,
    ...options.directories,
  ]);
  try {
    await promisify(execFile)(file, args, {
      ...credentials,
      env: options.environment,
      cwd: "/",
      timeout: PROBE_TIMEOUT,
    });
    return null;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return (stderr ?? "").trim() || message;
  }
}

/** Returns what to spawn, and with which credentials, so that `program` runs as `runAs` says. */
export function asAccount(
  runAs: RunAs,
  program: string,
  args: string[],
): { file: string; args: string[]; credentials: Partial<Account> } {
  const { account, capability } = runAs;
  if (account === null) return { file: program, args, credentials: {} };
  if (capability === null) return { file: program, args, credentials: { ...account } };
  const identity = ["--reuid", String(account.uid), "--regid", String(account.gid), "--clear-groups"];
  // PostgreSQL asks access(2) about its own programs, which disregards capabilities unless this bit is set.
  const kept = ["--securebits", "+no_setuid_fixup", "--inh-caps", `+${capability}`, "--ambient-caps", `+${capability}`];
  return { file: "setpriv", args: [...identity, ...kept, "--", program, ...args], credentials: {} };
}
