import type { AgentVariable } from "@operator/sdk";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { CrossIcon, PlusIcon } from "../ui/icons.tsx";
import { Section } from "../ui/page.tsx";

interface VariablesTableProps {
  variables: readonly AgentVariable[];
  isReadOnly: boolean;
  onChange(variables: AgentVariable[]): void;
}

/** Lists the values that the prompt takes in with `$name`. */
export function VariablesTable({ variables, onChange, isReadOnly }: VariablesTableProps) {
  const add = !isReadOnly && (
    <Button onClick={() => onChange([...variables, newVariable(variables)])}>
      <PlusIcon /> Add a variable
    </Button>
  );
  return (
    <Section title="Variables" actions={add}>
      {variables.length === 0 && (
        <p className="text-sm text-muted">
          A variable is a value that differs between conversations, such as the customer’s name. Add one, then write{" "}
          <code className="font-mono">$name</code> in the prompt.
        </p>
      )}
      {variables.length > 0 && (
        <ul className="grid gap-3">
          {variables.map((variable, place) => (
            <VariableRow
              // A variable has no name that it keeps while it is renamed.
              key={place}
              variable={variable}
              isReadOnly={isReadOnly}
              onChange={(next) => onChange(variables.with(place, next))}
              onRemove={() => onChange(variables.toSpliced(place, 1))}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface VariableRowProps {
  variable: AgentVariable;
  isReadOnly: boolean;
  onChange(variable: AgentVariable): void;
  onRemove(): void;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

function VariableRow({ variable, isReadOnly, onChange, onRemove }: VariableRowProps) {
  const { name, description, default_value, is_personal } = variable;
  return (
    <li className="grid gap-3 rounded-xl border border-line bg-canvas p-4">
      <div className="grid items-start gap-3 md:grid-cols-[1fr_2fr_1fr_auto]">
        <TextField
          label="Name"
          disabled={isReadOnly}
          spellCheck={false}
          value={name}
          problem={NAME.test(name) ? null : "Letters, digits and _ only, no digit first."}
          onChange={(event) => onChange({ ...variable, name: event.target.value })}
        />
        <TextField
          label="What it means"
          disabled={isReadOnly}
          value={description ?? ""}
          onChange={(event) => onChange({ ...variable, description: event.target.value || null })}
        />
        <TextField
          label="Default"
          disabled={isReadOnly || default_value === null}
          placeholder={default_value === null ? "None: it is required" : ""}
          value={default_value ?? ""}
          onChange={(event) => onChange({ ...variable, default_value: event.target.value })}
        />
        {!isReadOnly && (
          <Button look="quiet" aria-label={`Remove ${name}`} onClick={onRemove} className="px-2.5 md:mt-6.5">
            <CrossIcon />
          </Button>
        )}
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Check
          label="Must be given"
          isOn={default_value === null}
          isReadOnly={isReadOnly}
          onChange={(isOn) => onChange({ ...variable, default_value: isOn ? null : "" })}
        />
        <Check
          label="Says something of a person, and stays out of all logs"
          isOn={is_personal}
          isReadOnly={isReadOnly}
          onChange={(isOn) => onChange({ ...variable, is_personal: isOn })}
        />
      </div>
    </li>
  );
}

interface CheckProps {
  label: string;
  isOn: boolean;
  isReadOnly: boolean;
  onChange(isOn: boolean): void;
}

function Check({ label, isOn, isReadOnly, onChange }: CheckProps) {
  return (
    <label className="flex min-h-6 items-center gap-2 text-sm">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isReadOnly}
        onChange={() => onChange(!isOn)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  );
}

function newVariable(variables: readonly AgentVariable[]): AgentVariable {
  const names = new Set(variables.map(({ name }) => name));
  let number = variables.length + 1;
  while (names.has(`variable_${number}`)) number++;
  return { name: `variable_${number}`, description: null, default_value: "", is_personal: false };
}
