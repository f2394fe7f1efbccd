import type { Schemas } from "@operator/sdk";
import { type FormEvent, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { SpinnerIcon } from "../ui/icons.tsx";
import { Section } from "../ui/page.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { Switch } from "../ui/select.tsx";
import { ComparisonView } from "./comparison-view.tsx";
import { DocumentText } from "./document-field.tsx";
import { importText, usualChoice } from "./operations.ts";
import { ALL_TOOLS } from "./query-keys.ts";

type Source = Schemas["OpenApiSource"];
type Comparison = Schemas["OpenApiComparison"];

/** Holds what was imported against the document as it is now, and brings tools up to date. */
export function ComparePanel({ source: { id, url } }: { source: Source }) {
  const client = useClient();
  const [isSent, setIsSent] = useState(url === null);
  const [text, setText] = useState("");
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const document = isSent ? { document: text } : {};
  const compare = useAction({
    run: () => client.openapiSources.compare(id, document),
    onDone: (found) => {
      setComparison(found);
      setChosen(usualChoice(found.operations));
    },
    showsError: true,
  });
  const take = useAction({
    run: () => client.openapiSources.import(id, { ...document, operations: [...chosen] }),
    stale: ALL_TOOLS,
    done: importText,
    onDone: () => setComparison(null),
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    compare.run();
  };
  return (
    <Section title="Compare with the document as it is now">
      <form onSubmit={submit} className="grid gap-4">
        {url !== null && (
          <Switch
            label="Another document"
            hint={`Pasted, or read from a file, instead of what is at ${url}`}
            isOn={isSent}
            onChange={(isOn) => {
              setIsSent(isOn);
              setComparison(null);
            }}
          />
        )}
        {isSent && (
          <DocumentText
            text={text}
            onChange={(written) => {
              setText(written);
              setComparison(null);
            }}
          />
        )}
        <Button type="submit" disabled={compare.isRunning} className="justify-self-start">
          {compare.isRunning && <SpinnerIcon />} Compare
        </Button>
      </form>
      <SaveProblem error={compare.error} />
      {comparison && (
        <>
          <ComparisonView comparison={comparison} chosen={chosen} onChange={setChosen} />
          <Button
            look="primary"
            disabled={take.isRunning || chosen.size === 0}
            onClick={() => take.run()}
            className="justify-self-start"
          >
            {take.isRunning && <SpinnerIcon />} Bring {chosen.size} {chosen.size === 1 ? "operation" : "operations"} up
            to date
          </Button>
          <SaveProblem error={take.error} />
        </>
      )}
    </Section>
  );
}
