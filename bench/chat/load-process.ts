import { setTimeout as delay } from "node:timers/promises";
import { answerCalls } from "../side-process.ts";
import { createSession, Session, type Target, type Turn } from "./session.ts";

/** The clients' process: it opens sessions and talks in them. */
const calls = {
  /** Opens sessions and keeps them under a group's name. */
  async open(input: { group: string; target: Target; count: number; concurrency: number }): Promise<void> {
    const sessions: Session[] = [];
    groups.set(input.group, sessions);
    await inParallel(input, async () => {
      sessions.push(await Session.open(input.target, await createSession(input.target)));
    });
  },

  /** Lets every session of a group talk until its turns, or the time, are used up. */
  async run(input: RunInput): Promise<RunResult> {
    const began = performance.now();
    const turns: Turn[] = [];
    await Promise.all(sessionsOf(input.group).map((session, index) => talk(session, input, { index, began, turns })));
    return summarise(turns, { began, elapsed: performance.now() - began, duration: input.duration });
  },

  /** Creates conversations one after the other, `concurrency` at a time, and times each until one can talk. */
  async becomeReady(input: { target: Target; count: number; concurrency: number }): Promise<ReadyResult> {
    const result: ReadyResult = { create: [], ready: [] };
    await inParallel(input, async () => {
      const began = performance.now();
      const url = await createSession(input.target);
      const created = performance.now();
      const session = await Session.open(input.target, url);
      result.create.push(created - began);
      result.ready.push(performance.now() - created);
      await session.end();
    });
    return result;
  },

  /** Counts the sessions of a group that are open. */
  countOpen(input: { group: string }): number {
    return sessionsOf(input.group).filter((session) => session.isOpen).length;
  },

  /** Ends the conversations of a group, or just drops their sockets. */
  async close(input: { group: string; how: "end" | "drop" }): Promise<void> {
    const sessions = sessionsOf(input.group);
    groups.delete(input.group);
    if (input.how === "end") await Promise.all(sessions.map((session) => session.end()));
    else for (const session of sessions) session.drop();
  },
};

/** What `load-process.ts` can be asked to do. */
export type LoadCalls = typeof calls;

/** How a group is to talk. One of `turns` and `duration` limits it. */
export interface RunInput {
  group: string;
  /** The most turns of each session. */
  turns?: number;
  /** For how long turns are begun, in ms. */
  duration?: number;
  /** Sessions begin spread over this time, in ms, so that they do not all speak at once. */
  spread: number;
  /** From the begin of a session's turn to that of its next; 0 is back to back. */
  period: number;
}

/** What a group went through. */
export interface RunResult {
  turns: number;
  firstToken: number[];
  total: number[];
  deltas: number;
  /** Turns that ended otherwise than in a complete message. */
  broken: number;
  /** Turns that ended within the run's duration, per second of it. */
  perSecond: number;
}

/** Times in ms: of the create call, and from its answer to `conversation.started`. */
export interface ReadyResult {
  create: number[];
  ready: number[];
}

const groups = new Map<string, Session[]>();

function sessionsOf(group: string): Session[] {
  const sessions = groups.get(group);
  if (sessions === undefined) throw new Error(`There is no group ${group}.`);
  return sessions;
}

async function inParallel(size: { count: number; concurrency: number }, work: () => Promise<void>): Promise<void> {
  let left = size.count;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: size.concurrency }, worker));
}

async function talk(
  session: Session,
  input: RunInput,
  run: { index: number; began: number; turns: Turn[] },
): Promise<void> {
  const { duration = Number.POSITIVE_INFINITY, turns: most = Number.POSITIVE_INFINITY } = input;
  await delay((run.index * input.spread) / sessionsOf(input.group).length);
  for (let done = 0; done < most && performance.now() - run.began < duration; done++) {
    const begins = performance.now();
    run.turns.push(await session.turn());
    const left = begins + input.period - performance.now();
    if (left > 0) await delay(left);
  }
}

function summarise(
  turns: readonly Turn[],
  run: { began: number; elapsed: number; duration: number | undefined },
): RunResult {
  const { began, elapsed, duration = elapsed } = run;
  const inTime = turns.filter((turn) => turn.ended <= began + duration).length;
  return {
    perSecond: (inTime * 1000) / duration,
    turns: turns.length,
    firstToken: turns.map((turn) => turn.firstToken),
    total: turns.map((turn) => turn.total),
    deltas: turns.reduce((sum, turn) => sum + turn.deltas, 0),
    broken: turns.filter((turn) => !turn.isWhole).length,
  };
}

answerCalls(calls);
