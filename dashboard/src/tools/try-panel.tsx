import { type FormEvent, useState } from "react";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { PlayIcon, SpinnerIcon } from "../ui/icons.tsx";
import { JsonField } from "../ui/json-field.tsx";
import { Section } from "../ui/page.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { type ArgumentValues, sampleArguments } from "./argument-values.ts";
import { ArgumentsForm } from "./arguments-form.tsx";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { fieldsOf } from "./schema-fields.ts";
import { type Trial, TrialView } from "./trial-view.tsx";

interface TryPanelProps {
  schema: JsonObject;
  /** Says what a call comes to. */
  about: string;
  /** Calls the tool with those arguments. */
  call(values: ArgumentValues): Promise<Trial>;
}

/** Calls a tool once, with arguments of one's own, and shows what was sent and answered. */
export function TryPanel({ schema, about, call }: TryPanelProps) {
  const fields = fieldsOf(schema);
  const [values, setValues] = useState(() => sampleArguments(schema));
  const [isJson, setIsJson] = useState(fields === null);
  const [trial, setTrial] = useState<Trial | null>(null);
  const trying = useAction({
    run: () => call(values),
    onDone: setTrial,
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!trying.isRunning) trying.run();
  };
  const toggle = fields !== null && fields.length > 0 && (
    <Button aria-pressed={isJson} onClick={() => setIsJson(!isJson)} className="min-h-9!">
      {isJson ? "As a form" : "As JSON"}
    </Button>
  );
  return (
    <Section title="Try it" actions={toggle}>
      <p className="text-sm text-muted">{about}</p>
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
