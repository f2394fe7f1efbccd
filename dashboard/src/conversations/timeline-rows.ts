import type { PayloadOf, ServerEvent, ServerEventType, ServerPayload } from "@operator/sdk";
import { noteWords } from "./timeline-notes.ts";
import type { SaidRow, TimelineRow, ToolRow, TurnRow } from "./timeline-types.ts";
import { beginOf, turnSpans } from "./turn-spans.ts";

/** The row of what the user is saying right now. */
const HEARING = "hearing";

type Take<Payload> = (payload: Payload, event: ServerEvent) => void;

/** Adds events up to the rows of a timeline. Rows are never changed, but replaced. */
export class TimelineBuilder {
  #rows: TimelineRow[] = [];
  readonly #places = new Map<string, number>();
  /** When the user began to speak, in ms since 1970; null while that is not known. */
  #speechFrom: number | null = null;
  /** The rows since the latest turn was over. */
  #turnFrom = 0;
  #context: Readonly<Record<string, unknown>> | null = null;

  /** All rows so far; another list every time. */
  get rows(): readonly TimelineRow[] {
    return [...this.#rows];
  }

  /** What the agent knows by now beside what was said; null when nothing of it was told. */
  get context(): Readonly<Record<string, unknown>> | null {
    return this.#context;
  }

  /** Takes an event into account. */
  add(event: ServerEvent): void {
    const take = this.#takes[event.payload.type] as Take<ServerPayload> | undefined;
    if (take === undefined) this.#note(event);
    else take(event.payload, event);
  }

  readonly #takes: { [Type in ServerEventType]?: Take<PayloadOf<Type>> } = {
    "agent.message.delta": ({ generation_id, text_delta }, event) => {
      const begun = this.#find<SaidRow>(generation_id);
      const text = (begun?.text ?? "") + text_delta;
      this.#put(said(generation_id, event, { who: "agent", text, state: "streaming", at: begun?.at }));
    },
    "agent.message.completed": ({ generation_id, text, interrupted, cut_text }, event) => {
      const begun = this.#find<SaidRow>(generation_id);
      // A message of nothing but tool calls has no words.
      if (text === "" && !cut_text) return this.#remove(generation_id);
      const state = interrupted ? "cut" : "whole";
      this.#put(said(generation_id, event, { who: "agent", text, state, at: begun?.at, cutText: cut_text ?? null }));
    },
    "agent.notice.sent": ({ text }, event) => this.#put(said(event.id, event, { who: "notice", text })),
    "supervisor.spoke": ({ text, supervisor }, event) =>
      this.#put(said(event.id, event, { who: "supervisor", text, name: supervisor })),
    "user.transcript.delta": ({ text }, event) =>
      this.#put(said(HEARING, event, { who: "user", text, state: "streaming" })),
    "user.message.received": ({ text }, event) => {
      this.#remove(HEARING);
      const heard = this.#speechFrom === null ? null : { from: this.#speechFrom, to: Date.parse(event.created_at) };
      this.#speechFrom = null;
      this.#put(said(event.id, event, { who: "user", text, heard }));
    },
    "user.speech.started": (_payload, event) => {
      this.#speechFrom ??= Date.parse(event.created_at);
      this.#note(event);
    },
    "user.speech.ignored": (_payload, event) => {
      this.#remove(HEARING);
      this.#speechFrom = null;
      this.#note(event);
    },
    "agent.tool_call.created": ({ call_id, name, arguments: args, in_background }, event) =>
      this.#put({ ...toolRow(call_id, event), name, args, inBackground: in_background }),
    "agent.tool_call.returned": ({ call_id, name, arguments: args, ...answer }, event) => {
      const called = this.#find<ToolRow>(call_id) ?? { ...toolRow(call_id, event), name, args };
      const { outcome, result, error = null } = answer;
      this.#put({ ...called, event, outcome, result, error, returnedAt: event.created_at });
    },
    "agent.turn.metrics": (metrics, event) => this.#endTurn(metrics, event),
    "conversation.context.updated": ({ context }, event) => {
      this.#context = context;
      this.#note(event);
    },
    "conversation.ended": (_payload, event) => {
      this.#remove(HEARING);
      this.#rows = this.#rows.map(closed);
      this.#note(event);
    },
    "agent.audio.cleared": () => undefined,
    "webrtc.answer": () => undefined,
    "server.error": () => undefined,
  };

  #endTurn(metrics: PayloadOf<"agent.turn.metrics">, event: ServerEvent): void {
    const rows = this.#rows.slice(this.#turnFrom);
    const tools = rows.filter((row) => row.kind === "tool" && row.returnedAt !== null) as ToolRow[];
    const endedAt = Date.parse(event.created_at);
    const spans = turnSpans(metrics, {
      endedAt,
      tools: tools.map(({ name, at, returnedAt }) => ({
        name,
        from: Date.parse(at),
        to: Date.parse(returnedAt ?? at),
      })),
    });
    const { first_audio_ms } = metrics;
    const answer = rows.findLast((row) => row.kind === "said" && row.who === "agent") as SaidRow | undefined;
    if (answer !== undefined && first_audio_ms !== null) {
      const from = beginOf(metrics, endedAt) + first_audio_ms;
      this.#put({ ...answer, heard: { from, to: Math.max(from, Date.parse(answer.event.created_at)) } });
    }
    const row: TurnRow = { kind: "turn", key: event.id, at: event.created_at, event, metrics, spans };
    this.#put(row);
    this.#turnFrom = this.#rows.length;
  }

  #note(event: ServerEvent): void {
    this.#put({ kind: "note", key: event.id, at: event.created_at, event, ...noteWords(event.payload) });
  }

  #find<Row extends TimelineRow>(key: string): Row | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : (this.#rows[place] as Row);
  }

  #put(row: TimelineRow): void {
    const place = this.#places.get(row.key) ?? this.#rows.length;
    this.#rows[place] = row;
    this.#places.set(row.key, place);
  }

  #remove(key: string): void {
    const place = this.#places.get(key);
    if (place === undefined) return;
    this.#rows.splice(place, 1);
    this.#places.delete(key);
    for (let later = place; later < this.#rows.length; later++) {
      this.#places.set((this.#rows[later] as TimelineRow).key, later);
    }
  }
}

/** Nothing goes on once the conversation is over: what was begun was cut off. */
function closed(row: TimelineRow): TimelineRow {
  if (row.kind === "said" && row.state === "streaming") return { ...row, state: "cut" };
  if (row.kind === "tool" && row.outcome === "running") return { ...row, outcome: "unknown" };
  return row;
}

type Said = Pick<SaidRow, "who" | "text"> &
  Partial<Pick<SaidRow, "name" | "state" | "cutText" | "heard">> & { at?: string | undefined };

function said(key: string, event: ServerEvent, { at = event.created_at, ...row }: Said): SaidRow {
  return { kind: "said", key, at, event, name: null, state: "whole", cutText: null, heard: null, ...row };
}

function toolRow(key: string, event: ServerEvent): ToolRow {
  const nothing = { name: "", args: "", inBackground: false, result: undefined, error: null, returnedAt: null };
  return { kind: "tool", key, at: event.created_at, event, outcome: "running", ...nothing };
}
