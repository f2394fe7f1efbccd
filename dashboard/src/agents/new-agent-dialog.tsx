import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { AGENT_TEMPLATES, type AgentTemplate } from "./agent-templates.ts";
import { TemplateChoice } from "./template-choice.tsx";

/** Asks what a new agent is called and what it begins with. */
export function NewAgentDialog({ onClose }: { onClose(): void }) {
  const client = useClient();
  const navigate = useNavigate();
  const formId = useId();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [template, setTemplate] = useState(AGENT_TEMPLATES[0] as AgentTemplate);
  const make = useAction({
    run: () => client.conversationalAgents.create({ name: name.trim(), description, config: template.config }),
    stale: [["agents"], ["choices"], ["conversational-agents"]],
    done: `${name.trim()} is there. Its first version is a draft.`,
    onDone: ({ id }) => void navigate({ to: `/agents/${id}` }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isRunning) make.run();
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={formId} look="primary" disabled={make.isRunning || name.trim() === ""}>
        Make agent
      </Button>
    </>
  );
  return (
    <Dialog title="New agent" onClose={onClose} actions={actions}>
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <TextField
          label="Name"
          required
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label="Description"
          hint="What it is for, for the people here."
          autoComplete="off"
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <TemplateChoice templates={AGENT_TEMPLATES} chosen={template} onChoose={(one) => setTemplate(one)} />
      </form>
    </Dialog>
  );
}
