import type { Schemas } from "@operator/sdk";
import { JsonView } from "../ui/json-view.tsx";

/** Shows a tool as a document describes it. */
export function ToolPreview({ tool }: { tool: Schemas["OpenApiToolDraft"] | null }) {
  if (tool === null) return <p className="text-muted">It makes no tool.</p>;
  const { description, method, url, input_schema, request } = tool;
  return (
    <>
      <p className="whitespace-pre-line wrap-anywhere">{description}</p>
      <p className="font-mono text-xs wrap-anywhere">
        {method} {url}
      </p>
      <JsonView value={input_schema} label="Schema of the arguments" />
      {request.parameters.length > 0 && (
        <p className="text-muted">
          {request.parameters.map(({ argument, in: place }) => `${argument}: ${place}`).join(", ")}
        </p>
      )}
    </>
  );
}
