import { LinesField } from "../agents/lines-field.tsx";
import { TextField } from "../ui/field.tsx";
import { JsonField } from "../ui/json-field.tsx";
import { Select } from "../ui/select.tsx";
import { type ArgumentValues, numberIn, withArgument } from "./argument-values.ts";
import type { JsonObject } from "./json-object.ts";
import { type FieldType, type SchemaField, typeOf } from "./schema-fields.ts";

interface ArgumentsFormProps {
  fields: readonly SchemaField[];
  values: ArgumentValues;
  onChange(values: ArgumentValues): void;
}

/** Asks for the arguments of one call, by the schema of the tool. */
export function ArgumentsForm({ fields, values, onChange }: ArgumentsFormProps) {
  return (
    <>
      {fields.map((field) => {
        const Input = INPUTS[typeOf(field.property)];
        return (
          <Input
            key={field.name}
            field={field}
            value={values[field.name]}
            onChange={(value) => onChange(withArgument(values, field.name, value))}
          />
        );
      })}
    </>
  );
}

interface InputProps {
  field: SchemaField;
  value: unknown;
  onChange(value: unknown): void;
}

function labelsOf({ name, property, isRequired }: SchemaField): { label: string; hint: string } {
  const { description } = property as JsonObject;
  return { label: isRequired ? name : `${name} (optional)`, hint: typeof description === "string" ? description : "" };
}

function TextInput({ field, value, onChange }: InputProps) {
  return (
    <TextField
      {...labelsOf(field)}
      autoComplete="off"
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
    />
  );
}

function NumberInput({ field, value, onChange }: InputProps) {
  return (
    <TextField
      {...labelsOf(field)}
      type="number"
      step={typeOf(field.property) === "integer" ? 1 : "any"}
      autoComplete="off"
      defaultValue={typeof value === "number" ? value : ""}
      onChange={(event) => onChange(numberIn(event.target.value))}
    />
  );
}

function ChoiceInput({ field, value, onChange }: InputProps) {
  const { enum: choices } = field.property;
  const titles = (choices as string[]).map((choice) => ({ value: choice, title: choice }));
  return (
    <Select
      {...labelsOf(field)}
      choices={[{ value: "", title: "Not given" }, ...titles]}
      value={typeof value === "string" ? value : ""}
      onChange={(next) => onChange(next === "" ? undefined : next)}
    />
  );
}

const ANSWERS = [
  { value: "", title: "Not given" },
  { value: "true", title: "Yes" },
  { value: "false", title: "No" },
];

function YesNoInput({ field, value, onChange }: InputProps) {
  return (
    <Select
      {...labelsOf(field)}
      choices={ANSWERS}
      value={typeof value === "boolean" ? String(value) : ""}
      onChange={(next) => onChange(next === "" ? undefined : next === "true")}
    />
  );
}

function ListInput({ field, value, onChange }: InputProps) {
  const { label, hint } = labelsOf(field);
  return (
    <LinesField
      label={label}
      hint={hint ? `${hint} One on each line.` : "One on each line."}
      isReadOnly={false}
      values={Array.isArray(value) ? (value as string[]) : []}
      onChange={(lines) => onChange(lines.length === 0 ? undefined : lines)}
    />
  );
}

function JsonInput({ field, value, onChange }: InputProps) {
  const { label, hint } = labelsOf(field);
  return <JsonField label={label} hint={hint || "As JSON."} rows={4} value={value} onChange={onChange} />;
}

const INPUTS: Record<FieldType, (props: InputProps) => React.ReactNode> = {
  string: TextInput,
  number: NumberInput,
  integer: NumberInput,
  boolean: YesNoInput,
  choice: ChoiceInput,
  list: ListInput,
  other: JsonInput,
};
