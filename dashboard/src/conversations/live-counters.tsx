import { useQuery } from "@tanstack/react-query";
import { useClient } from "../data/client.tsx";
import { CHANNELS } from "./conversation-words.ts";

const EVERY = 5_000;
const MOST = 200;

interface CountersProps {
  status: string | undefined;
  /** Called with the status of which the list is to be, or nothing for all. */
  onSelect(status: string | undefined): void;
}

/** Counts what runs at this moment, by channel, and leads to it. */
export function LiveCounters({ status, onSelect }: CountersProps) {
  const client = useClient();
  const running = useQuery({
    queryKey: ["conversations", "running"],
    queryFn: async () => (await client.conversations.list({ status: "in-progress", limit: MOST })).data,
    refetchInterval: EVERY,
    select: (data) => ({ all: data.length, channels: countBy(data.map(({ channel_type }) => channel_type)) }),
  });
  if (running.data === undefined) return null;
  const { all, channels } = running.data;
  const isSelected = status === "in-progress";
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onClick={() => onSelect(isSelected ? undefined : "in-progress")}
      className={`inline-flex min-h-9 items-center gap-2 rounded-full border px-3 text-sm ${isSelected ? "border-accent bg-soft text-on-soft" : "border-line bg-surface hover:border-edge"}`}
    >
      <span className={`size-2 rounded-full ${all > 0 ? "bg-accent" : "bg-edge"}`} />
      <span className="font-medium tabular-nums">{all === MOST ? `${MOST} or more` : all} running</span>
      {[...channels].map(([channel, count]) => (
        <span key={channel} className="hidden text-muted tabular-nums sm:inline">
          {count} {CHANNELS[channel].toLowerCase()}
        </span>
      ))}
    </button>
  );
}

function countBy<Name>(names: readonly Name[]): ReadonlyMap<Name, number> {
  const counts = new Map<Name, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
