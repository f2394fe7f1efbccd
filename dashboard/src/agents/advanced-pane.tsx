import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { isFields } from "./same-value.ts";

interface AdvancedPaneProps<Config> {
  config: Config;
  onChange(change: Partial<Config>): void;
  isReadOnly: boolean;
}

/** Shows the whole configuration as JSON, to be edited: also the fields that have no control here. */
export function AdvancedPane<Config extends object>({ config, onChange, isReadOnly }: AdvancedPaneProps<Config>) {
  const [text, setText] = useState<string | null>(null);
  const read = text === null ? null : readConfig<Config>(text);
  const problem = typeof read === "string" ? read : null;
  const take = () => {
    if (read === null || typeof read === "string") return;
    // What was taken out of the JSON is to be gone.
    const gone = Object.keys(config).filter((name) => !(name in read));
    onChange({ ...(Object.fromEntries(gone.map((name) => [name, undefined])) as Partial<Config>), ...read });
    setText(null);
  };
  return (
    <details className="group rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <summary className="flex items-center gap-2 text-base font-semibold">
        <ChevronIcon className="size-4 -rotate-90 transition-transform group-open:rotate-0" />
        Advanced (JSON)
      </summary>
      <div className="grid gap-3 pt-3">
        <TextArea
          label="The whole configuration"
          hint="Fields of your own are kept and given back untouched."
          rows={20}
          spellCheck={false}
          readOnly={isReadOnly}
          value={text ?? JSON.stringify(config, null, 2)}
          problem={problem}
          onChange={(event) => setText(event.target.value)}
        />
        {!isReadOnly && (
          <div className="flex gap-2">
            <Button disabled={text === null || problem !== null} onClick={take}>
              Take over into the draft
            </Button>
            <Button look="quiet" disabled={text === null} onClick={() => setText(null)}>
              Undo
            </Button>
          </div>
        )}
      </div>
    </details>
  );
}

/** Reads a configuration; a sentence when it is none. The server says what else is wrong with it. */
function readConfig<Config>(text: string): Config | string {
  try {
    const value: unknown = JSON.parse(text);
    if (!isFields(value)) return "Write a JSON object.";
    const runtime = value["runtime"];
    if (!isFields(runtime) || !isFields(runtime["prompt"])) return "Keep `runtime` with its `prompt`.";
    return value as Config;
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
