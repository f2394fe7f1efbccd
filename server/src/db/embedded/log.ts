import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from "node:fs";
import { join } from "node:path";

/** From this size on the log is emptied at the next start. */
const MAX_LOG_BYTES = 1024 * 1024;
const TAIL_BYTES = 4096;

/** The file that a server writes its messages to, from one start on. */
export interface ServerLog {
  path: string;
  /** For the server to write to; to be closed by us once it has been started. */
  descriptor: number;
  /** How long the file was at this start. */
  start: number;
}

/** Opens the log in a folder for a server that is about to be started. */
export function openServerLog(directory: string): ServerLog {
  const path = join(directory, "postgres.log");
  const descriptor = openSync(path, "a", 0o600);
  if (fstatSync(descriptor).size > MAX_LOG_BYTES) ftruncateSync(descriptor);
  return { path, descriptor, start: fstatSync(descriptor).size };
}

/** Returns the last lines of a log, none from before `start`. */
export function readTail(path: string, start = 0): string {
  const descriptor = openSync(path, "r");
  try {
    const { size } = fstatSync(descriptor);
    const from = Math.max(start, size - TAIL_BYTES);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString("utf8").trim();
  } finally {
    closeSync(descriptor);
  }
}
