import { Badge } from "../ui/badge.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { prettyText } from "./pretty-text.ts";

/** A request and what was answered. */
export interface Exchange {
  request_url: string;
  request_headers: Record<string, string>;
  response_status: number | null;
  response_headers: Record<string, string> | null;
  response_body: string | null;
  duration_ms: number;
  error: string | null;
}

/** Shows a request beside its answer. */
export function ExchangeView({ exchange, requestBody }: { exchange: Exchange; requestBody?: string }) {
  const { request_url, request_headers, response_headers, response_body, error } = exchange;
  return (
    <div className="grid min-w-0 gap-4">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <AnswerBadge exchange={exchange} />
        {error && <span className="min-w-0 wrap-anywhere text-danger">{error}</span>}
      </p>
      <div className="grid min-w-0 gap-4 lg:grid-cols-2">
        <div className="grid min-w-0 content-start gap-2">
          <h3 className="text-sm font-medium">Request</h3>
          <p className="font-mono text-xs wrap-anywhere">POST {request_url}</p>
          <JsonView value={linesOf(request_headers)} label="Headers of the request" />
          {requestBody !== undefined && <JsonView value={prettyText(requestBody)} label="Body of the request" />}
        </div>
        <div className="grid min-w-0 content-start gap-2">
          <h3 className="text-sm font-medium">Answer</h3>
          {response_headers === null && <p className="text-sm text-muted">There was none.</p>}
          {response_headers && <JsonView value={linesOf(response_headers)} label="Headers of the answer" />}
          {response_body && <JsonView value={prettyText(response_body)} label="Body of the answer" />}
        </div>
      </div>
    </div>
  );
}

/** Says with which status a request was answered, and after how long. */
export function AnswerBadge({ exchange: { response_status, error, duration_ms } }: { exchange: Exchange }) {
  return (
    <Badge tone={error === null ? "good" : "danger"}>
      {response_status ?? "No answer"} · {duration_ms} ms
    </Badge>
  );
}

function linesOf(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
