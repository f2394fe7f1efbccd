import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "./account.ts";

/** The number in the socket's name. Nothing listens on a port. */
const PORT = 5432;
/** What `sun_path` of unix(7) holds on macOS without its final zero byte; Linux has four more. */
const MAX_PATH_BYTES = 103;
const ANSWER_TIMEOUT = 1000;
const OWNER_ONLY = 0o700;
const OTHERS = 0o077;

/**
 * Chooses the folder of the Unix socket: inside the database's own, or, where that path is too long for a socket, one
 * in the temporary folder whose name is derived from it, so that every start on the same database finds the same one.
 */
export function chooseSocketDirectory(directory: string, temporary: string = tmpdir()): string {
  const name = `operator-${createHash("sha256").update(directory).digest("hex").slice(0, 16)}`;
  const candidates = [join(directory, "socket"), join(temporary, name)];
  return candidates.find((path) => Buffer.byteLength(socketPath(path)) <= MAX_PATH_BYTES) ?? join("/tmp", name);
}

/**
 * Makes the folder of the socket, open to its owner alone: whoever reaches the socket is let in without a password.
 * @throws Error when it is there and belongs neither to this process's user nor to the account.
 */
export function makeSocketDirectory(path: string, account: Account | null): void {
  mkdirSync(path, { recursive: true, mode: OWNER_ONLY });
  const present = lstatSync(path);
  const trusted = [process.getuid?.(), account?.uid];
  if (!present.isDirectory() || !trusted.includes(present.uid)) {
    throw new Error(
      `${path} belongs to user ${present.uid}, so its socket cannot be trusted. Remove it and start again.`,
    );
  }
  if ((present.mode & OTHERS) !== 0) chmodSync(path, OWNER_ONLY);
}

/** Writes the URL of a database behind the socket in a folder, for node-postgres and libpq alike. */
export function socketUrl(socketDirectory: string): string {
  // The port and sslmode are named so that PGPORT and PGSSLMODE in the environment do not get in between.
  const query = `host=${encodeURIComponent(socketDirectory)}&port=${PORT}&user=postgres&sslmode=disable`;
  return `postgresql:///postgres?${query}`;
}

/** Tells whether some process accepts connections on the socket in a folder. */
export function socketAnswers(socketDirectory: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path: socketPath(socketDirectory) });
    const settle = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(ANSWER_TIMEOUT, () => settle(true));
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

/** Returns the path of the file in which PostgreSQL notes which server the socket belongs to. */
export function socketLockPath(socketDirectory: string): string {
  return `${socketPath(socketDirectory)}.lock`;
}

function socketPath(socketDirectory: string): string {
  return join(socketDirectory, `.s.PGSQL.${PORT}`);
}
