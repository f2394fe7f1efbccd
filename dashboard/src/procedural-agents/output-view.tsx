import { Badge } from "../ui/badge.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { type Citation, outputFields } from "./output-fields.ts";

interface OutputViewProps {
  output: unknown;
  citations: Readonly<Record<string, Citation[]>>;
  /** The fields that differ from those of other runs that are shown. */
  differing?: ReadonlySet<string>;
  /** Called when somebody wants to see the event that a field rests on; absent where there is no transcript. */
  onCite?: (eventId: string) => void;
}

/** Shows what a run wrote, field by field, with the words each rests on. */
export function OutputView({ output, citations, differing, onCite }: OutputViewProps) {
  return (
    <dl aria-label="Output" className="grid min-w-0 gap-3">
      {outputFields(output, citations).map(({ name, value, citations: cited }) => (
        <div key={name} className="grid min-w-0 gap-1">
          <dt className="flex flex-wrap items-center gap-2 font-mono text-xs text-muted">
            {name === "" ? "output" : name}
            {differing?.has(name) && <Badge tone="warning">differs</Badge>}
          </dt>
          <dd className="grid min-w-0 gap-1.5 text-sm">
            <Value name={name} value={value} />
            {cited.map((citation) => (
              <Cited key={citation.event_id} citation={citation} onCite={onCite} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined) return <span className="text-muted">nothing</span>;
  if (typeof value === "boolean") return <span>{value ? "yes" : "no"}</span>;
  if (isTexts(value)) return <Texts texts={value} />;
  if (typeof value === "object") return <JsonView value={value} label={name || "Output"} />;
  return <span className="wrap-anywhere whitespace-pre-wrap">{String(value)}</span>;
}

function Texts({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return <span className="text-muted">none</span>;
  return (
    <ul className="grid list-disc gap-0.5 pl-4 wrap-anywhere">
      {texts.map((text, place) => (
        // The texts have no other name, and keep their places.
        <li key={place}>{text}</li>
      ))}
    </ul>
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function Cited({ citation, onCite }: { citation: Citation; onCite: ((eventId: string) => void) | undefined }) {
  const words = (
    <>
      <span className="shrink-0 font-mono text-muted">#{citation.sequence}</span>
      <q className="min-w-0 truncate">{citation.excerpt}</q>
    </>
  );
  const look = "flex min-h-7 min-w-0 max-w-full items-center gap-2 justify-self-start rounded-lg bg-soft px-2 text-xs";
  if (onCite === undefined) return <span className={`${look} text-on-soft`}>{words}</span>;
  return (
    <button
      type="button"
      title="Show it in the transcript"
      onClick={() => onCite(citation.event_id)}
      className={`${look} text-left text-on-soft hover:underline`}
    >
      {words}
    </button>
  );
}
