import type { BenchOptions } from "../options.ts";
import { atLeast, atMost, digits, type Row, told } from "../report.ts";
import { quantile } from "../statistics.ts";
import { cpuRow, othersRow, type Usage, withUsage } from "../usage.ts";
import { messageCount, latenessAt } from "../voice/lateness.ts";
import type { Memory } from "../voice/server-process.ts";
import type { PhoneRun, Setups } from "./load-process.ts";
import { type SentFrames, sentBetween } from "./sent-frames.ts";
import { closePhoneStage, openPhoneStage, type PhoneStage } from "./stage.ts";

const LEAST_CALLS = 150;
const MOST_LATENESS = 5;
const MOST_SETUP = 30;
/** How many calls a second come in at first, and while all the others talk. */
const RATE = 10;
const VISITORS = 5;

interface Size {
  calls: number;
  /** How many calls are made one after the other at first. */
  alone: number;
  rounds: number;
}

type MeasuredRun = Usage & { readonly run: PhoneRun };

/**
 * Measures telephone calls by SIP, each with audio both ways all the time, against a process that only sends the same
 * packets back, on the same machine with the same callers.
 */
export async function benchPhone(options: BenchOptions): Promise<Row[]> {
  const size = options.isQuick ? { calls: 15, alone: 5, rounds: 1 } : { calls: LEAST_CALLS, alone: 300, rounds: 6 };
  const stage = await openPhoneStage();
  try {
    console.log("Measuring the floor …");
    const floor = await measureFloor(stage, size);
    console.log(`Measuring ${size.calls} calls …`);
    return await measureServer(stage, { ...size, floor, profileDirectory: options.profileDirectory });
  } finally {
    await closePhoneStage(stage);
  }
}

async function measureFloor(stage: PhoneStage, { calls, rounds }: Size): Promise<MeasuredRun> {
  await stage.load.call("echo", { ports: await stage.echo.call("open", { count: calls }) });
  const run = { rounds: Math.min(2, rounds), visitors: null };
  const measured = await measure(stage, stage.echo.pid, () => stage.load.call("run", run));
  await stage.load.call("drop", null);
  return measured;
}

async function measureServer(
  stage: PhoneStage,
  { calls, alone, rounds, floor, profileDirectory }: Size & { floor: MeasuredRun; profileDirectory: string | null },
): Promise<Row[]> {
  const { callee, load, partners, server } = stage;
  // What the first calls compile and warm up is nobody's call.
  const warmUps = Math.max(10, Math.ceil(calls / 3));
  await load.call("call", { callee, count: warmUps, rate: RATE });
  await load.call("run", { rounds: 1, visitors: null });
  await load.call("drop", null);
  const aloneSetups = await load.call("callAlone", { callee, count: alone });
  const asked = await partners.call("asked", null);
  const before = await server.call("memory", null);
  if (profileDirectory !== null) await server.call("profile", null);
  const setups = await load.call("call", { callee, count: calls, rate: RATE });
  const visitors = { ...callee, rate: VISITORS };
  const sentBefore = await stage.sent();
  const measured = await measure(stage, server.pid, () => load.call("run", { rounds, visitors }));
  const sent = sentBetween(sentBefore, await stage.sent());
  if (profileDirectory !== null)
    console.log(`Profile: ${await server.call("endProfile", { folder: profileDirectory })}`);
  const after = await server.call("memory", null);
  const webhooks = (await partners.call("asked", null)) - asked;
  await load.call("drop", null);
  return [
    openRow(measured, calls),
    sentRow(sent),
    latenessRow(measured.run, floor.run),
    aloneRow(aloneSetups),
    setupRow(setups, measured.run.setups, webhooks),
    failureRow([aloneSetups, setups, measured.run.setups]),
    answerRow(measured.run),
    memoryRow(before, after, calls),
    cpuRow(measured, floor, { count: calls, each: "call" }),
    othersRow(measured, floor),
  ];
}

function measure(stage: PhoneStage, pid: number, work: () => Promise<PhoneRun>): Promise<MeasuredRun> {
  const own = [stage.load, stage.echo, stage.partners, stage.server, process];
  return withUsage({ pid, databasePid: stage.databasePid, own }, work);
}

