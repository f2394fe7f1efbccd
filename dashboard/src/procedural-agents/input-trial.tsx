import { useState } from "react";
import type { DraftState } from "../agents/use-draft.ts";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { isJsonObject, type JsonObject } from "../tools/json-object.ts";
import { JsonField } from "../ui/json-field.tsx";
import { Empty } from "../ui/states.tsx";
import type { ProceduralAgent, ProceduralDraft } from "./procedural.ts";
import { sampleInput } from "./run-input.ts";
import { RunForm } from "./run-form.tsx";
import { RunResults } from "./run-results.tsx";

interface InputTrialProps {
  state: DraftState<ProceduralAgent, ProceduralDraft>;
  agent: ProceduralAgent;
}

/** Runs the agent on an input alone, and shows beside it what came of every such run, the newest first. */
export function InputTrial({ state, agent }: InputTrialProps) {
  const { can } = useSignedIn();
  const mayRun = can("procedures:write");
  const columns = mayRun ? "lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]" : "";
  return (
    <div
      className={`grid min-h-0 flex-1 content-start gap-4 overflow-y-auto border-t border-line ${columns} lg:grid-rows-[minmax(0,1fr)] lg:gap-0 lg:overflow-hidden`}
    >
      {mayRun && (
        <div className="min-w-0 p-4 sm:px-6 lg:min-h-0 lg:overflow-y-auto lg:border-r lg:border-line">
          <InputForm state={state} agent={agent} />
        </div>
      )}
      <RunResults
        filter={{ agent_id: agent.id, has_conversation: "false" }}
        empty={
          <Empty title="It has not run on an input yet.">
            {mayRun ? "Write one and press Run. Each run is kept here." : "Runs without a conversation are kept here."}
          </Empty>
        }
      />
    </div>
  );
}

function InputForm({ state, agent }: InputTrialProps) {
  const client = useClient();
  const [input, setInput] = useState<JsonObject>(() => sampleInput((state.draft ?? agent).config.runtime.variables));
  return (
    <RunForm
      state={state}
      agent={agent}
      order={(versionId) => client.procedures.create({ agent_id: versionId, input })}
      className="grid gap-4"
    >
      <JsonField
        label="Input"
        hint="What it works on, as JSON. Variables of its prompt are taken from it."
        rows={6}
        value={input}
        problemOf={(value) => (isJsonObject(value) ? null : "Write an object in braces.")}
        onChange={(value) => setInput(value as JsonObject)}
      />
      <p className="text-sm text-muted">This is a run like any other: it calls its tools, and sends its output.</p>
    </RunForm>
  );
}
