import type { ToolCall } from "@operator/sdk";
import { CheckIcon, ChevronIcon, CrossIcon, SpinnerIcon } from "../ui/icons.tsx";

const ICONS = {
  running: <SpinnerIcon className="size-4 text-muted" />,
  returned: <CheckIcon className="size-4 text-accent" />,
  failed: <CrossIcon className="size-4 text-danger" />,
};

/** A tool call, closed to one line until one wants to know more. */
export function ToolCallCard({ call }: { call: ToolCall }) {
  return (
    <li className="entering max-w-[38rem]">
      <details className="group rounded-xl border border-line bg-surface" data-tool={call.name} data-state={call.state}>
        <summary className="flex min-h-11 items-center gap-2.5 rounded-xl px-3.5 py-2">
          {ICONS[call.state]}
          <span className="shrink-0 font-mono text-sm">{call.name}</span>
          <span className={`min-w-0 truncate text-sm ${call.state === "failed" ? "text-danger" : "text-muted"}`}>
            {describe(call)}
          </span>
          <ChevronIcon className="ml-auto size-4 text-muted transition-transform group-open:rotate-180" />
        </summary>
        <dl className="grid gap-3 border-t border-line px-3.5 py-3">
          <Part name="Arguments" json={call.arguments} />
          {call.state === "returned" && <Part name="Result" json={JSON.stringify(call.result ?? null)} />}
          {call.state === "failed" && <Part name="Error" json={call.error ?? ""} />}
        </dl>
      </details>
    </li>
  );
}

function describe({ state, at, returnedAt, error }: ToolCall): string {
  if (state === "running") return "Running …";
  if (state === "failed") return `Failed: ${error}`;
  return returnedAt === undefined ? "Done" : `Done in ${elapsed(Date.parse(returnedAt) - Date.parse(at))}`;
}

function elapsed(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.max(0, milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function Part({ name, json }: { name: string; json: string }) {
  return (
    <div className="grid min-w-0 gap-1">
      <dt className="text-xs font-medium text-muted">{name}</dt>
      <dd className="min-w-0">
        <pre className="rounded-lg bg-sunken p-3 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap">
          {indented(json)}
        </pre>
      </dd>
    </div>
  );
}

/** Lays JSON out over several lines; text that is no JSON, as a model may write by mistake, is shown as it is. */
function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
