import type { LogEntry, LogFilter } from "@operator/sdk";
import { useEffect, useRef, useState } from "react";
import { useClient } from "../data/client.tsx";

/** More would only be scrolled past: the list has them when it is read anew. */
const MOST_KEPT = 5_000;
/** What comes within this time is shown at once, so that a burst draws the page once. */
const GATHERED_FOR = 100;

/** What has come since the log is followed, newest first. */
export interface LiveLog {
  readonly entries: readonly LogEntry[];
  /** Why it is followed no more; null while it is. */
  readonly error: unknown;
}

interface LiveLogOptions {
  isOn: boolean;
  newestRead: string | undefined;
}

const NOTHING: LiveLog = { entries: [], error: null };

/**
 * Follows the log while it is on, from after the newest entry that was read, so that none is missed; what came stays
 * until the filter is another, and what happened during a pause comes after it.
 */
export function useLiveLog(filter: LogFilter, { isOn, newestRead }: LiveLogOptions): LiveLog {
  const client = useClient();
  const newest = useRef<string | undefined>(undefined);
  const [live, setLive] = useState<LiveLog>(NOTHING);
  newest.current = live.entries[0]?.id ?? newestRead;
  const key = JSON.stringify(filter);
  // Another filter begins anew.
  useEffect(() => setLive(NOTHING), [key]);
  useEffect(() => {
    if (!isOn) return undefined;
    const stop = new AbortController();
    const gathered: LogEntry[] = [];
    const options = { signal: stop.signal, lastEventId: newest.current };
    const show = () => {
      const fresh = gathered.splice(0).reverse();
      setLive((seen) => ({ entries: [...fresh, ...seen.entries].slice(0, MOST_KEPT), error: null }));
    };
    const follow = async () => {
      for await (const entry of client.logs.stream(JSON.parse(key) as LogFilter, options)) {
        gathered.push(entry);
        if (gathered.length === 1) setTimeout(show, GATHERED_FOR);
      }
    };
    follow().catch((error: unknown) => {
      if (!stop.signal.aborted) setLive((seen) => ({ ...seen, error }));
    });
    return () => stop.abort();
  }, [client, key, isOn]);
  return live;
}

/** Puts what came before what was read, each entry once: ids are in the order of the log. */
export function joined(live: readonly LogEntry[], read: readonly LogEntry[]): LogEntry[] {
  const known = new Set(read.map(({ id }) => id));
  return [...live.filter(({ id }) => !known.has(id)), ...read];
}
