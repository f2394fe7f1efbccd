import type { QueryOf } from "../endpoint-types.ts";
import type { Endpoints } from "../endpoints.ts";
import { type EventStreamOptions, followStream } from "../event-stream.ts";
import type { LogEntry } from "../wire.ts";

/** Which entries of the log to follow. */
export type LogFilter = Omit<QueryOf<"/logs/stream", "get">, "last_event_id">;

/** The record of every request, delivery, tool call and model call. */
export const logs = (on: Endpoints) => {
  const list = on.list("/logs");

  return {
    /** Lists entries, newest first. */
    list,
    /** Reads an entry. */
    get: on.get("/logs/{id}"),
    /** Follows what is entered from now on, or after `lastEventId`, over all breaks of the line, until it is called off. */
    stream: (filter: LogFilter = {}, options: EventStreamOptions = {}): AsyncIterable<LogEntry> => {
      // A line that breaks before its first entry can go on only from an entry that is known.
      let before: string | undefined;
      const newest = async () => (before ??= (await list({ limit: 1 }, { signal: options.signal })).data[0]?.id);
      const source = {
        call: async (seen: string | undefined) => {
          const last_event_id = seen ?? (await newest());
          return { method: "get" as const, path: "/logs/stream", query: { ...filter, last_event_id } };
        },
        isLast: () => false,
      };
      return followStream<LogEntry>(on.transport, source, options);
    },
  };
};
