import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { CrossIcon, PlusIcon } from "../ui/icons.tsx";
import type { Secret } from "./secrets.ts";

interface SecretsFieldProps {
  /** What they are called together, such as “Headers”. */
  label: string;
  hint: string;
  /** What one of them is called, such as “header”. */
  one: string;
  /** An example of a name. */
  example: string;
  secrets: readonly Secret[];
  onChange(secrets: Secret[]): void;
}

/** Sets values that are kept as secrets: what is stored is never shown, but can be kept or replaced. */
export function SecretsField({ label, hint, one, example, secrets, onChange }: SecretsFieldProps) {
  const replace = (place: number, secret: Secret) =>
    onChange(secrets.map((each, index) => (index === place ? secret : each)));
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium">{label}</legend>
      <p className="text-sm text-muted">{hint}</p>
      {secrets.length > 0 && (
        <ul className="grid gap-3 sm:gap-2">
          {secrets.map((secret, place) => (
            // Names are being written, and lines keep their places.
            <li key={place} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2 sm:grid-cols-[1fr_2fr_auto]">
              <div className="col-span-2 sm:col-span-1">
                <TextField
                  label="Name"
                  required
                  placeholder={example}
                  autoComplete="off"
                  value={secret.name}
                  onChange={(event) => replace(place, { ...secret, name: event.target.value })}
                />
              </div>
              <SecretValue secret={secret} one={one} onChange={(value) => replace(place, { ...secret, value })} />
              <Button
                look="quiet"
                aria-label={`Remove the ${one} ${secret.name}`}
                onClick={() => onChange(secrets.filter((_, index) => index !== place))}
                className="px-2.5"
              >
                <CrossIcon />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button className="justify-self-start" onClick={() => onChange([...secrets, { name: "", value: "" }])}>
        <PlusIcon /> Add a {one}
      </Button>
    </fieldset>
  );
}

function SecretValue({ secret, one, onChange }: { secret: Secret; one: string; onChange(value: string): void }) {
  if (secret.value === null)
    return (
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">Value</p>
        <div className="flex min-h-10 items-center justify-between gap-2 rounded-xl border border-dashed border-edge pr-1 pl-3 text-sm text-muted">
          Stored
          <Button
            look="quiet"
            aria-label={`Replace the value of ${secret.name || `this ${one}`}`}
            onClick={() => onChange("")}
            className="min-h-8! px-2"
          >
            Replace
          </Button>
        </div>
      </div>
    );
  return (
    <TextField
      label="Value"
      type="password"
      autoComplete="new-password"
      required
      value={secret.value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