function openRow({ run }: MeasuredRun, calls: number): Row {
  return atLeast(calls, {
    name: "calls by SIP with audio both ways, open from begin to end",
    value: run.open,
    unit: "",
    beside: `while ${VISITORS} more a second came, stayed for two seconds and hung up`,
  });
}

/** The part that is the server's: what comes after is the system's, and the callers' own. */
function sentRow(sent: SentFrames): Row {
  const all = [...sent.values()].reduce((sum, count) => sum + count, 0);
  const inTime = ["up to 1 ms", `up to ${MOST_LATENESS} ms`].reduce((sum, late) => sum + (sent.get(late) ?? 0), 0);
  return atLeast(99, {
    name: `RTP sent within ${MOST_LATENESS} ms of its time, by the server's own clock`,
    value: (inTime / all) * 100,
    unit: "%",
    beside: [...sent].map(([late, count]) => `${late}: ${count}`).join(", "),
  });
}

function latenessRow(run: PhoneRun, floor: PhoneRun): Row {
  const late = (of: PhoneRun, share: number) => latenessAt(of.lateness, share);
  const figures = (of: PhoneRun) => {
    const [half, most, tail, all] = [0.5, 0.99, 0.999, 1].map((share) => digits(late(of, share)));
    return `p50 ${half}, p99 ${most}, p99.9 ${tail}, most ${all} ms of ${messageCount(of.lateness)} packets`;
  };
  return atMost(MOST_LATENESS, {
    name: "lateness of RTP against its timestamps at the caller, p99",
    value: late(run, 0.99),
    unit: "ms",
    beside: [
      `${figures(run)}, ${run.missing} never came`,
      `bare echo ${figures(floor)}`,
      `${digits(late(run, 0.99) - late(floor, 0.99))} ms above it`,
      `the callers' own clock was up to ${digits(run.ownDelay)} ms late (floor ${digits(floor.ownDelay)} ms)`,
    ].join("; "),
  });
}

const SETUP = "call set-up, INVITE to 200, conversation.setup asked of a webhook";

function aloneRow(alone: Setups): Row {
  return atMost(MOST_SETUP, {
    name: `${SETUP}, nobody else on the phone, p99`,
    value: quantile(alone.took, 0.99),
    unit: "ms",
    beside: `${setupFigures(alone)}, most ${digits(Math.max(...alone.took))} ms`,
  });
}

function setupRow(first: Setups, meanwhile: Setups, webhooks: number): Row {
  const all = [...first.took, ...meanwhile.took];
  return atMost(MOST_SETUP, {
    name: `${SETUP}, with those ${first.took.length} calls, p99`,
    value: quantile(all, 0.99),
    unit: "ms",
    beside: `most ${digits(Math.max(...all))} ms; while calls came in ${setupFigures(first)}, beside all the others ${setupFigures(meanwhile)}; the webhook was asked ${webhooks} times`,
  });
}

function setupFigures({ took }: Setups): string {
  return `p50 ${digits(quantile(took, 0.5))}, p99 ${digits(quantile(took, 0.99))} ms of ${took.length}`;
}

function failureRow(setups: readonly Setups[]): Row {
  const failures = setups.flatMap((of) => of.failures);
  const answered = setups.reduce((sum, { took }) => sum + took.length, 0);
  const [example] = failures;
  return atMost(0, {
    name: "calls that were not answered, or hung up",
    value: failures.length,
    unit: "",
    beside: `of ${answered + failures.length}${example === undefined ? "" : `: ${example}`}`,
  });
}

/** Questions without an answer would make the other figures worthless. */
function answerRow({ asked, answered }: PhoneRun): Row {
  return atMost(0, {
    name: "questions that were not answered aloud",
    value: asked - answered,
    unit: "",
    beside: `${answered} of ${asked} were, and each answer was interrupted`,
  });
}

function memoryRow(before: Memory, after: Memory, calls: number): Row {
  const each = (of: keyof Memory) => (after[of] - before[of]) / calls / 1024;
  return told({
    name: "memory of each call after its conversation, the larger of resident and held",
    value: Math.max(each("resident"), each("held")),
    unit: "KB",
    beside: `after a collection: resident ${digits(each("resident"))} KB, heap and what belongs to it ${digits(each("held"))} KB; the process ${digits(after.resident / 2 ** 20)} MB`,
  });
}
