import type { Schemas } from "@operator/sdk";
import { OperationList } from "./operation-list.tsx";
import { ToolPreview } from "./tool-preview.tsx";

interface ContentsViewProps {
  contents: Schemas["OpenApiContents"];
  chosen: ReadonlySet<string>;
  onChange(chosen: ReadonlySet<string>): void;
}

/** Shows what a document offers to import. */
export function ContentsView({ contents, chosen, onChange }: ContentsViewProps) {
  const { openapi, problems, credentials, operations } = contents;
  return (
    <>
      <p className="text-sm text-muted">
        OpenAPI {openapi}, {operations.length} {operations.length === 1 ? "operation" : "operations"}.
      </p>
      <Notes notes={problems} />
      {credentials.length > 0 && (
        <div className="grid gap-1 text-sm">
          <p className="font-medium">What the service wants to know its callers by</p>
          <ul className="grid gap-1 text-muted">
            {credentials.map(({ in: place, name, description }) => (
              <li key={`${place} ${name}`}>
                <code className="font-mono text-xs text-ink">{name}</code> ({place}): {description}
              </li>
            ))}
          </ul>
        </div>
      )}
      <OperationList
        operations={operations}
        chosen={chosen}
        canChoose={({ is_importable }) => is_importable}
        details={({ tool }) => <ToolPreview tool={tool} />}
        onChange={onChange}
      />
    </>
  );
}

/** Says what is wrong with a document, or what to know of it. */
export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="grid gap-1 rounded-xl bg-warning-soft px-4 py-3 text-sm wrap-anywhere text-warning">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
