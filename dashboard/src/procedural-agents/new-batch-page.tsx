import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { NumberField } from "../agents/number-field.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Button } from "../ui/button.tsx";
import { Page, Section } from "../ui/page.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { BatchFilterFields } from "./batch-filter-fields.tsx";
import { type BatchPartProps, type BatchSettings, batchOf, NEW_BATCH } from "./batch-settings.ts";
import { BATCHES } from "./query-keys.ts";
import { useProceduralNames } from "./use-procedural-names.ts";
import { useVersions, versionTitle } from "./use-versions.ts";

/** Begins a bulk run. */
export function Room() {
  const client = useClient();
  const navigate = useNavigate();
  const { organization } = useSignedIn();
  const [{ agent = "" }] = useSearchParams();
  const [settings, setSettings] = useState<BatchSettings>({ ...NEW_BATCH, agentId: agent });
  const begin = useAction({
    run: () => client.procedureBatches.create(batchOf(settings, organization.time_zone)),
    stale: [BATCHES],
    onDone: ({ id }) => void navigate({ to: `/procedural-agents/batches/${id}` }),
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.run();
  };
  const part: BatchPartProps = { settings, onChange: (change) => setSettings({ ...settings, ...change }) };
  return (
    <Page title="New bulk run" about="Lets an agent work on many past conversations.">
      <form onSubmit={submit} className="grid max-w-3xl gap-5">
        <Section title="Which agent">
          <Versions {...part} />
        </Section>
        <Section title="Which conversations">
          <BatchFilterFields {...part} />
        </Section>
        <Section title="What it may use">
          <Limits {...part} />
        </Section>
        <SaveProblem error={begin.error} />
        <Button
          type="submit"
          look={settings.hasEffects ? "danger" : "primary"}
          disabled={begin.isRunning || settings.agentId === ""}
        >
          {settings.hasEffects ? "Begin, with effects" : "Begin"}
        </Button>
      </form>
    </Page>
  );
}

function Versions({ settings: { agentId, versionId, compareWith, hasEffects }, onChange }: BatchPartProps) {
  const agents = [...useProceduralNames()].map(([value, title]) => ({ value, title }));
  const versions = useVersions(agentId).map((version) => ({
    value: version.version_id,
    title: versionTitle(version),
  }));
  return (
    <>
      <Select
        label="Agent"
        choices={[{ value: "", title: "Choose an agent" }, ...agents]}
        value={agentId}
        onChange={(id) => onChange({ agentId: id, versionId: "", compareWith: "" })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Version"
          choices={[{ value: "", title: "The released one" }, ...versions]}
          value={versionId}
          onChange={(id) => onChange({ versionId: id })}
        />
        <Select
          label="Compare with"
          disabled={hasEffects}
          choices={[{ value: "", title: "Nothing" }, ...versions]}
          value={hasEffects ? "" : compareWith}
          onChange={(id) => onChange({ compareWith: id })}
        />
      </div>
      <Switch
        label="With effects"
        hint="Its runs call their tools, set custom fields and send their output. Without, they try and touch nothing."
        isOn={hasEffects}
        onChange={(isOn) => onChange({ hasEffects: isOn, compareWith: "" })}
      />
    </>
  );
}

function Limits({ settings: { maxCost, maxTokens, concurrency }, onChange }: BatchPartProps) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      <NumberField
        label="US dollars, at most"
        hint="Empty for no limit. Needs the models’ prices."
        isOptional
        min={0.01}
        max={1_000_000}
        value={maxCost}
        isReadOnly={false}
        onChange={(value) => onChange({ maxCost: value })}
      />
      <NumberField
        label="Tokens, at most"
        hint="Read and written. Empty for no limit."
        isOptional
        min={1}
        max={1e12}
        value={maxTokens}
        isReadOnly={false}
        onChange={(value) => onChange({ maxTokens: value })}
      />
      <NumberField
        label="Runs at once"
        hint="More are faster, and overshoot a budget further."
        min={1}
        max={20}
        value={concurrency}
        isReadOnly={false}
        onChange={(value) => value !== null && onChange({ concurrency: value })}
      />
    </div>
  );
}
