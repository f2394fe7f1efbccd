import { mkdirSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { Appointment } from "./calendar.ts";

/** What a request was answered, to be given again when the same request comes again. */
export interface KeptAnswer {
  /** Tells another request under the same key from a repetition. */
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly at: number;
}

/** All that the service remembers. */
export interface Ledger {
  readonly appointments: readonly Appointment[];
  /** By idempotency key. */
  readonly answers: Readonly<Record<string, KeptAnswer>>;
}

/** A ledger that changes one step at a time. */
export interface KeptLedger {
  current(): Ledger;
  /**
   * Runs one change after all earlier ones have ended. The new ledger counts, and is given back, once it is on disk;
   * where it cannot be written, the old one stays.
   */
  change(step: (ledger: Ledger) => Ledger): Promise<Ledger>;
}

/**
 * Opens the ledger kept in a JSON file, or in memory only if there is no file.
 *
 * @throws Error naming the file if there is one that cannot be read.
 */
export function openLedger(file: string | undefined): KeptLedger {
  let ledger = file === undefined ? emptyLedger() : readLedger(file);
  let last: Promise<unknown> = Promise.resolve();
  return {
    current: () => ledger,
    change: (step) => {
      const changed = last.then(async () => {
        const next = step(ledger);
        if (file !== undefined && next !== ledger) await writeWhole(file, JSON.stringify(next, null, 2));
        ledger = next;
        return next;
      });
      last = changed.catch(() => undefined);
      return changed;
    },
  };
}

function emptyLedger(): Ledger {
  return { appointments: [], answers: {} };
}

function readLedger(file: string): Ledger {
  mkdirSync(dirname(file), { recursive: true });
  try {
    const read = JSON.parse(readFileSync(file, "utf8")) as Partial<Ledger>;
    if (!Array.isArray(read.appointments)) throw new TypeError("It holds no list of appointments.");
    return { appointments: read.appointments, answers: read.answers ?? {} };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return emptyLedger();
    throw new Error(`The appointments in ${file} cannot be read. Mend the file or move it away.`, { cause: error });
  }
}

/** Replaces the file in one step, so that a crash leaves the old one or the new one. It holds names: no one else reads. */
async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
