import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";
import { Note } from "./note-row.tsx";
import { RowTime } from "./row-time.tsx";
import { Said } from "./said-row.tsx";
import type { TimelineRow } from "./timeline-types.ts";
import { ToolCalled } from "./tool-row.tsx";
import { Turn } from "./turn-row.tsx";

const ROW_HEIGHT = 48;
/** How near to the end counts as at the end, in pixels. */
const NEAR = 64;

interface TimelineViewProps {
  rows: readonly TimelineRow[];
  /** When the conversation began, in ms since 1970. */
  begin: number;
  /** Whether more comes, and is to stay in sight. */
  isLive: boolean;
  /** The keys of rows that something is said of elsewhere. */
  marked?: ReadonlySet<string>;
  /** The row to be brought in sight; another object every time that is wanted. */
  goTo?: { key: string } | null;
}

/** Shows a conversation as all that happened in it. Only the rows in sight are drawn. */
export function TimelineView({ rows, begin, isLive, marked, goTo = null }: TimelineViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const latest = useRef(rows);
  latest.current = rows;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 8,
  });
  const height = virtual.getTotalSize();
  useStayAtEnd(scroller, { height, isLive });
  useEffect(() => {
    const place = goTo === null ? -1 : latest.current.findIndex(({ key }) => key === goTo.key);
    if (place !== -1) virtual.scrollToIndex(place, { align: "center" });
  }, [goTo, virtual]);
  return (
    // What scrolls must be reached by the keyboard.
    <section
      ref={scroller}
      aria-label="Timeline"
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
    >
      <ol style={{ height }} className="relative my-2">
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-kind={row.kind}
              data-mark={goTo?.key === row.key ? "current" : marked?.has(row.key) ? "marked" : undefined}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
              className="absolute inset-x-0 top-0 grid grid-cols-[3rem_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-1.5 data-mark:shadow-[inset_3px_0_0_var(--accent)] data-[mark=current]:bg-soft sm:grid-cols-[4rem_minmax(0,1fr)] sm:px-6"
            >
              <RowTime at={row.at} begin={begin} heardFrom={row.kind === "said" ? (row.heard?.from ?? null) : null} />
              <div className="min-w-0 max-w-[48rem]">
                <RowContent row={row} />
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function RowContent({ row }: { row: TimelineRow }) {
  switch (row.kind) {
    case "said":
      return <Said row={row} />;
    case "tool":
      return <ToolCalled row={row} />;
    case "turn":
      return <Turn row={row} />;
    case "note":
      return <Note row={row} />;
  }
}

/** Keeps the end in sight while a conversation goes on, until the reader scrolls away from it. */
function useStayAtEnd(
  scroller: { readonly current: HTMLElement | null },
  { height, isLive }: { height: number; isLive: boolean },
): void {
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [scroller]);
  // It is the height that has grown.
  useEffect(() => {
    if (isLive && isAtEnd.current) scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [height, isLive, scroller]);
}
