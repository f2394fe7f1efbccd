import { type AgentDraft, addSection } from "./agent-draft.ts";

/** One way out of a step. */
export interface FlowExit {
  /** When it is taken, in the platform's syntax; null for when nothing else fits. */
  readonly condition: string | null;
  /** The step that follows, by its id; null where the conversation just goes on. */
  readonly to: string | null;
}

/** One step of a flow, or one state of an agent. */
export interface FlowStep {
  readonly id: string;
  /** For people and for the model. */
  readonly title: string;
  /** What is done there, in the platform's syntax. */
  readonly text: string;
  readonly exits: readonly FlowExit[];
}

const MOST_ROUTES = 50;

/**
 * Gives a prompt one route for each state, so that each has its instructions and tools in front of it alone. With more
 * states than an agent can have routes it becomes one prompt of steps. Returns whether it is routes.
 */
export function addStates(draft: AgentDraft, steps: readonly FlowStep[], startId: string | null): boolean {
  if (steps.length > MOST_ROUTES) {
    addSteps(draft, steps, startId);
    return false;
  }
  const names = uniqueTitles(steps, routeName);
  const start = (startId === null ? undefined : names.get(startId)) ?? names.get(steps[0]?.id ?? "");
  if (start !== undefined) addSection(draft, "Routes", `Begin with the route "${start}" before anything else.`);
  for (const step of steps) {
    const exits = exitLines(step, names, (name) => `change to the route "${name}"`);
    draft.routes.push({
      name: names.get(step.id) ?? step.id,
      description: reasonFor(step, steps).slice(0, 2_000),
      instructions: [step.text.trim() || `Do what "${step.title}" asks for.`, exits]
        .filter((text) => text !== "")
        .join("\n\n"),
    });
  }
  return true;
}

/** Writes a flow as steps of one prompt, each with its ways out. */
export function addSteps(draft: AgentDraft, steps: readonly FlowStep[], startId: string | null): void {
  if (steps.length === 0) return;
  const names = uniqueTitles(steps, (title) => title);
  const start = (startId === null ? undefined : names.get(startId)) ?? names.get(steps[0]?.id ?? "");
  const order = `Go through the steps below, one at a time. Begin with "${start}". Stay at a step until one of its ways out fits, and never mention the steps.`;
  addSection(draft, "The conversation, step by step", order);
  for (const step of steps) {
    const exits = exitLines(step, names, (name) => `go to "${name}"`);
    draft.sections.push(
      [`### ${names.get(step.id)}`, step.text.trim(), exits].filter((text) => text !== "").join("\n\n"),
    );
  }
}

function exitLines(step: FlowStep, names: ReadonlyMap<string, string>, go: (name: string) => string): string {
  const lines = step.exits.flatMap(({ condition, to }) => {
    const name = to === null ? undefined : names.get(to);
    if (name === undefined) return [];
    return [
      condition === null ? `- Otherwise ${go(name)}.` : `- When this holds, ${go(name)}: ${onOneLine(condition)}`,
    ];
  });
  return lines.join("\n");
}

/** Says when a state is gone to: what leads there from the others. */
function reasonFor(step: FlowStep, steps: readonly FlowStep[]): string {
  const reasons = steps.flatMap(({ exits }) =>
    exits.flatMap(({ condition, to }) => (to === step.id && condition !== null ? [onOneLine(condition)] : [])),
  );
  return reasons.length === 0 ? `${step.title}.` : [...new Set(reasons)].join(" Or: ");
}

function uniqueTitles(steps: readonly FlowStep[], form: (title: string) => string): Map<string, string> {
  const used = new Set<string>();
  const names = new Map<string, string>();
  for (const { id, title } of steps) {
    const name = form(title);
    let free = name;
    for (let number = 2; used.has(free.toLowerCase()); number++) free = `${name} ${number}`;
    used.add(free.toLowerCase());
    names.set(id, free);
  }
  return names;
}

function routeName(title: string): string {
  const name = title
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9_ -]+/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[^A-Za-z]+/, "")
    .trim()
    .slice(0, 50);
  return name === "" ? "Route" : name;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
