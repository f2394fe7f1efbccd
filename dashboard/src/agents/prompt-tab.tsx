import type { AgentConfig } from "@operator/sdk";
import { useMemo } from "react";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { Section } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { promptNames, withNamed } from "./capabilities.ts";
import { moved } from "./moved.ts";
import { PromptEditor } from "./prompt-editor.tsx";
import { newRoute, type Prompt, promptOfType } from "./prompt-types.ts";
import { RouteCard } from "./route-card.tsx";
import type { TabProps } from "./tab-props.ts";
import { useCapabilities } from "./use-capabilities.ts";

const TYPES = [
  { value: "fixed", title: "One prompt" },
  { value: "intent_routing", title: "Routes by intent" },
];

/** Edits what the agent is told. */
export function PromptTab({ config, onChange, isReadOnly }: TabProps) {
  const { capabilities } = useCapabilities();
  const names = useMemo(() => promptNames(config, capabilities), [config, capabilities]);
  const { prompt } = config.runtime;
  const change = (next: Prompt) => onChange({ runtime: { ...config.runtime, prompt: next } });
  const writing = {
    names,
    isReadOnly,
    onMention: (name: string) => onChange({ tool: withNamed(config, name, capabilities).tool }),
  };
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Select
          label="How it is told"
          disabled={isReadOnly}
          choices={TYPES}
          value={prompt.type}
          onChange={(type) => change(promptOfType(prompt, type as Prompt["type"]))}
        />
        <p className="text-sm text-muted">
          <kbd className="font-mono">$</kbd> for variables, <kbd className="font-mono">@</kbd> for tools, transfers and
          procedural agents
        </p>
      </div>
      <div className="grid gap-1.5">
        <h2 className="text-sm font-medium">{prompt.type === "fixed" ? "Prompt" : "On every route"}</h2>
        <PromptEditor
          label="Prompt"
          value={prompt.text}
          height={prompt.type === "fixed" ? "tall" : "short"}
          onChange={(text) => change({ ...prompt, text })}
          {...writing}
        />
      </div>
      {prompt.type === "intent_routing" && <Routes prompt={prompt} onChange={change} writing={writing} />}
    </div>
  );
}

interface RoutesProps {
  prompt: Extract<AgentConfig["runtime"]["prompt"], { type: "intent_routing" }>;
  onChange(prompt: Prompt): void;
  writing: Parameters<typeof RouteCard>[0]["writing"];
}

function Routes({ prompt, onChange, writing }: RoutesProps) {
  const { routes } = prompt;
  const change = (next: typeof routes) => onChange({ ...prompt, routes: next });
  const add = !writing.isReadOnly && (
    <Button onClick={() => change([...routes, newRoute(routes)])}>
      <PlusIcon /> Add a route
    </Button>
  );
  return (
    <Section title="Routes" actions={add}>
      <p className="text-sm text-muted">
        The agent finds out what is wanted, takes the route whose description fits, and follows its instructions.
      </p>
      <ol className="grid gap-3">
        {routes.map((route, place) => (
          <RouteCard
            // A route has no name of its own that it keeps while it is renamed.
            key={place}
            route={route}
            place={place}
            count={routes.length}
            writing={writing}
            onChange={(next) => change(routes.with(place, next))}
            onMove={(by) => change(moved(routes, place, by))}
            onRemove={() => change(routes.toSpliced(place, 1))}
          />
        ))}
      </ol>
    </Section>
  );
}
