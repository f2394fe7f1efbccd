import type { ChannelType, ConversationStatus } from "./conversation.ts";
import { versionId } from "./ids.ts";
import { costOf, type ModelPrices } from "./model-prices.ts";
import { type Figures, type Percentiles, STAGES, type Stage, type ToolFigures } from "./statistics.ts";

/** Whose a count is: one version's of an agent, in one slice of the time, counted from 0. */
export interface Cell {
  slice: number;
  agent_id: string;
  agent_version: number;
}

/** Conversations that were created. */
export interface ConversationCell extends Cell {
  all: number;
  ended: number;
  by_channel: Partial<Record<ChannelType, number>>;
  by_status: Partial<Record<ConversationStatus, number>>;
}

/** Turns that were over, of which one model answered; of each stage, how many have one. */
export interface TurnCell extends Cell, Record<Stage, number> {
  /** Null where none answered. */
  model: string | null;
  all: number;
  interrupted: number;
  input: number;
  output: number;
}

/** Calls of tools that conversations have made. */
export interface CallCell extends Cell {
  all: number;
  failed: number;
  unknown: number;
}

/** The 50th, the 90th and the 99th percentile; null of nothing. */
export type Three = [number, number, number] | null;

/** What was measured of one slice, of one version, or of everything where all of them are null. */
export type Measured<Name extends string> = { [Key in keyof Cell]: Cell[Key] | null } & Record<Name, Three>;

/** Calls of one tool. */
export interface ToolRow {
  name: string;
  all: number;
  failed: number;
  unknown: number;
  returned: number;
  duration: Three;
}

/** All that was found of a time. */
export interface Found {
  conversations: readonly ConversationCell[];
  durations: readonly Measured<"duration">[];
  turns: readonly TurnCell[];
  latencies: readonly Measured<Stage>[];
  calls: readonly CallCell[];
  tools: readonly ToolRow[];
}

/** The figures of a time: of all of it, of its slices by their places, and of the versions of agents by their ids. */
export interface FoundFigures {
  whole: Figures;
  of(slice: number): Figures;
  /** Those with the most conversations first. */
  versions: readonly (readonly [id: string, figures: Figures])[];
}

/** Puts together what was found of a time. */
export function figuresOf(found: Found, prices: ModelPrices): FoundFigures {
  const parts = new Map<string, Part>();
  sort(parts, found.conversations, "conversations");
  sort(parts, found.turns, "turns");
  sort(parts, found.calls, "calls");
  const durations = new Map(found.durations.map((row) => [nameOf(row), row]));
  const latencies = new Map(found.latencies.map((row) => [nameOf(row), row]));
  const figures = (name: string): Figures => {
    const { conversations, turns, calls } = parts.get(name) ?? NOTHING;
    return {
      ...conversationFigures(conversations, durations.get(name)?.duration ?? null),
      ...turnFigures(turns, latencies.get(name)),
      ...tokenFigures(turns, prices),
      ...callFigures(calls),
    };
  };
  const ids = [...parts.keys()].filter((name) => name.startsWith("ca_"));
  const versions = ids.map((id) => [id, figures(id)] as const);
  return {
    whole: figures(WHOLE),
    of: (slice) => figures(String(slice)),
    versions: versions.sort(([, one], [, other]) => other.conversations - one.conversations),
  };
}

/** Says of each tool how its calls went, those with the most calls first. */
export function toolFiguresOf(rows: readonly ToolRow[]): ToolFigures[] {
  return rows
    .map(({ name, all, failed, unknown, returned, duration }) => ({
      name,
      tool_calls: all,
      failed_tool_calls: failed,
      unknown_tool_calls: unknown,
      duration_ms: percentiles(returned, duration),
    }))
    .sort((one, other) => other.tool_calls - one.tool_calls || one.name.localeCompare(other.name));
}

/** The cells of one slice, of one version, or of everything. */
interface Part {
  conversations: ConversationCell[];
  turns: TurnCell[];
  calls: CallCell[];
}

const NOTHING: Part = { conversations: [], turns: [], calls: [] };
const WHOLE = "whole";

/** Puts cells into all the parts that they belong to. */
function sort<Kind extends keyof Part>(parts: Map<string, Part>, cells: Readonly<Part[Kind]>, kind: Kind): void {
  for (const cell of cells) {
    for (const name of [WHOLE, String(cell.slice), versionId(cell.agent_id, cell.agent_version)]) {
      const part = parts.get(name) ?? { conversations: [], turns: [], calls: [] };
      parts.set(name, part);
      (part[kind] as Cell[]).push(cell);
    }
  }
}

function nameOf({ slice, agent_id, agent_version }: Measured<never>): string {
  if (slice !== null) return String(slice);
  return agent_id === null || agent_version === null ? WHOLE : versionId(agent_id, agent_version);
}

function conversationFigures(cells: readonly ConversationCell[], duration: Three) {
  return {
    conversations: sumOf(cells, "all"),
    by_channel: added(cells.map(({ by_channel }) => by_channel)),
    by_status: added(cells.map(({ by_status }) => by_status)),
    duration_sec: percentiles(sumOf(cells, "ended"), duration),
  };
}

function turnFigures(cells: readonly TurnCell[], latencies: Measured<Stage> | undefined) {
  const of = (stage: Stage) => percentiles(sumOf(cells, stage), latencies?.[stage] ?? null);
  return {
    turns: sumOf(cells, "all"),
    interrupted_turns: sumOf(cells, "interrupted"),
    latency_ms: Object.fromEntries(STAGES.map((stage) => [stage, of(stage)])) as Record<Stage, Percentiles>,
  };
}

function tokenFigures(cells: readonly TurnCell[], prices: ModelPrices) {
  const models = [...new Set(cells.map(({ model }) => model))];
  const costs = models.map((name) => costOfModel(name, cells, prices));
  const cost = costs.includes(null) ? null : costs.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  return { input_tokens: sumOf(cells, "input"), output_tokens: sumOf(cells, "output"), cost_usd: cost };
}

/** Null where the model has no price. */
function costOfModel(name: string | null, cells: readonly TurnCell[], prices: ModelPrices): number | null {
  const of = cells.filter(({ model }) => model === name);
  const tokens = { input: sumOf(of, "input"), output: sumOf(of, "output") };
  if (tokens.input + tokens.output === 0) return 0;
  const price = name !== null && Object.hasOwn(prices, name) ? prices[name] : undefined;
  return price === undefined ? null : costOf(tokens, price);
}

function callFigures(cells: readonly CallCell[]) {
  return {
    tool_calls: sumOf(cells, "all"),
    failed_tool_calls: sumOf(cells, "failed"),
    unknown_tool_calls: sumOf(cells, "unknown"),
  };
}

function percentiles(count: number, three: Three): Percentiles {
  const [p50 = null, p90 = null, p99 = null] = three ?? [];
  return { count, p50, p90, p99 };
}

function sumOf<Name extends string>(cells: readonly Record<Name, number>[], name: Name): number {
  return cells.reduce((sum, cell) => sum + cell[name], 0);
}

/** Adds up counts by name; names of which there is nothing are left out. */
function added<Name extends string>(counts: readonly Partial<Record<Name, number>>[]): Partial<Record<Name, number>> {
  const sums: Partial<Record<string, number>> = {};
  for (const each of counts) {
    for (const [name, count] of Object.entries<number | undefined>(each)) {
      if (count) sums[name] = (sums[name] ?? 0) + count;
    }
  }
  return sums as Partial<Record<Name, number>>;
}
