import { TextField } from "../ui/field.tsx";
import { Button } from "../ui/button.tsx";
import { Section } from "../ui/page.tsx";
import { SchemaEditor } from "../tools/schema-editor.tsx";
import type { TabProps } from "./tab-props.ts";

const FIRST = { type: "object", properties: { note: { type: "string" } }, required: ["note"] };

/** Sets what the agent is to write, and who is sent it. */
export function OutputTab({ config, onChange, isReadOnly }: TabProps) {
  const { output } = config;
  const change = (changed: Partial<typeof output>) => onChange({ output: { ...output, ...changed } });
  const { output_schema, post_url, slack_channel } = output;
  const clear = output_schema !== null && !isReadOnly && (
    <Button look="quiet" onClick={() => change({ output_schema: null })}>
      Take any JSON
    </Button>
  );
  return (
    <div className="grid gap-5">
      <Section title="What it writes" actions={clear}>
        {output_schema === null ? (
          <div className="grid justify-items-start gap-3">
            <p className="max-w-prose text-sm text-muted">
              Any JSON. With a schema the output is checked: one that does not fit is sent back to the model with what
              is wrong.
            </p>
            {!isReadOnly && <Button onClick={() => change({ output_schema: FIRST })}>Set a schema</Button>}
          </div>
        ) : (
          <fieldset disabled={isReadOnly} className="min-w-0">
            <legend className="sr-only">Output schema</legend>
            <SchemaEditor of="output" schema={output_schema} onChange={(schema) => change({ output_schema: schema })} />
          </fieldset>
        )}
      </Section>
      <Section title="Who is sent it">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label="Address"
            hint="Gets a signed POST when a run ends, however it ends."
            type="url"
            placeholder="https://crm.example.com/reviews"
            disabled={isReadOnly}
            spellCheck={false}
            value={post_url ?? ""}
            onChange={(event) => change({ post_url: event.target.value.trim() || null })}
          />
          <TextField
            label="Slack channel"
            hint="Gets a message with the output, or with why the run failed."
            placeholder="#reviews"
            disabled={isReadOnly}
            spellCheck={false}
            value={slack_channel ?? ""}
            onChange={(event) => change({ slack_channel: event.target.value.trim() || null })}
          />
        </div>
      </Section>
    </div>
  );
}
