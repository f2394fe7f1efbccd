import { randomUUID } from "node:crypto";
import { readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { findProcess, hasCode, isRunning, type RunningProcess } from "./process.ts";

const FILE_NAME = "parent.lock";
const ATTEMPTS = 10;

/**
 * Claims a directory for this process and returns the function that gives it back. A claim whose process was killed
 * is cleared. The claim is a symbolic link that points nowhere: it is made whole in one step or not at all.
 * @throws Error naming the holder, while the holder runs.
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, FILE_NAME);
  const claim = JSON.stringify({ ...findProcess(process.pid), nonce: randomUUID() });
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (place(claim, path)) return () => removeClaim(path, claim);
    const present = read(path);
    if (present === null) continue;
    refuseWhileHeld(present, directory);
    removeClaim(path, present);
  }
  throw new Error(`Several processes are starting on the database in ${directory} at once. Start one of them again.`);
}

/** Returns the id of the running process that has claimed a directory, or null. */
export function lockHolder(directory: string): number | null {
  const claim = read(join(directory, FILE_NAME));
  return claim === null ? null : runningHolder(claim);
}

function refuseWhileHeld(claim: string, directory: string): void {
  const pid = runningHolder(claim);
  if (pid === null) return;
  const who = pid === process.pid ? "this process itself" : `process ${pid}`;
  throw new Error(
    `The database in ${directory} is already in use by ${who}. ` +
      "Stop that one first, or set OPERATOR_DATA_DIR to another folder.",
  );
}

function runningHolder(claim: string): number | null {
  const holder = JSON.parse(claim) as RunningProcess;
  return isRunning(holder) ? holder.pid : null;
}

function place(claim: string, path: string): boolean {
  try {
    symlinkSync(claim, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** Removes exactly this claim. Renaming comes first, because another process may replace it after we have read it. */
function removeClaim(path: string, claim: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  const taken = read(aside);
  if (taken !== null && taken !== claim) place(taken, path);
  rmSync(aside, { force: true });
}
