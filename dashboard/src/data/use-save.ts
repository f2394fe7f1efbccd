import { etagOf, OperatorApiError } from "@operator/sdk";
import type { QueryKey } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useAction } from "./use-action.ts";

/** How a thing is saved that others may change at the same time. */
interface SaveOptions<Thing extends object, Change> {
  /** The thing as the form took it up. */
  thing: Thing;
  read(): Promise<Thing>;
  write(change: Change, options: { ifMatch?: string }): Promise<unknown>;
  stale: readonly QueryKey[];
  done: string;
  onDone(): void;
}

/** Says that a change goes only to the version that was read. */
export function ifUnchanged(thing: object): { ifMatch?: string } {
  const ifMatch = etagOf(thing);
  return ifMatch === undefined ? {} : { ifMatch };
}

/**
 * Saves a change of a thing. When somebody else was faster nothing is written: `theirs` is the thing as they left it, to
 * be shown beside what was written here, and saving once more puts this in its place.
 */
export function useSave<Thing extends object, Change>(options: SaveOptions<Thing, Change>) {
  const { thing, read, write, ...rest } = options;
  const [theirs, setTheirs] = useState<Thing | null>(null);
  // The form stands on what it took up, whatever is read meanwhile.
  const base = useRef(thing);
  const saving = useAction({
    run: async (change: Change) => {
      try {
        return await write(change, ifUnchanged(base.current));
      } catch (error) {
        if (error instanceof OperatorApiError && error.status === 412) {
          base.current = await read();
          setTheirs(base.current);
        }
        throw error;
      }
    },
    ...rest,
  });
  return { save: saving.run, isRunning: saving.isRunning, theirs };
}
