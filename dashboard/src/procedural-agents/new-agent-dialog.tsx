import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { TemplateChoice } from "../agents/template-choice.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { PROCEDURAL } from "./procedural.ts";
import { newAgent, TEMPLATES, type Template } from "./templates.ts";

/** Asks what a new procedural agent is called and what it begins with. */
export function NewAgentDialog({ onClose }: { onClose(): void }) {
  const client = useClient();
  const navigate = useNavigate();
  const formId = useId();
  const [named, setNamed] = useState({ name: "", description: "" });
  const [template, setTemplate] = useState(TEMPLATES[0] as Template);
  const make = useAction({
    run: () => client.proceduralAgents.create(newAgent(named, template)),
    stale: PROCEDURAL.lists,
    done: `${named.name.trim()} is there. Its first version is a draft.`,
    onDone: ({ id }) => void navigate({ to: `${PROCEDURAL.path}/${id}` }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isRunning) make.run();
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={formId} look="primary" disabled={make.isRunning || named.name.trim() === ""}>
        Make agent
      </Button>
    </>
  );
  return (
    <Dialog title="New procedural agent" onClose={onClose} actions={actions}>
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <TextField
          label="Name"
          required
          maxLength={200}
          autoComplete="off"
          value={named.name}
          onChange={(event) => setNamed({ ...named, name: event.target.value })}
        />
        <TextField
          label="Description"
          hint="What it is for, for the people here."
          autoComplete="off"
          value={named.description}
          onChange={(event) => setNamed({ ...named, description: event.target.value })}
        />
        <TemplateChoice templates={TEMPLATES} chosen={template} onChoose={(one) => setTemplate(one)} />
      </form>
    </Dialog>
  );
}
