import type { Schemas } from "@operator/sdk";
import type { ReactNode } from "react";
import { prettyText } from "../developers/pretty-text.ts";
import { Badge } from "../ui/badge.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { OUTCOMES } from "./call-words.ts";

type HttpTrial = Schemas["ToolTrialResult"];

/** How a call went that was made to see how it goes; what went over the wire is shown of a tool called by HTTP. */
export type Trial = HttpTrial | Schemas["McpToolTrialResult"];

/** Shows how a call went that was made to see how it goes: what was sent, what was answered, what an agent is told. */
export function TrialView({ trial }: { trial: Trial }) {
  const { outcome, output_problems, warnings = [] } = trial;
  const { title, tone } = OUTCOMES[outcome.status];
  return (
    <div role="region" aria-label="How it went" className="entering grid min-w-0 gap-4 border-t border-line pt-4">
      <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={tone}>{title}</Badge>
        <span className="text-muted tabular-nums">{tookText(trial)}</span>
      </p>
      {outcome.error !== null ? (
        <p className="text-sm wrap-anywhere text-danger">{outcome.error}</p>
      ) : (
        <Part title="What the agent is told">
          <JsonView value={outcome.result} label="Result" />
        </Part>
      )}
      <Notes notes={[...output_problems, ...warnings.map(({ message }) => message)]} />
      {"request" in trial && <Exchange trial={trial} />}
    </div>
  );
}

function tookText(trial: Trial): string {
  if (!("request" in trial)) return `${Math.round(trial.duration_ms)} ms`;
  const { response } = trial;
  return response === null ? "" : `Status ${response.status}, ${Math.round(response.duration_ms)} ms`;
}

function Exchange({ trial: { request, response } }: { trial: HttpTrial }) {
  return (
    <>
      <Sent request={request} />
      {response && (
        <Part title="What was answered">
          <Headers headers={response.headers} label="Headers of the answer" />
          {response.body !== "" && <JsonView value={prettyText(response.body)} label="Body of the answer" />}
        </Part>
      )}
    </>
  );
}

function Sent({ request }: { request: HttpTrial["request"] }) {
  if (request === null) return <p className="text-sm text-muted">Nothing was sent.</p>;
  const { method, url, headers, body } = request;
  return (
    <Part title="What was sent">
      <p className="font-mono text-xs wrap-anywhere">
        <span className="font-semibold">{method}</span> {url}
      </p>
      <Headers headers={headers} label="Headers of the request" />
      {body !== null && <JsonView value={prettyText(body)} label="Body of the request" />}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-2">
      <h3 className="text-sm font-medium">{title}</h3>
      {children}
    </div>
  );
}

/** Shows headers when one wants to know. */
function Headers({ headers, label }: { headers: Readonly<Record<string, string>>; label: string }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <details className="group min-w-0">
      <summary className="flex min-h-8 items-center gap-1.5 text-sm text-muted hover:text-ink">
        <ChevronIcon className="size-4 -rotate-90 transition-transform group-open:rotate-0" />
        {lines.length} headers
      </summary>
      <JsonView value={lines.join("\n")} label={label} />
    </details>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="grid gap-1 rounded-xl bg-warning-soft px-4 py-3 text-sm wrap-anywhere text-warning">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
