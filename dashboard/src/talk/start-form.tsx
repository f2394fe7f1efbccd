import type { Agent, AgentVariable, Client } from "@operator/sdk";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { inPlainWords } from "../plain-words.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { ChevronIcon, SpinnerIcon } from "../ui/icons.tsx";
import { isSimulated } from "./agent-choices.ts";
import { type ChannelChoice, ChannelField } from "./channel-field.tsx";
import { joinVariables, readContext } from "./context-input.ts";
import { startConversation } from "./start-conversation.ts";
import type { Started } from "./use-stage.ts";

interface StartFormProps {
  client: Client;
  agent: Agent;
  onStarted(started: Started): void;
}

/** Asks for what the agent must know beforehand, and starts the conversation. */
export function StartForm({ client, agent, onStarted }: StartFormProps) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [contextText, setContextText] = useState("");
  const [channel, setChannel] = useState<ChannelChoice>("chat_realtime");
  const input = readContext(contextText);
  const start = useMutation({
    mutationFn: (context: Record<string, unknown>) => startConversation(client, agent, { channel, context }),
    onSuccess: onStarted,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ("context" in input && !start.isPending) start.mutate(joinVariables(input.context, values));
  };
  const { model, variables } = agent.config.runtime;
  const about = { values, onChange: (name: string, value: string) => setValues({ ...values, [name]: value }) };

  return (
    <form onSubmit={submit} className="grid gap-4">
      {isSimulated(model) && <SimulationNote />}
      <VariableFields {...about} variables={variables.filter(({ default_value }) => default_value === null)} />
      <More>
        <VariableFields {...about} variables={variables.filter(({ default_value }) => default_value !== null)} />
        <ContextField
          text={contextText}
          problem={"problem" in input ? input.problem : null}
          onChange={setContextText}
        />
      </More>
      <ChannelField value={channel} onChange={setChannel} />
      {start.isError && <Alert>{inPlainWords(start.error)}</Alert>}
      <Button type="submit" look="primary" className="justify-self-start" aria-disabled={start.isPending}>
        {start.isPending && <SpinnerIcon />}
        Start conversation
      </Button>
    </form>
  );
}

function SimulationNote() {
  return (
    <p className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
      No language model is connected. A small rule-based stand-in answers, so that you can try everything out.
    </p>
  );
}

interface VariableFieldsProps {
  variables: AgentVariable[];
  values: Readonly<Record<string, string>>;
  onChange(name: string, value: string): void;
}

function VariableFields({ variables, values, onChange }: VariableFieldsProps) {
  return variables.map(({ name, description, default_value }) => (
    <TextField
      key={name}
      label={<code className="font-mono">{name}</code>}
      hint={description}
      required={default_value === null}
      placeholder={default_value ?? ""}
      autoComplete="off"
      value={values[name] ?? ""}
      onChange={(event) => onChange(name, event.target.value)}
    />
  ));
}

interface ContextFieldProps {
  text: string;
  problem: string | null;
  onChange(text: string): void;
}

function ContextField({ text, problem, onChange }: ContextFieldProps) {
  return (
    <TextArea
      label="Context"
      hint="What else the agent is to know, as a JSON object."
      rows={4}
      spellCheck={false}
      placeholder={'{"plan": "gold"}'}
      value={text}
      problem={problem}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function More({ children }: { children: ReactNode }) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 items-center gap-1.5 rounded-md text-sm text-muted hover:text-ink">
        <ChevronIcon className="size-4 -rotate-90 transition-transform group-open:rotate-0" />
        More it can know beforehand
      </summary>
      <div className="grid gap-4 pt-3">{children}</div>
    </details>
  );
}
