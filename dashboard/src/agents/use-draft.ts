import { etagOf, OperatorApiError } from "@operator/sdk";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useClient } from "../data/client.tsx";
import { type AgentKind, type AnyAgent, type AnyDraft, agentKey, versionsKey } from "./agent-kind.ts";
import { type Edit, edited, keepEdit, keptEdit } from "./edit.ts";

/** Reads an agent's latest version, and holds what is changed of it until it is saved. */
export function useDraft<Agent extends AnyAgent, Draft extends AnyDraft>(
  kind: AgentKind<Agent, Draft>,
  agentId: string,
) {
  const queries = useQueryClient();
  const { data: agent, error } = useStored(kind, agentId);
  const [edit, setEdit] = useKeptEdit<Draft>(agentId);
  const [theirs, setTheirs] = useState<Agent | null>(null);
  const stored = useMemo(() => (agent ? storedOf(kind, agent) : null), [kind, agent]);
  const save = useSave<Agent, Draft>({ kind, agentId, agent, edit, setEdit, setTheirs });
  const change = useCallback(
    (makeChange: (draft: Draft) => Draft) => stored && setEdit((last) => edited(stored, last, makeChange)),
    [stored, setEdit],
  );
  const resolve = (next: Draft | null) => {
    if (theirs !== null && next !== null) {
      queries.setQueryData(agentKey(agentId), theirs);
      setEdit(edited(storedOf(kind, theirs), null, () => next));
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
    reload: () => queries.invalidateQueries({ queryKey: agentKey(agentId) }),
    /** Forgets what is not saved. */
    discard: () => setEdit(null),
    /** Goes on with a draft after somebody else has saved theirs; null leaves everything as it is. */
    resolve,
  };
}

/** What an agent's page holds. */
export type DraftState<Agent extends AnyAgent, Draft extends AnyDraft> = ReturnType<typeof useDraft<Agent, Draft>>;

/** Tells whether a change was refused because somebody else was faster. */
export function isConflict(error: unknown): boolean {
  return error instanceof OperatorApiError && error.status === 412;
}

function storedOf<Agent extends AnyAgent, Draft extends AnyDraft>(
  { draftOf }: AgentKind<Agent, Draft>,
  agent: Agent,
): Omit<Edit<Draft>, "mine"> {
  return { base: draftOf(agent), etag: etagOf(agent) };
}

function useStored<Agent extends AnyAgent, Draft extends AnyDraft>(kind: AgentKind<Agent, Draft>, agentId: string) {
  const client = useClient();
  return useQuery<Agent>({
    queryKey: agentKey(agentId),
    queryFn: () => kind.calls(client).get(agentId),
    staleTime: 0,
  });
}

/** Holds what is not saved, also while the page is loaded anew. */
function useKeptEdit<Draft>(agentId: string) {
  const [edit, setEdit] = useState<Edit<Draft> | null>(() => keptEdit<Draft>(sessionStorage, agentId));
  useEffect(() => keepEdit(sessionStorage, agentId, edit), [agentId, edit]);
  useAskBeforeClosing(edit !== null);
  return [edit, setEdit] as const;
}

interface SaveOptions<Agent extends AnyAgent, Draft extends AnyDraft> {
  kind: AgentKind<Agent, Draft>;
  agentId: string;
  agent: Agent | undefined;
  edit: Edit<Draft> | null;
  setEdit(change: (last: Edit<Draft> | null) => Edit<Draft> | null): void;
  setTheirs(theirs: Agent): void;
}

function useSave<Agent extends AnyAgent, Draft extends AnyDraft>(options: SaveOptions<Agent, Draft>) {
  const { kind, agentId, agent, edit, setEdit, setTheirs } = options;
  const calls = kind.calls(useClient());
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (): Promise<Agent> => {
      if (edit === null) return agent ?? calls.get(agentId);
      const ifMatch = edit.etag === undefined ? {} : { ifMatch: edit.etag };
      await calls.update(agentId, edit.mine, ifMatch);
      const saved = await calls.get(agentId);
      queries.setQueryData(agentKey(agentId), saved);
      // What was typed while it was being saved is the next change.
      setEdit((last) => (last === edit || last === null ? null : { ...storedOf(kind, saved), mine: last.mine }));
      for (const queryKey of [...kind.lists, versionsKey(agentId)]) void queries.invalidateQueries({ queryKey });
      return saved;
    },
    onError: async (error) => {
      if (isConflict(error)) setTheirs(await calls.get(agentId));
    },
  });
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
