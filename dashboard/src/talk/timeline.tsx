import { useEffect, useRef } from "react";
import { Button } from "../ui/button.tsx";
import { ChevronIcon, CrossIcon } from "../ui/icons.tsx";
import type { ChatAbout } from "./live-chat.ts";
import { latestMetrics, noteOf, type TimelineItem, typeOf } from "./timeline-items.ts";
import { TurnLatency } from "./turn-latency.tsx";
import { useStickToEnd } from "./use-stick-to-end.ts";

interface TimelineProps {
  about: ChatAbout;
  items: readonly TimelineItem[];
  onClose(): void;
}

/** Shows the conversation as the events it is made of, with their times, and how long the latest turn took. */
export function Timeline({ about, items, onClose }: TimelineProps) {
  return (
    <aside
      aria-label="Timeline"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="absolute inset-0 z-10 flex flex-col border-line bg-canvas lg:static lg:w-[26rem] lg:shrink-0 lg:border-l"
    >
      <TimelineHead onClose={onClose} />
      <TimelineEvents about={about} items={items} />
    </aside>
  );
}

/** Shows the events, with their times, and where they can be read elsewhere. */
export function TimelineEvents({ about, items }: Omit<TimelineProps, "onClose">) {
  const { scroller } = useStickToEnd(items);
  return (
    <>
      <Metrics items={items} />
      {/* Focusable, so that the keyboard can scroll it. */}
      <section
        ref={scroller}
        aria-label="Events"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <ol className="grid py-2">
          {items.map((item) => (
            <TimelineRow key={item.id} item={item} />
          ))}
        </ol>
      </section>
      <div className="grid shrink-0 gap-1 border-t border-line px-4 py-3 text-xs">
        <p className="font-mono break-all text-muted">{about.conversationId}</p>
        <a
          href={about.eventsUrl}
          target="_blank"
          rel="noreferrer"
          className="justify-self-start py-1 text-sm text-accent underline underline-offset-2"
        >
          Open the stream of events
        </a>
      </div>
    </>
  );
}

function TimelineHead({ onClose }: { onClose(): void }) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div className="flex shrink-0 items-center justify-between gap-2 border-b border-line py-1.5 pr-2 pl-4">
      <h2 className="text-sm font-semibold">Timeline</h2>
      <Button ref={close} look="quiet" aria-label="Close the timeline" onClick={onClose} className="px-2.5">
        <CrossIcon className="size-5" />
      </Button>
    </div>
  );
}

function Metrics({ items }: { items: readonly TimelineItem[] }) {
  const metrics = latestMetrics(items);
  if (metrics === null) return null;
  const { llm_first_token_ms, response_ms, total_ms, input_tokens, output_tokens, first_audio_ms } = metrics;
  const tokens =
    input_tokens === null && output_tokens === null ? null : `${input_tokens ?? "–"} / ${output_tokens ?? "–"}`;
  return (
    <dl aria-label="Latest turn" className="grid shrink-0 grid-cols-2 gap-x-4 gap-y-3 border-b border-line px-4 py-3">
      <Metric name="First token" value={milliseconds(llm_first_token_ms)} />
      {first_audio_ms === null ? (
        <Metric name="First word sent" value={milliseconds(response_ms)} />
      ) : (
        <Metric name="Speech to first audio" value={milliseconds(first_audio_ms)} />
      )}
      <Metric name="Whole turn" value={milliseconds(total_ms)} />
      <Metric name="Tokens in / out" value={tokens ?? "–"} />
    </dl>
  );
}

function Metric({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="text-sm font-medium tabular-nums">{value}</dd>
    </div>
  );
}

function milliseconds(value: number | null): string {
  return value === null ? "–" : `${Math.round(value)} ms`;
}

function TimelineRow({ item }: { item: TimelineItem }) {
  return (
    <li>
      <details className="group">
        <summary className="grid min-h-8 grid-cols-[auto_1fr_auto] items-baseline gap-x-3 px-4 py-1 hover:bg-sunken">
          <time dateTime={item.at} className="font-mono text-xs text-muted tabular-nums">
            {clock(item.at)}
          </time>
          <span className="min-w-0 truncate font-mono text-xs">
            {typeOf(item)} <span className="text-muted">{noteOf(item)}</span>
          </span>
          <ChevronIcon className="size-3.5 translate-y-0.5 text-muted transition-transform group-open:rotate-180" />
        </summary>
        <pre className="bg-sunken px-4 py-3 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap">
          {item.kind === "event" ? JSON.stringify(item.event, null, 2) : item.text}
        </pre>
      </details>
      {item.kind === "event" && item.event.payload.type === "agent.turn.metrics" && (
        <TurnLatency metrics={item.event.payload} />
      )}
    </li>
  );
}

/** The time of day to the millisecond, in the reader's own time zone. */
function clock(at: string): string {
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const seconds = `${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, "0")}`;
  return `${two(time.getHours())}:${two(time.getMinutes())}:${seconds}`;
}
