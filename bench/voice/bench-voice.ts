import type { BenchOptions } from "../options.ts";
import { atLeast, atMost, digits, type Row, told } from "../report.ts";
import { quantile } from "../statistics.ts";
import { cpuRow, othersRow, type Usage, withUsage } from "../usage.ts";
import { messageCount, latenessAt } from "./lateness.ts";
import type { VoiceRun } from "./load-process.ts";
import type { Memory } from "./server-process.ts";
import type { SpeechStarts } from "./scripted-speech.ts";
import { closeVoiceStage, openVoiceStage, type VoiceStage } from "./stage.ts";

const LEAST_SESSIONS = 200;
const MOST_LATENESS = 40;
const MOST_OWN_SHARE = 50;
const MOST_TO_SILENCE = 60;
/** KB a session. */
const MOST_MEMORY = 1_536;

interface Size {
  sessions: number;
  rounds: number;
}

type MeasuredRun = Usage & { readonly run: VoiceRun };

/**
 * Measures conversations by voice, each with audio both ways all the time, against a process that only sends the same
 * frames back, on the same machine with the same callers.
 */
export async function benchVoice(options: BenchOptions): Promise<Row[]> {
  const size = options.isQuick ? { sessions: 20, rounds: 1 } : { sessions: LEAST_SESSIONS, rounds: 6 };
  const stage = await openVoiceStage();
  try {
    console.log("Measuring the floor …");
    const floor = await measureFloor(stage, size);
    console.log(`Measuring ${size.sessions} conversations …`);
    return await measureServer(stage, { ...size, floor, profileDirectory: options.profileDirectory });
  } finally {
    await closeVoiceStage(stage);
  }
}

async function measureFloor(stage: VoiceStage, { sessions, rounds }: Size): Promise<MeasuredRun> {
  await stage.load.call("open", { urls: Array.from({ length: sessions }, () => stage.echoUrl) });
  const measured = await runMeasured(stage, { rounds: Math.min(2, rounds), pid: stage.echo.pid });
  await stage.load.call("drop", null);
  return measured;
}

async function measureServer(
  stage: VoiceStage,
  { sessions, rounds, floor, profileDirectory }: Size & { floor: MeasuredRun; profileDirectory: string | null },
): Promise<Row[]> {
  // What the first calls compile and warm up is nobody's session.
  await openCalls(stage, Math.ceil(sessions / 10));
  await stage.load.call("run", { rounds: 1 });
  await stage.load.call("drop", null);
  const before = await stage.server.call("memory", null);
  await openCalls(stage, sessions);
  if (profileDirectory !== null) await stage.server.call("profile", null);
  const measured = await runMeasured(stage, { rounds, pid: stage.server.pid });
  if (profileDirectory !== null)
    console.log(`Profile: ${await stage.server.call("endProfile", { folder: profileDirectory })}`);
  const after = await stage.server.call("memory", null);
  const starts = await stage.server.call("speechStarts", null);
  await stage.load.call("drop", null);
  return [
    ...frameRows(measured, floor, sessions),
    ...turnRows(measured.run),
    silenceRow(measured.run, starts),
    memoryRow(before, after, sessions),
    cpuRow(measured, floor, { count: sessions, each: "session" }),
    othersRow(measured, floor),
    soundness(measured.run, sessions * rounds * 2),
  ];
}

async function openCalls(stage: VoiceStage, count: number): Promise<void> {
  const urls: string[] = [];
  for (let made = 0; made < count; made++) urls.push(await stage.createCall());
  await stage.load.call("open", { urls });
}

function runMeasured(stage: VoiceStage, { rounds, pid }: { rounds: number; pid: number }): Promise<MeasuredRun> {
  const own = [stage.load, stage.echo, stage.model, stage.server, process];
  return withUsage({ pid, databasePid: stage.databasePid, own }, () => stage.load.call("run", { rounds }));
}

