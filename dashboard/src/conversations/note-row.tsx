import { JsonView } from "../ui/json-view.tsx";
import type { NoteRow } from "./timeline-types.ts";

const TONES = { neutral: "bg-edge", good: "bg-accent", warning: "bg-warning", danger: "bg-danger" };

/** Shows something that happened, in a sentence; the whole event when it is opened. */
export function Note({ row }: { row: NoteRow }) {
  return (
    <details>
      <summary className="flex min-h-8 items-baseline gap-2.5 rounded-lg py-1 text-sm text-muted hover:text-ink">
        <span aria-hidden="true" className={`size-1.5 shrink-0 -translate-y-0.5 rounded-full ${TONES[row.tone]}`} />
        <span className="min-w-0 wrap-anywhere">{row.text}</span>
      </summary>
      <JsonView value={row.event} label={row.event.payload.type} />
    </details>
  );
}
