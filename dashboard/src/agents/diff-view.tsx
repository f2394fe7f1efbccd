import { type DiffGap, type DiffLine, diffLines, foldSame } from "./line-diff.ts";
import type { TextPart } from "./text-part.ts";

interface DiffViewProps {
  /** What it was; null when there was nothing. */
  before: readonly TextPart[] | null;
  after: readonly TextPart[];
}

/** Shows what differs between two states of an agent, line by line. */
export function DiffView({ before, after }: DiffViewProps) {
  const parts = after.map(({ title, text }) => ({
    title,
    lines: diffLines(before?.find((part) => part.title === title)?.text ?? "", text),
  }));
  const changed = parts.filter(({ lines }) => lines.some(({ kind }) => kind !== "same"));
  if (changed.length === 0) return <p className="text-sm text-muted">Nothing differs.</p>;
  return (
    <div className="grid min-w-0 gap-4">
      {changed.map(({ title, lines }) => (
        <section key={title} aria-label={title} className="grid min-w-0 gap-1.5">
          <h3 className="text-sm font-medium">{title}</h3>
          {/* What scrolls must be reached by the keyboard. */}
          <div tabIndex={0} className="max-h-96 overflow-auto rounded-xl border border-line bg-surface py-2">
            {foldSame(lines).map((line, place) => (
              // Lines have no other name, and keep their places.
              <Line key={place} line={line} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

const LOOKS = { same: "text-muted", added: "bg-soft text-on-soft", removed: "bg-danger-soft text-danger" };
const SIGNS = { same: " ", added: "+", removed: "−" };
const SPOKEN = { same: "", added: "Added: ", removed: "Removed: " };

function Line({ line }: { line: DiffLine | DiffGap }) {
  if (line.kind === "gap")
    return (
      <p className="px-3 py-1 text-xs text-muted">
        … {line.count} {line.count === 1 ? "line" : "lines"} alike
      </p>
    );
  return (
    <p className={`flex gap-2 px-3 font-mono text-xs leading-5 ${LOOKS[line.kind]}`}>
      <span aria-hidden="true" className="select-none">
        {SIGNS[line.kind]}
      </span>
      <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">
        {line.kind !== "same" && <span className="sr-only">{SPOKEN[line.kind]}</span>}
        {line.text === "" ? " " : line.text}
      </span>
    </p>
  );
}
