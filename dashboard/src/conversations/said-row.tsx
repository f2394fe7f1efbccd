import { Badge } from "../ui/badge.tsx";
import { SpokenWords } from "./spoken-words.tsx";
import type { SaidRow, Speaker } from "./timeline-types.ts";

const SPEAKERS: Record<Speaker, { title: string; look: string }> = {
  user: { title: "User", look: "border-edge" },
  agent: { title: "Agent", look: "border-accent" },
  supervisor: { title: "Supervisor", look: "border-warning" },
  notice: { title: "Notice", look: "border-line" },
};

/** Shows something that was said or written. */
export function Said({ row }: { row: SaidRow }) {
  const { title, look } = SPEAKERS[row.who];
  return (
    <div className={`grid gap-0.5 border-l-2 pl-3 ${look}`}>
      <p className="flex items-center gap-2 text-xs font-medium text-muted">
        {row.name ?? title}
        {row.state === "cut" && <Badge tone="warning">Interrupted</Badge>}
      </p>
      <p
        className={`text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap ${row.state === "streaming" ? "caret" : ""}`}
      >
        <SpokenWords row={row} />
        {row.cutText && (
          <s className="text-muted" title="Not heard any more">
            {" "}
            {row.cutText}
          </s>
        )}
      </p>
    </div>
  );
}