function frameRows({ run }: MeasuredRun, floor: MeasuredRun, sessions: number): Row[] {
  const late = (of: VoiceRun, share: number) => digits(latenessAt(of.lateness, share));
  const figures = (of: VoiceRun) =>
    `p50 ${late(of, 0.5)}, p99 ${late(of, 0.99)}, p99.9 ${late(of, 0.999)}, most ${late(of, 1)} ms of ${messageCount(of.lateness)}`;
  return [
    atLeast(sessions, {
      name: "sessions with audio both ways, open from begin to end",
      value: run.open,
      unit: "",
      beside: `the callers' own clock was up to ${digits(run.ownDelay)} ms late (floor ${digits(floor.run.ownDelay)} ms)`,
    }),
    atMost(MOST_LATENESS, {
      name: "lateness of the agent's messages of audio against their times at the caller, p99.9",
      value: latenessAt(run.lateness, 0.999),
      unit: "ms",
      beside: `${figures(run)}; bare echo ${figures(floor.run)}`,
    }),
    gapsRow(run, floor.run),
  ];
}

/** What is sent ahead is there to bridge: what a listener notices is a message that comes after it was to be played. */
function gapsRow(run: VoiceRun, floor: VoiceRun): Row {
  const gapsOf = ({ records }: VoiceRun) => records.flatMap(({ gaps }) => gaps);
  const longest = (of: VoiceRun) => digits(Math.max(0, ...gapsOf(of)));
  return told({
    name: "messages that came after they were to be played, at a caller who keeps no audio back",
    value: gapsOf(run).length,
    unit: "",
    beside: `the longest gap ${longest(run)} ms; bare echo ${gapsOf(floor).length}, the longest ${longest(floor)} ms`,
  });
}

function turnRows({ records }: VoiceRun): Row[] {
  const turns = records.flatMap((record) => record.turns);
  const own = turns.flatMap(({ endOfTurn, firstAudio }) =>
    endOfTurn === null || firstAudio === null ? [] : [firstAudio - endOfTurn],
  );
  const tokens = turns.flatMap(({ firstToken }) => firstToken ?? []);
  return [
    atMost(MOST_OWN_SHARE, {
      name: "the platform's share from the end of the turn to the first audio, p99 (model and speaker take no time)",
      value: quantile(own, 0.99),
      unit: "ms",
      beside: `p50 ${digits(quantile(own, 0.5))}, most ${digits(Math.max(...own))} ms of ${own.length} turns; the model's first token p99 ${digits(quantile(tokens, 0.99))} ms`,
    }),
  ];
}

/** From when the platform told the listener that somebody speaks to the last frame that the caller got of the answer. */
function silenceRow({ records }: VoiceRun, starts: SpeechStarts): Row {
  const toSilence = records.flatMap(({ caller, interruptions }) => {
    const told = (caller === null ? undefined : starts[caller]) ?? [];
    return interruptions.flatMap(({ lastFrameAt, clearedAt }) => {
      const detectedAt = told.filter((at) => at <= clearedAt).at(-1);
      return detectedAt === undefined ? [] : [Math.max(0, lastFrameAt - detectedAt)];
    });
  });
  return atMost(MOST_TO_SILENCE, {
    name: "from a detected barge-in to the last frame of the answer, p99",
    value: quantile(toSilence, 0.99),
    unit: "ms",
    beside: `p50 ${digits(quantile(toSilence, 0.5))}, most ${digits(Math.max(...toSilence))} ms of ${toSilence.length}; 0 where none was sent after it`,
  });
}

function memoryRow(before: Memory, after: Memory, sessions: number): Row {
  const each = (of: keyof Memory) => (after[of] - before[of]) / sessions / 1024;
  return atMost(MOST_MEMORY, {
    name: "memory of each session after its conversation, the larger of resident and held",
    value: Math.max(each("resident"), each("held")),
    unit: "KB",
    beside: `after a collection: resident ${digits(each("resident"))} KB, heap and what belongs to it ${digits(each("held"))} KB; the process ${digits(after.resident / 2 ** 20)} MB`,
  });
}

/** Turns without an answer would make the other figures worthless. */
function soundness({ records }: VoiceRun, expected: number): Row {
  const answered = records.flatMap((record) => record.turns).filter(({ firstAudio }) => firstAudio !== null).length;
  const interrupted = records.reduce((sum, { interruptions }) => sum + interruptions.length, 0);
  return atMost(0, {
    name: "turns that were not answered aloud",
    value: Math.max(0, expected - answered),
    unit: "",
    beside: `${answered} of ${expected} were; ${interrupted} answers were broken off, as scripted in half of them`,
  });
}
