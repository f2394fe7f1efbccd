import { Link } from "@tanstack/react-router";
import { versionLabel } from "../talk/agent-choices.ts";
import { Badge } from "../ui/badge.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { durationText, Moment } from "../ui/moment.tsx";
import { OutputView } from "./output-view.tsx";
import { isUnderWay, type Run, RunStatus, secondsOf, tokensText } from "./run-words.tsx";

interface RunCardProps {
  run: Run;
  /** The fields that differ from those of the runs beside it. */
  differing: ReadonlySet<string>;
  onCite?(eventId: string): void;
}

/** Shows what came of one run, to stand beside others. */
export function RunCard({ run, differing, onCite }: RunCardProps) {
  const label = versionLabel(run.agent_version_id);
  return (
    <article
      aria-label={`Run of ${label}`}
      data-status={run.status}
      className="grid min-w-0 content-start gap-3 rounded-2xl border border-line bg-surface p-4"
    >
      <header className="flex flex-wrap items-center gap-2 text-sm">
        <span className="font-mono font-medium">{label}</span>
        <RunStatus status={run.status} />
        {run.is_trial && <Badge>Trial</Badge>}
        <span className="ml-auto text-xs text-muted">
          <Moment at={run.created_at} />
        </span>
      </header>
      {run.input !== null && <GivenInput input={run.input} />}
      <RunResult run={run} differing={differing} {...(onCite ? { onCite } : {})} />
      <footer className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-2 text-xs text-muted">
        <span>
          {durationText(secondsOf(run))} · {tokensText(run)} tokens
        </span>
        <Link to={`/procedural-agents/runs/${run.id}`} className="text-ink underline underline-offset-2">
          Every step
        </Link>
      </footer>
    </article>
  );
}

function GivenInput({ input }: { input: NonNullable<Run["input"]> }) {
  return (
    <details className="group min-w-0">
      <summary className="flex min-h-8 items-center gap-1.5 text-sm text-muted hover:text-ink">
        <ChevronIcon className="size-4 shrink-0 -rotate-90 transition-transform group-open:rotate-0" />
        <span className="truncate">
          Given <span className="font-mono text-xs">{JSON.stringify(input)}</span>
        </span>
      </summary>
      <JsonView value={input} label="Input" />
    </details>
  );
}

interface RunResultProps {
  run: Run;
  differing?: ReadonlySet<string>;
  onCite?: (eventId: string) => void;
}

/** Shows what came of a run: what it wrote, or why it wrote nothing. */
export function RunResult({ run, differing, onCite }: RunResultProps) {
  const { status, error, summary, output, citations } = run;
  return (
    <div className="grid min-w-0 gap-3">
      {error && <p className="rounded-xl bg-danger-soft px-3 py-2 text-sm text-danger wrap-anywhere">{error}</p>}
      {summary && <p className="text-sm leading-relaxed wrap-anywhere">{summary}</p>}
      {isUnderWay(status) && <p className="text-sm text-muted">Its output appears here when it is written.</p>}
      {status === "success" && (
        <OutputView
          output={output}
          citations={citations}
          {...(differing ? { differing } : {})}
          {...(onCite ? { onCite } : {})}
        />
      )}
    </div>
  );
}
