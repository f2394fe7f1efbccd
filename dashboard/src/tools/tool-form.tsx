import { NumberField } from "../agents/number-field.tsx";
import { Button } from "../ui/button.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { JsonField } from "../ui/json-field.tsx";
import { Section } from "../ui/page.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { INTERRUPTIONS } from "./call-words.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { MappingEditor } from "./mapping-editor.tsx";
import { placeholdersOf } from "./mapping.ts";
import { argumentNames, fieldsOf, schemaOf } from "./schema-fields.ts";
import { SchemaEditor } from "./schema-editor.tsx";
import { SecretsField } from "./secrets-field.tsx";
import { METHODS, type ToolDraft } from "./tool-draft.ts";

/** What a part of a tool's form is given. */
interface PartProps {
  draft: ToolDraft;
  onChange(change: Partial<ToolDraft>): void;
}

interface ToolFormProps extends PartProps {
  /** Whether its name and type are still open. */
  isNew: boolean;
}

/** Asks for everything that makes a tool. */
export function ToolForm({ draft, onChange, isNew }: ToolFormProps) {
  const names = argumentNames(draft.input_schema);
  const isHttp = draft.type === "http";
  return (
    <>
      <Section title="What it is">
        {isNew && <Identity draft={draft} onChange={onChange} />}
        <TextArea
          isProse
          label="Description"
          hint="What it does and when to use it: all that the model knows of it beside its arguments."
          required
          rows={3}
          maxLength={10_000}
          value={draft.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Section>
      {isHttp && <Endpoint draft={draft} onChange={onChange} />}
      <Section title="Arguments">
        <SchemaEditor schema={draft.input_schema} onChange={(input_schema) => onChange({ input_schema })} />
      </Section>
      {isHttp && (
        <Section title="Where arguments go">
          <MappingEditor
            mapping={draft.request}
            request={{ method: draft.method, url: draft.url, names }}
            onChange={(request) => onChange({ request })}
          />
        </Section>
      )}
      <Conduct draft={draft} onChange={onChange} />
    </>
  );
}

function Identity({ draft, onChange }: PartProps) {
  return (
    <>
      <Select
        label="Carried out by"
        choices={[
          { value: "http", title: "An HTTP endpoint of yours, called signed" },
          { value: "client", title: "The page or app that holds the session" },
        ]}
        value={draft.type}
        onChange={(type) => onChange({ type: type as ToolDraft["type"] })}
      />
      <TextField
        label="Name"
        hint="Agents are given it by this name, and the model calls it so. It never changes."
        required
        pattern="[A-Za-z][A-Za-z0-9_\-]{0,63}"
        title="A letter first, then letters, digits, _ and -; 64 at most."
        placeholder="find_order"
        autoComplete="off"
        spellCheck={false}
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
    </>
  );
}

function Endpoint({ draft, onChange }: PartProps) {
  return (
    <Section title="Request">
      <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Select
          label="Method"
          choices={METHODS.map((value) => ({ value, title: value }))}
          value={draft.method}
          onChange={(method) => onChange({ method: method as ToolDraft["method"] })}
        />
        <TextField
          label="Address"
          required
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://shop.example.com/orders/{order_no}"
          value={draft.url}
          onChange={(event) => onChange({ url: event.target.value })}
        />
      </div>
      <Placeholders draft={draft} onChange={onChange} />
      <SecretsField
        label="Headers"
        hint="Sent with each call, such as your service’s key. Values are kept encrypted and never shown again."
        one="header"
        example="Authorization"
        secrets={draft.headers}
        onChange={(headers) => onChange({ headers })}
      />
    </Section>
  );
}

/** Names the placeholders of the address that no argument fills, and makes them arguments. */
function Placeholders({ draft, onChange }: PartProps) {
  const { url, input_schema, request } = draft;
  const names = argumentNames(input_schema);
  const open = request === null ? placeholdersOf(url).filter((name) => !names.includes(name)) : [];
  const fields = fieldsOf(input_schema);
  if (open.length === 0)
    return (
      <p className="-mt-1 text-sm text-muted">
        <code className="font-mono text-xs">{"{name}"}</code> after the host stands for the argument of that name.
      </p>
    );
  const add = () => {
    const first = Math.max(0, ...(fields ?? []).map(({ key }) => key)) + 1;
    const added = open.map((name, index) => ({
      key: first + index,
      name,
      isRequired: true,
      property: { type: "string" },
    }));
    onChange({ input_schema: schemaOf(input_schema, [...(fields ?? []), ...added]) });
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-xl bg-warning-soft px-4 py-2 text-sm text-warning">
      <p className="min-w-0 wrap-anywhere">
        No argument fills <code className="font-mono text-xs">{open.map((name) => `{${name}}`).join(", ")}</code> yet.
      </p>
      {fields && <Button onClick={add}>Add {open.length === 1 ? "it" : "them"}</Button>}
    </div>
  );
}

/** Sets how long a call may take, what goes on meanwhile, and what its answer is held against. */
function Conduct({ draft, onChange }: PartProps) {
  return (
    <Section title="How it is called">
      <NumberField
        label="Time limit, in seconds"
        hint="How long a turn waits for an answer, with all attempts."
        min={0.1}
        max={300}
        isReadOnly={false}
        value={draft.time_limit_sec}
        onChange={(value) => onChange({ time_limit_sec: value ?? 15 })}
      />
      <Switch
        label="In the background"
        hint="The agent goes on talking while it runs, and is told of the answer when it is there."
        isOn={draft.runs_in_background}
        onChange={(runs_in_background) => onChange({ runs_in_background })}
      />
      <Select
        label="When the user interrupts"
        choices={INTERRUPTIONS}
        value={draft.on_interrupt}
        onChange={(value) => onChange({ on_interrupt: value as ToolDraft["on_interrupt"] })}
      />
      <JsonField
        label="JSON Schema of the answer"
        hint="An agent is given an answer that does not fit all the same, and the log says so. Empty for any answer."
        rows={4}
        value={draft.output_schema ?? undefined}
        problemOf={(value) => (value === undefined || isJsonObject(value) ? null : "Write an object in braces.")}
        onChange={(value) => onChange({ output_schema: (value as JsonObject | undefined) ?? null })}
      />
    </Section>
  );
}
