import { setTimeout as delay } from "node:timers/promises";
import { startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { type SeededRandom, seededRandom } from "../durability/seeded-random.ts";
import { startEffects } from "./procedure-soak-effects.ts";
import { SteadyModel } from "./procedure-soak-model.ts";

/** How hard a soak is. */
export interface ProcedureSoakOptions {
  seed: number;
  kills: number;
  /** How many runs are under way at once. */
  runs: number;
  report(line: string): void;
}

/** What came of it. */
export interface ProcedureSoakResult {
  /** Every promise that was broken, in words. */
  faults: string[];
  counts: { kills: number; runs: number; steps: number; repeatedSteps: number; effects: number; unknown: number };
}

/** A run that was ordered. */
interface Ordered {
  id: string;
  name: string;
  steps: number;
  /** How many kills there had been when it was ordered, and when it had ended. */
  from: number;
  to: number | null;
}

const PATIENCE = 60_000;

/**
 * Kills the server again and again while procedures run, each of which has an effect at every step, until all have
 * ended. Then looks whether each came to its end, made each effect once, and repeated at most a step for each kill.
 */
export async function soakProcedures(options: ProcedureSoakOptions): Promise<ProcedureSoakResult> {
  const random = seededRandom(options.seed);
  const effects = await startEffects(random);
  const model = new SteadyModel();
  const fake = await startFakeModelServer({ answer: (request) => model.answer(request) });
  const server = await startServerProcess({
    environment: {
      OPERATOR_MODEL_SERVERS: `fake=${fake.baseUrl}`,
      OPERATOR_ALLOWED_ADDRESSES: effects.host,
      OPERATOR_QUICKSTART: "false",
      OPERATOR_RATE_LIMIT: "1000000",
      OPERATOR_SUMMARIES: "false",
    },
  });
  try {
    const soak = new Soak({ server, random, options });
    await soak.run(effects.url);
    return judge(soak, { effects: effects.made, model });
  } finally {
    await server.cleanUp();
    await fake.close();
    await effects.close();
  }
}

class Soak {
  readonly ordered: Ordered[] = [];
  readonly outputs = new Map<string, Record<string, unknown>>();
  kills = 0;
  readonly #server: ServerProcess;
  readonly #random: SeededRandom;
  readonly #options: ProcedureSoakOptions;

  constructor(given: { server: ServerProcess; random: SeededRandom; options: ProcedureSoakOptions }) {
    this.#server = given.server;
    this.#random = given.random;
    this.#options = given.options;
  }

  async run(effectsUrl: string): Promise<void> {
    const agentId = await this.#makeAgent(effectsUrl);
    while (this.kills < this.#options.kills) {
      await this.#refill(agentId);
      await delay(this.#random.between(50, 1_500));
      await this.#server.kill();
      this.kills += 1;
      await this.#server.start();
      await this.#look();
      this.#options.report(`${this.kills} kills, ${this.outputs.size} of ${this.ordered.length} runs ended`);
    }
    const until = Date.now() + PATIENCE;
    while (this.outputs.size < this.ordered.length && Date.now() < until) {
      await delay(200);
      await this.#look();
    }
  }

  async #makeAgent(url: string): Promise<string> {
    await this.#call("POST", "/tools", {
      name: "effect",
      description: "Has an effect.",
      method: "POST",
      url,
      input_schema: {
        type: "object",
        properties: { run: { type: "string" }, step: { type: "integer" } },
        required: ["run", "step"],
      },
    });
    const made = await this.#call("POST", "/procedural_agents", {
      name: "Steps",
      description: "Takes as many steps as it is told.",
      config: {
        runtime: { model: "fake/steady", prompt: { type: "fixed", text: "Take the steps." } },
        tool: { tools: [{ ns: "api", name: "effect" }] },
      },
    });
    await this.#call("POST", `/procedural_agents/${made["version_id"]}/release`);
    return made["id"] as string;
  }

  /** Orders so many runs that as many as wanted are under way. */
  async #refill(agentId: string): Promise<void> {
    for (let open = this.ordered.length - this.outputs.size; open < this.#options.runs; open += 1) {
      const name = `run-${this.ordered.length}`;
      const steps = 2 + Math.floor(this.#random.between(0, 6));
      const { id } = await this.#call("POST", "/procedures", { agent_id: agentId, input: { run: name, steps } });
      this.ordered.push({ id: id as string, name, steps, from: this.kills, to: null });
    }
  }

  /** Notes which runs have ended. */
  async #look(): Promise<void> {
    for (const run of this.ordered.filter(({ id }) => !this.outputs.has(id))) {
      const procedure = await this.#call("GET", `/procedures/${run.id}`);
      if (procedure["status"] === "pending" || procedure["status"] === "running") continue;
      run.to = this.kills;
      this.outputs.set(run.id, procedure);
    }
  }

  async #call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const headers = {
      authorization: `Bearer ${this.#server.apiKey}`,
      "operator-version": "2025-06-19",
      ...(body ? { "content-type": "application/json" } : {}),
    };
    const content = body ? { body: JSON.stringify(body) } : {};
    const answer = await fetch(`${this.#server.url()}${path}`, { method, headers, ...content });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }
}

interface Seen {
  /** The idempotency keys under which each effect was asked for. */
  effects: ReadonlyMap<string, ReadonlySet<string>>;
  model: SteadyModel;
}

function judge(soak: Soak, { effects, model }: Seen): ProcedureSoakResult {
  const faults = soak.ordered.flatMap((run) => [
    ...endFaults(run, soak.outputs.get(run.id)),
    ...effectFaults(run, { effects, model }),
    ...repetitionFaults(run, model),
  ]);
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const counts = {
    kills: soak.kills,
    runs: soak.ordered.length,
    steps: sum(soak.ordered.map(({ steps }) => steps + 1)),
    repeatedSteps: sum(soak.ordered.map(({ name }) => model.repetitionsOf(name))),
    effects: sum([...effects.values()].map((keys) => keys.size)),
    unknown: model.unknown.size,
  };
  return { faults, counts };
}

function endFaults(run: Ordered, procedure: Record<string, unknown> | undefined): string[] {
  if (!procedure) return [`${run.name} (${run.id}) did not end.`];
  const { status, output, error } = procedure;
  if (status !== "success") return [`${run.name} ended as ${String(status)}: ${JSON.stringify(error)}.`];
  const wanted = JSON.stringify({ run: run.name, steps: run.steps });
  return JSON.stringify(output) === wanted ? [] : [`${run.name} put out ${JSON.stringify(output)}, not ${wanted}.`];
}

/** Each step's effect was asked for under one key; the model knows of each whether it came about, or that nobody does. */
function effectFaults({ name, steps }: Ordered, { effects, model }: Seen): string[] {
  return Array.from({ length: steps }, (_, index) => `${name}/${index + 1}`).flatMap((step) => {
    const keys = effects.get(step)?.size ?? 0;
    if (keys > 1) return [`${step} had its effect ${keys} times.`];
    if (keys === 0 && !model.unknown.has(step)) return [`${step} had no effect, and the model was told it had.`];
    return [];
  });
}

function repetitionFaults({ name, from, to }: Ordered, model: SteadyModel): string[] {
  const kills = (to ?? Number.NaN) - from;
  const repeated = model.repetitionsOf(name);
  return repeated > kills ? [`${name} repeated ${repeated} steps, though it met ${kills} kills.`] : [];
}
