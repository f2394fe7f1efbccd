import { type FormEvent, type ReactNode, useState } from "react";
import type { DraftState } from "../agents/use-draft.ts";
import { useAction } from "../data/use-action.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Button } from "../ui/button.tsx";
import { PlayIcon } from "../ui/icons.tsx";
import { Select } from "../ui/select.tsx";
import type { ProceduralAgent, ProceduralDraft } from "./procedural.ts";
import { BATCHES, RUNS } from "./query-keys.ts";
import { useVersions, versionTitle } from "./use-versions.ts";

interface RunFormProps {
  state: DraftState<ProceduralAgent, ProceduralDraft>;
  agent: ProceduralAgent;
  /** Orders a run of a version. */
  order(versionId: string): Promise<unknown>;
  className: string;
  /** What else is asked before the run. */
  children: ReactNode;
}

/** Runs a version of an agent; what is not saved of it is saved before. */
export function RunForm({ state, agent, order, className, children }: RunFormProps) {
  const versions = useVersions(agent.id);
  const [chosen, setChosen] = useState("");
  const saves = chosen === "" && state.edit !== null;
  const run = useAction({
    run: async () => order(chosen === "" ? (await state.save.mutateAsync()).version_id : chosen),
    stale: [RUNS, BATCHES],
    // What could not be saved stands above the tabs.
    showsError: saves,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!run.isRunning) run.run();
  };
  const latest = state.edit === null ? versionTitle(agent) : `${versionLabel(agent.version_id)}, with your changes`;
  const others = versions.filter(({ version_id }) => version_id !== agent.version_id);
  return (
    <form onSubmit={submit} className={className}>
      {children}
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
        <Select
          label="Version"
          isLabelHidden
          className="min-w-0"
          choices={[
            { value: "", title: latest },
            ...others.map((version) => ({ value: version.version_id, title: versionTitle(version) })),
          ]}
          value={chosen}
          onChange={setChosen}
        />
        <Button type="submit" look="primary" disabled={run.isRunning}>
          <PlayIcon /> {saves ? "Save and run" : "Run"}
        </Button>
      </div>
    </form>
  );
}
