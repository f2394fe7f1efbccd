import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { JsonField } from "../ui/json-field.tsx";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { PropertyRow } from "./property-row.tsx";
import { fieldsOf, nameProblem, type SchemaField, schemaOf } from "./schema-fields.ts";

/** What is said of a schema, by what it is the schema of. */
const WORDS = {
  arguments: {
    about: "What the model fills in. It is checked before anything is sent.",
    empty: "It takes no arguments.",
    one: "argument",
  },
  output: {
    about: "What the agent has to write. What does not fit is sent back to the model.",
    empty: "Nothing is asked for yet.",
    one: "field",
  },
};

interface SchemaEditorProps {
  /** What it is the schema of; a tool's arguments when nothing is said. */
  of?: keyof typeof WORDS;
  schema: JsonObject;
  onChange(schema: JsonObject): void;
}

/** Sets which values an object has, as a form or as JSON Schema. */
export function SchemaEditor({ of = "arguments", schema, onChange }: SchemaEditorProps) {
  const hasForm = fieldsOf(schema) !== null;
  const [isJson, setIsJson] = useState(!hasForm);
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-prose text-sm text-muted">
          {hasForm ? WORDS[of].about : "This schema says more than a form can show, so it is shown as JSON."}
        </p>
        <Button aria-pressed={isJson} disabled={!hasForm} onClick={() => setIsJson(!isJson)} className="min-h-9!">
          {isJson ? "As a form" : "As JSON"}
        </Button>
      </div>
      {isJson || !hasForm ? (
        <JsonField
          label={`JSON Schema of the ${of}`}
          rows={12}
          value={schema}
          problemOf={(value) =>
            isJsonObject(value) && value["type"] === "object" ? null : 'Write an object whose "type" is "object".'
          }
          onChange={(value) => onChange(value as JsonObject)}
        />
      ) : (
        <SchemaForm of={of} schema={schema} onChange={onChange} />
      )}
    </div>
  );
}

function SchemaForm({ of = "arguments", schema, onChange }: SchemaEditorProps) {
  const { empty, one } = WORDS[of];
  // Names are written letter by letter, and two may be the same for a moment: the form knows them apart.
  const [form, setForm] = useState(() => ({ schema, fields: fieldsOf(schema) ?? [] }));
  if (form.schema !== schema) setForm({ schema, fields: fieldsOf(schema) ?? [] });
  const { fields } = form;
  const change = (next: SchemaField[]) => {
    const made = schemaOf(schema, next);
    setForm({ schema: made, fields: next });
    onChange(made);
  };
  const add = () => {
    const key = Math.max(0, ...fields.map((field) => field.key)) + 1;
    change([...fields, { key, name: "", isRequired: true, property: { type: "string" } }]);
  };
  return (
    <>
      {fields.length === 0 && <p className="text-sm text-muted">{empty}</p>}
      <ul className="grid gap-3 empty:hidden">
        {fields.map((field) => (
          <PropertyRow
            key={field.key}
            field={field}
            one={one}
            problem={nameProblem(field, fields)}
            onChange={(changed) => change(fields.map((each) => (each.key === field.key ? changed : each)))}
            onRemove={() => change(fields.filter(({ key }) => key !== field.key))}
          />
        ))}
      </ul>
      <Button className="justify-self-start" onClick={add}>
        <PlusIcon /> Add {one === "argument" ? "an" : "a"} {one}
      </Button>
    </>
  );
}
