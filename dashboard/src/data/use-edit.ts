import { OperatorApiError } from "@operator/sdk";
import type { QueryKey } from "@tanstack/react-query";
import { useState } from "react";
import { mergeDrafts } from "./merge-drafts.ts";
import { useAction } from "./use-action.ts";
import { ifUnchanged } from "./use-save.ts";
import { useUnsaved } from "./use-unsaved.ts";

/** How a thing is edited on its page. */
interface EditOptions<Thing extends object, Draft extends object> {
  /** The thing as it was read last. */
  thing: Thing;
  /** What a form holds of it. */
  draftOf(thing: Thing): Draft;
  read(): Promise<Thing>;
  write(draft: Draft, options: { ifMatch?: string }): Promise<Thing>;
  stale: readonly QueryKey[];
  done: string;
}

interface State<Thing, Draft> {
  base: Thing;
  draft: Draft;
  /** The names of what both have changed, when somebody else was faster, and what they made of it. */
  clash: { names: readonly (keyof Draft)[]; theirs: Draft } | null;
}

/**
 * Holds what is changed of a thing until it is saved. When somebody else was faster nothing is written: what only they
 * changed is taken over, what both did is in `clash`, and saving once more puts what is here in its place.
 */
export function useEdit<Thing extends object, Draft extends object>(options: EditOptions<Thing, Draft>) {
  const { draftOf, read, write, stale, done } = options;
  const { state, setState, fresh, isChanged } = useHeld(options);
  const { base, draft, clash } = state;
  // What is written while it is being saved is the next change.
  const takeOver = (now: Thing) =>
    setState(({ base: was, draft: mine }) => {
      return { base: now, ...mergeDrafts({ before: draftOf(was), mine, theirs: draftOf(now) }) };
    });
  const saving = useAction({
    run: async (sent: Draft) => {
      try {
        return await write(sent, ifUnchanged(base));
      } catch (error) {
        if (isClash(error)) takeOver(await read());
        throw error;
      }
    },
    stale,
    done,
    onDone: (saved, sent) =>
      setState((last) => (last.draft === sent ? fresh(saved) : { ...last, base: saved, clash: null })),
    showsError: true,
  });
  return {
    draft,
    isChanged,
    clash,
    change: (change: Partial<Draft>) => setState((last) => ({ ...last, draft: { ...last.draft, ...change } })),
    /** Forgets what is not saved. */
    discard: () => setState(fresh(base)),
    save: () => saving.run(draft),
    isSaving: saving.isRunning,
    /** Why what is here could not be saved; null for a clash, which is in `clash`. */
    error: isChanged && !isClash(saving.error) ? saving.error : null,
  };
}

/** What the page of a thing that is edited holds. */
export type EditState<Thing extends object, Draft extends object> = ReturnType<typeof useEdit<Thing, Draft>>;

/** Holds a thing and what is changed of it; while nothing is, what is read anew takes its place. */
function useHeld<Thing extends object, Draft extends object>(
  options: Pick<EditOptions<Thing, Draft>, "thing" | "draftOf">,
) {
  const { thing, draftOf } = options;
  const fresh = (base: Thing): State<Thing, Draft> => ({ base, draft: draftOf(base), clash: null });
  const [state, setState] = useState(() => fresh(thing));
  const [seen, setSeen] = useState(thing);
  const isChanged = JSON.stringify(state.draft) !== JSON.stringify(draftOf(state.base));
  if (thing !== seen) {
    setSeen(thing);
    if (!isChanged) setState(fresh(thing));
  }
  useUnsaved(isChanged);
  return { state, setState, fresh, isChanged };
}

function isClash(error: unknown): boolean {
  return error instanceof OperatorApiError && error.status === 412;
}
