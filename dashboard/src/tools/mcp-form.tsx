import { type FormEvent, type ReactNode, useId, useState } from "react";
import { LinesField } from "../agents/lines-field.tsx";
import { NumberField } from "../agents/number-field.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { Select } from "../ui/select.tsx";
import type { McpDraft } from "./mcp-draft.ts";
import { SecretsField } from "./secrets-field.tsx";

interface McpFormProps {
  title: string;
  action: string;
  draft: McpDraft;
  isRunning: boolean;
  error: unknown;
  /** Stands above the fields. */
  notice?: (draft: McpDraft) => ReactNode;
  onSubmit(draft: McpDraft): void;
  onClose(): void;
}

/** Asks how an MCP server is reached, in a dialog. */
export function McpForm({ title, action, draft: given, isRunning, error, notice, onSubmit, onClose }: McpFormProps) {
  const [draft, setDraft] = useState(given);
  const form = useId();
  const set = (change: Partial<McpDraft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isRunning) onSubmit(draft);
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" disabled={isRunning}>
        {isRunning ? "Asking the server …" : action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} actions={actions} width="wide">
      {notice?.(draft)}
      <form id={form} onSubmit={submit} className="grid gap-5">
        <TextField
          label="Name"
          hint="Its tools are given to agents as name/tool."
          required
          pattern="[a-z][a-z0-9_\-]{0,31}"
          title="A small letter first, then a-z, 0-9, _ and -; 32 at most."
          placeholder="crm"
          autoComplete="off"
          spellCheck={false}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Select
          label="Reached"
          choices={[
            { value: "http", title: "At an address, over streamable HTTP" },
            { value: "stdio", title: "As a program on the platform’s machine" },
          ]}
          value={draft.type}
          onChange={(type) => set({ type: type as McpDraft["type"] })}
        />
        {draft.type === "http" ? <Address draft={draft} set={set} /> : <Program draft={draft} set={set} />}
        <NumberField
          label="Time limit, in seconds"
          hint="How long a turn waits for an answer of one of its tools."
          min={0.1}
          max={300}
          isReadOnly={false}
          value={draft.time_limit_sec}
          onChange={(value) => set({ time_limit_sec: value ?? 15 })}
        />
      </form>
      <SaveProblem error={error} />
    </Dialog>
  );
}

interface PartProps {
  draft: McpDraft;
  set(change: Partial<McpDraft>): void;
}

function Address({ draft, set }: PartProps) {
  return (
    <>
      <TextField
        label="Address"
        hint="Whoever may see tools sees it: put keys into headers."
        type="url"
        required
        placeholder="https://mcp.example.com/mcp"
        value={draft.url}
        onChange={(event) => set({ url: event.target.value })}
      />
      <SecretsField
        label="Headers"
        hint="Sent with each request. Values are kept encrypted and never shown again."
        one="header"
        example="Authorization"
        secrets={draft.headers}
        onChange={(headers) => set({ headers })}
      />
    </>
  );
}

function Program({ draft, set }: PartProps) {
  return (
    <>
      <TextField
        label="Program"
        hint="Spelt as OPERATOR_MCP_PROGRAMS of this installation allows it."
        required
        placeholder="/usr/local/bin/crm-mcp"
        autoComplete="off"
        spellCheck={false}
        value={draft.program}
        onChange={(event) => set({ program: event.target.value })}
      />
      <LinesField
        label="Arguments"
        hint="One on each line. Whoever may see tools sees them: put keys into the environment."
        isReadOnly={false}
        values={draft.arguments}
        onChange={(given) => set({ arguments: given })}
      />
      <SecretsField
        label="Environment"
        hint="Variables beside PATH and HOME. Values are kept encrypted and never shown again."
        one="variable"
        example="CRM_KEY"
        secrets={draft.environment}
        onChange={(environment) => set({ environment })}
      />
    </>
  );
}
