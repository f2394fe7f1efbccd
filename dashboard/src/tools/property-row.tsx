import { useState } from "react";
import { LinesField } from "../agents/lines-field.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { CrossIcon } from "../ui/icons.tsx";
import { JsonField } from "../ui/json-field.tsx";
import { Select } from "../ui/select.tsx";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { FIELD_TYPES, type FieldType, type SchemaField, typeOf, withPart, withType } from "./schema-fields.ts";

const TYPE_CHOICES = Object.entries(FIELD_TYPES).map(([value, title]) => ({ value, title }));

interface PropertyRowProps {
  field: SchemaField;
  /** What one is called: an argument, a field. */
  one: string;
  /** What is wrong with its name. */
  problem: string | null;
  onChange(field: SchemaField): void;
  onRemove(): void;
}

/** Asks for one value of an object: its name, what it may be, and what the model is told of it. */
export function PropertyRow({ field, one, problem, onChange, onRemove }: PropertyRowProps) {
  const { name, property, isRequired } = field;
  // Who writes JSON goes on doing so, also where a form could say the same by now.
  const [isJson, setIsJson] = useState(() => typeOf(property) === "other");
  const type = isJson ? "other" : typeOf(property);
  const set = (next: JsonObject) => onChange({ ...field, property: next });
  const { description } = property;
  return (
    <li className="grid gap-3 rounded-xl border border-line p-3">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <div className="max-sm:col-start-1">
          <TextField
            label="Name"
            placeholder="order_no"
            autoComplete="off"
            spellCheck={false}
            value={name}
            problem={problem}
            ref={(input) => input?.setCustomValidity(problem ?? "")}
            onChange={(event) => onChange({ ...field, name: event.target.value.trim() })}
          />
        </div>
        <Select
          label="Type"
          className="max-sm:col-span-2"
          choices={TYPE_CHOICES}
          value={type}
          onChange={(next) => {
            setIsJson(next === "other");
            set(withType(property, next as FieldType));
          }}
        />
        <Button
          look="quiet"
          aria-label={`Remove the ${one} ${name}`}
          onClick={onRemove}
          className="px-2.5 max-sm:col-start-2 max-sm:row-start-1 sm:mt-6.5"
        >
          <CrossIcon />
        </Button>
      </div>
      {type === "choice" && (
        <LinesField
          label="The texts it may be"
          hint="One on each line."
          isReadOnly={false}
          values={property["enum"] as string[]}
          onChange={(choices) => set({ ...property, enum: choices })}
        />
      )}
      {type === "other" ? (
        <JsonField
          label="Its schema"
          value={property}
          problemOf={(value) => (isJsonObject(value) ? null : "Write an object in braces.")}
          onChange={(value) => set(value as JsonObject)}
        />
      ) : (
        <TextField
          label="What it is"
          placeholder="All that the model knows of it"
          value={typeof description === "string" ? description : ""}
          onChange={(event) => set(withPart(property, "description", event.target.value))}
        />
      )}
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <Check label="Required" isOn={isRequired} onChange={(isOn) => onChange({ ...field, isRequired: isOn })} />
        <Check
          label="Personal: kept out of the logs"
          isOn={property["x-personal"] === true}
          onChange={(isOn) => set(withPart(property, "x-personal", isOn))}
        />
      </div>
    </li>
  );
}

function Check({ label, isOn, onChange }: { label: string; isOn: boolean; onChange(isOn: boolean): void }) {
  return (
    <label className="flex min-h-7 items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
