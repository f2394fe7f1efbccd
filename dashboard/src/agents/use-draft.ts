import { type Agent, etagOf, OperatorApiError } from "@operator/sdk";
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useClient } from "../data/client.tsx";
import { type Draft, type DraftChange, draftOf, type Edit, edited, keepEdit, keptEdit } from "./draft.ts";

/** Reads an agent's latest version, and holds what is changed of it until it is saved. */
export function useDraft(agentId: string) {
  const queries = useQueryClient();
  const { data: agent, error } = useStored(agentId);
  const [edit, setEdit] = useKeptEdit(agentId);
  const [theirs, setTheirs] = useState<Agent | null>(null);
  const stored = useMemo(() => (agent ? storedOf(agent) : null), [agent]);
  const save = useSave({ agentId, agent, edit, setEdit, setTheirs });
  const change = useCallback(
    (makeChange: DraftChange) => stored && setEdit((last) => edited(stored, last, makeChange)),
    [stored, setEdit],
  );
  const resolve = (next: Draft | null) => {
    if (theirs !== null && next !== null) {
      queries.setQueryData(["agent", agentId], theirs);
      setEdit(edited(storedOf(theirs), null, () => next));
    }
    save.reset();
    setTheirs(null);
  };
  return {
    agent,
    /** The agent as it is edited here. */
    draft: edit?.mine ?? stored?.base,
    /** What is not saved; null when nothing is. */
    edit,
    /** What somebody else saved meanwhile; null when nobody was faster. */
    theirs,
    change,
    save,
    error,
    /** Reads the agent anew. */
    reload: () => queries.invalidateQueries({ queryKey: ["agent", agentId] }),
    /** Forgets what is not saved. */
    discard: () => setEdit(null),
    /** Goes on with a draft after somebody else has saved theirs; null leaves everything as it is. */
    resolve,
  };
}

/** What an agent's page holds. */
export type DraftState = ReturnType<typeof useDraft>;

/** Tells whether a change was refused because somebody else was faster. */
export function isConflict(error: unknown): boolean {
  return error instanceof OperatorApiError && error.status === 412;
}

function storedOf(agent: Agent): Omit<Edit, "mine"> {
  return { base: draftOf(agent), etag: etagOf(agent) };
}

function useStored(agentId: string) {
  const client = useClient();
  return useQuery({
    queryKey: ["agent", agentId],
    queryFn: () => client.conversationalAgents.get(agentId),
    // Sharing parts with the last answer would make a new object, which bears no entity tag.
    structuralSharing: false,
    staleTime: 0,
  });
}

/** Holds what is not saved, also while the page is loaded anew. */
function useKeptEdit(agentId: string) {
  const [edit, setEdit] = useState<Edit | null>(() => keptEdit(sessionStorage, agentId));
  useEffect(() => keepEdit(sessionStorage, agentId, edit), [agentId, edit]);
  useAskBeforeClosing(edit !== null);
  return [edit, setEdit] as const;
}

interface SaveOptions {
  agentId: string;
  agent: Agent | undefined;
  edit: Edit | null;
  setEdit(change: (last: Edit | null) => Edit | null): void;
  setTheirs(theirs: Agent): void;
}

function useSave({ agentId, agent, edit, setEdit, setTheirs }: SaveOptions) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<Agent> => {
      if (edit === null) return agent ?? client.conversationalAgents.get(agentId);
      const ifMatch = edit.etag === undefined ? {} : { ifMatch: edit.etag };
      await client.conversationalAgents.update(agentId, { ...edit.mine }, ifMatch);
      const saved = await client.conversationalAgents.get(agentId);
      queries.setQueryData(["agent", agentId], saved);
      // What was typed while it was being saved is the next change.
      setEdit((last) => (last === edit || last === null ? null : { ...storedOf(saved), mine: last.mine }));
      forgetLists(queries, agentId);
      return saved;
    },
    onError: async (error) => {
      if (isConflict(error)) setTheirs(await client.conversationalAgents.get(agentId));
    },
  });
}

function forgetLists(queries: QueryClient, agentId: string): void {
  for (const queryKey of [["agents"], ["conversational-agents"], ["choices"], ["agent-versions", agentId]])
    void queries.invalidateQueries({ queryKey });
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
