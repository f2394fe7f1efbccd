import { type Agent, etagOf, OperatorApiError } from "@operator/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useClient } from "../data/client.tsx";
import { type Draft, type DraftChange, draftOf, type Edit, edited, keepEdit, keptEdit } from "./draft.ts";

/** Reads an agent's latest version, and holds what is changed of it until it is saved. */
export function useDraft(agentId: string) {
  const client = useClient();
  const queries = useQueryClient();
  const queryKey = ["agent", agentId];
  // Sharing parts with the last answer would make a new object, which bears no entity tag.
  const query = useQuery({
    queryKey,
    queryFn: () => client.conversationalAgents.get(agentId),
    structuralSharing: false,
    staleTime: 0,
  });
  const agent = query.data;
  const [edit, setEdit] = useState<Edit | null>(() => keptEdit(sessionStorage, agentId));
  const [theirs, setTheirs] = useState<Agent | null>(null);
  useEffect(() => keepEdit(sessionStorage, agentId, edit), [agentId, edit]);
  useAskBeforeClosing(edit !== null);

  const stored = useMemo(() => (agent ? { base: draftOf(agent), etag: etagOf(agent) } : null), [agent]);
  const draft = edit?.mine ?? stored?.base;
  const change = useCallback(
    (makeChange: DraftChange) => stored && setEdit((last) => edited(stored, last, makeChange)),
    [stored],
  );

  const save = useMutation({
    mutationFn: async (): Promise<Agent> => {
      if (edit === null || agent === undefined) return agent as Agent;
      const ifMatch = edit.etag === undefined ? {} : { ifMatch: edit.etag };
      await client.conversationalAgents.update(agentId, { ...edit.mine }, ifMatch);
      const saved = await client.conversationalAgents.get(agentId);
      queries.setQueryData(queryKey, saved);
      // What was typed while it was being saved is kept as the next change.
      const base = draftOf(saved);
      setEdit((last) => (last === edit || last === null ? null : { base, etag: etagOf(saved), mine: last.mine }));
      void queries.invalidateQueries({ queryKey: ["agents"] });
      void queries.invalidateQueries({ queryKey: ["conversational-agents"] });
      void queries.invalidateQueries({ queryKey: ["agent-versions", agentId] });
      return saved;
    },
    onError: async (error) => {
      if (isConflict(error)) setTheirs(await client.conversationalAgents.get(agentId));
    },
  });

  return {
    agent,
    draft,
    edit,
    theirs,
    change,
    save,
    error: query.error,
    /** Reads the agent anew, as after a release. */
    reload: async () => {
      await queries.invalidateQueries({ queryKey });
      void queries.invalidateQueries({ queryKey: ["agents"] });
      void queries.invalidateQueries({ queryKey: ["conversational-agents"] });
      void queries.invalidateQueries({ queryKey: ["agent-versions", agentId] });
    },
    /** Forgets what is not saved. */
    discard: () => setEdit(null),
    /** Goes on with a draft after somebody else has changed theirs; null leaves everything as it is. */
    resolve: (next: Draft | null) => {
      if (theirs !== null && next !== null) {
        queries.setQueryData(queryKey, theirs);
        setEdit(edited({ base: draftOf(theirs), etag: etagOf(theirs) }, null, () => next));
      }
      save.reset();
      setTheirs(null);
    },
  };
}

/** What an agent's page holds. */
export type DraftState = ReturnType<typeof useDraft>;

/** Tells whether a change was refused because somebody else was faster. */
export function isConflict(error: unknown): boolean {
  return error instanceof OperatorApiError && error.status === 412;
}

/** Leaving for another room keeps everything; only closing the window would lose it. */
function useAskBeforeClosing(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnsaved]);
}
