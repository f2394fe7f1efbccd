import type { Schemas } from "@operator/sdk";
import { type FormEvent, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { PlayIcon, SpinnerIcon } from "../ui/icons.tsx";
import { JsonField } from "../ui/json-field.tsx";
import { Section } from "../ui/page.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { sampleArguments } from "./argument-values.ts";
import { ArgumentsForm } from "./arguments-form.tsx";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { fieldsOf } from "./schema-fields.ts";
import { TrialView } from "./trial-view.tsx";

interface TryPanelProps {
  name: string;
  schema: JsonObject;
  /** Whether there are changes, which are not tried. */
  isChanged: boolean;
}

/** Calls a tool once, with arguments of one's own, and shows what was sent and answered. */
export function TryPanel({ name, schema, isChanged }: TryPanelProps) {
  const client = useClient();
  const fields = fieldsOf(schema);
  const [values, setValues] = useState(() => sampleArguments(schema));
  const [isJson, setIsJson] = useState(fields === null);
  const [trial, setTrial] = useState<Schemas["ToolTrialResult"] | null>(null);
  const trying = useAction({
    run: () => client.tools.try(name, { arguments: values }),
    onDone: setTrial,
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    trying.run();
  };
  const toggle = fields !== null && fields.length > 0 && (
    <Button aria-pressed={isJson} onClick={() => setIsJson(!isJson)} className="min-h-9!">
      {isJson ? "As a form" : "As JSON"}
    </Button>
  );
  return (
    <Section title="Try it" actions={toggle}>
      <p className="text-sm text-muted">
        This calls your endpoint for real, signed as in a conversation, once.
        {isChanged && " What you changed and did not save yet is not tried."}
      </p>
      <form onSubmit={submit} className="grid gap-4">
        {isJson || fields === null ? (
          <JsonField
            label="Arguments"
            value={values}
            problemOf={(value) => (isJsonObject(value) ? null : "Write an object in braces.")}
            onChange={(value) => setValues(value as JsonObject)}
          />
        ) : (
          <ArgumentsForm fields={fields} values={values} onChange={setValues} />
        )}
        <Button type="submit" look="primary" disabled={trying.isRunning} className="justify-self-start">
          {trying.isRunning ? <SpinnerIcon /> : <PlayIcon />} Call it
        </Button>
      </form>
      <SaveProblem error={trying.error} />
      {trial && <TrialView trial={trial} />}
    </Section>
  );
}
