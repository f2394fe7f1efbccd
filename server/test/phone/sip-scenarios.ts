import type { CallOrder, IncomingCall, PhoneCall } from "../../src/ports/telephony.ts";
import type { SipNetwork } from "../../src/providers/sip/sip-network.ts";
import {
  freePort,
  listening,
  type OpenedNetwork,
  openNetwork,
  type SippResult,
  sipp,
  type TestNetwork,
  Told,
  trunkOf,
} from "./sip-peer.ts";

/** A call of sipp's to us: its scenario, what we do, and what must have been told of each call. */
export interface IncomingScenario {
  readonly name: string;
  readonly network?: () => TestNetwork;
  /** What is done with each call; without it, it rings and is answered. */
  take?(incoming: IncomingCall, told: Told): unknown;
  /** What is done once a call was answered. */
  then?(call: PhoneCall, told: Told): unknown;
  readonly said: readonly string[];
  /** Whether it may run many times a second: not one that waits for times of SIP. */
  readonly isQuick?: boolean;
}

/** A call of ours to sipp. */
export interface OutgoingScenario {
  readonly name: string;
  readonly trunk?: Record<string, unknown>;
  readonly order?: Partial<CallOrder>;
  readonly network?: TestNetwork;
  then?(call: PhoneCall, told: Told): unknown;
  readonly said: readonly string[];
  readonly isQuick?: boolean;
}

const QUICK_TIMERS = { t1: 50, t2: 200, t4: 250 };
const SHORT_SESSIONS = { sessionExpiresSeconds: 1_800, leastSessionExpiresSeconds: 2 };
const challenging = (): TestNetwork => ({
  trunks: [
    trunkOf({ host: "192.0.2.1", username: "pbx", password: "secret", challenge: true, challenge_md5_only: true }),
  ],
});
const answered = ["ended hung_up"];

/** What sipp does as a caller. */
export const INCOMING: readonly IncomingScenario[] = [
  { name: "in-answer", said: answered, isQuick: true },
  { name: "in-hung-up", then: (call) => call.hangUp(), said: answered, isQuick: true },
  { name: "in-cancel", take: (incoming) => incoming.ring(), said: ["gave up"], isQuick: true },
  { name: "in-declined", take: (incoming) => incoming.decline("busy"), said: [], isQuick: true },
  { name: "in-redirected", take: (incoming) => incoming.redirect("+41446681899"), said: [], isQuick: true },
  { name: "in-hold", said: ["held", "back", "ended hung_up"], isQuick: true },
  {
    name: "in-held",
    then: (call, told) => noted(call.hold(true), "on hold", told),
    said: ["on hold", "ended hung_up"],
  },
  {
    name: "in-glare",
    then: (call, told) => noted(call.hold(true), "on hold", told),
    said: ["ended hung_up", "refused"],
  },
  { name: "in-keys", said: ["digit 5", "digit #", "ended hung_up"], isQuick: true },
  { name: "in-options", said: [], isQuick: true },
  {
    name: "in-transferred",
    then: (call, told) => noted(call.transfer("+41446681899"), "transferred", told),
    said: ["ended transferred", "transferred"],
    isQuick: true,
  },
  {
    name: "in-not-transferred",
    then: (call, told) => noted(call.transfer("+41446681899"), "transferred", told),
    said: ["refused", "ended hung_up"],
    isQuick: true,
  },
  { name: "in-refers", said: answered, isQuick: true },
  { name: "in-proven", network: challenging, said: answered, isQuick: true },
  { name: "in-unproven", network: () => ({ ...challenging(), strangers: "refuse" }), said: [] },
  { name: "in-refreshed", network: () => ({ times: SHORT_SESSIONS }), said: answered },
  { name: "in-expires", network: () => ({ times: SHORT_SESSIONS }), said: ["ended failed session_expired"] },
  { name: "in-too-short", network: () => ({ times: SHORT_SESSIONS }), said: answered, isQuick: true },
  { name: "in-reliable", said: answered, isQuick: true },
  { name: "in-replaced", said: answered, isQuick: true },
  { name: "in-late-offer", said: answered, isQuick: true },
  { name: "in-updates", said: ["held", "ended hung_up"], isQuick: true },
  {
    name: "in-forgotten",
    network: () => ({ times: { askHeldEvery: 50 } }),
    said: ["held", "ended failed session_expired"],
  },
  {
    name: "in-vanished",
    network: () => ({ timers: { t1: 20, t2: 80, t4: 100 }, times: { askHeldEvery: 50 } }),
    said: ["held", "ended failed session_expired"],
  },
  { name: "in-unacknowledged", network: () => ({ timers: QUICK_TIMERS }), said: ["ended failed carrier_error"] },
];

const hangUp = (call: PhoneCall) => call.hangUp();
const account = { username: "pbx", password: "secret" };

/** What sipp does as the one called. */
export const OUTGOING: readonly OutgoingScenario[] = [
  { name: "out-answer", then: hangUp, said: ["ringing", "answered", "ended hung_up"], isQuick: true },
  { name: "out-hangs-up", said: ["ringing", "answered", "ended hung_up"], isQuick: true },
  { name: "out-busy", said: ["ended busy"], isQuick: true },
  { name: "out-unknown", said: ["ended failed number_invalid"], isQuick: true },
  { name: "out-no-answer", order: { ringFor: 500 }, said: ["ringing", "ended no_answer"], isQuick: true },
  { name: "out-challenged", trunk: account, then: hangUp, said: ["answered", "ended hung_up"], isQuick: true },
  { name: "out-refused", trunk: account, said: ["ended failed refused_by_carrier"], isQuick: true },
  { name: "out-redirected", then: hangUp, said: ["ringing", "answered", "ended hung_up"], isQuick: true },
  {
    name: "out-too-short",
    network: { times: { sessionExpiresSeconds: 2, leastSessionExpiresSeconds: 2 } },
    then: (call) => void setTimeout(() => call.hangUp(), 2_500),
    said: ["answered", "ended hung_up"],
  },
  { name: "out-reliable", then: hangUp, said: ["ringing", "answered", "ended hung_up"], isQuick: true },
  { name: "out-picked-up", said: ["ringing", "answered", "ended hung_up"], isQuick: true },
  {
    name: "out-forked",
    then: (call) => void setTimeout(() => call.hangUp(), 300),
    said: ["answered", "ended hung_up"],
  },
];

async function noted(work: Promise<unknown>, word: string, told: Told): Promise<void> {
  try {
    await work;
    told.said.push(word);
  } catch {
    told.said.push("refused");
  }
}

/** How a scenario is run. */
export interface ScenarioRun {
  readonly calls?: number;
  readonly rate?: number;
  readonly transport?: "u1" | "t1";
  readonly more?: readonly string[];
  readonly within?: number;
}

/** What a scenario came to. */
export interface ScenarioResult extends SippResult {
  readonly told: readonly Told[];
  readonly opened: OpenedNetwork;
}

/** Runs calls of sipp's to us; the network is closed after. */
export async function runIncoming(scenario: IncomingScenario, run: ScenarioRun = {}): Promise<ScenarioResult> {
  const opened = await openNetwork(scenario.network?.() ?? {});
  try {
    const told = takeCalls(opened.network, scenario);
    const result = await sipp({
      scenario: scenario.name,
      to: opened.port(run.transport === "t1" ? "tcp" : "udp"),
      port: await freePort(),
      ...run,
    });
    return { ...result, told, opened };
  } finally {
    await opened.network.close(2_000);
  }
}

/** Takes each call as the scenario says. */
export function takeCalls(network: SipNetwork, { take, then }: Pick<IncomingScenario, "take" | "then">): Told[] {
  const all: Told[] = [];
  network.listen((incoming) => {
    const told = new Told();
    all.push(told);
    if (take !== undefined) {
      incoming.signal.addEventListener("abort", () => told.said.push("gave up"));
      void take(incoming, told);
      return;
    }
    incoming.ring();
    incoming.accept(told).then(
      (call) => void then?.(call, told),
      (error: Error) => told.said.push(`not accepted: ${error.message}`),
    );
  });
  return all;
}

/** Runs calls of ours to sipp; the network is closed after. */
export async function runOutgoing(scenario: OutgoingScenario, run: ScenarioRun = {}): Promise<ScenarioResult> {
  const port = await freePort();
  const isTcp = run.transport === "t1";
  const trunk = trunkOf({ port, transport: isTcp ? "tcp" : "udp", ...scenario.trunk });
  const opened = await openNetwork({ ...scenario.network, trunks: [trunk] });
  try {
    const running = sipp({ scenario: scenario.name, to: opened.port(), port, ...run });
    await listening(port, isTcp ? "tcp" : "udp");
    const told = await dialAll(opened.network, scenario, run);
    return { ...(await running), told, opened };
  } finally {
    await opened.network.close(2_000);
  }
}

async function dialAll(
  network: SipNetwork,
  scenario: OutgoingScenario,
  { calls = 1, rate = 10 }: ScenarioRun,
): Promise<Told[]> {
  const all: Told[] = [];
  const order = { from: "+41446681800", to: "+41791234567", ringFor: 20_000, detectMachine: false, ...scenario.order };
  await new Promise<void>((resolve) => {
    const next = () => {
      const told = new Told();
      all.push(told);
      const call = network.dial({ id: `order-${all.length}`, ...order }, told);
      const { onAnswered } = told;
      told.onAnswered = () => {
        onAnswered.call(told);
        void scenario.then?.(call, told);
      };
      if (all.length < calls) return;
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(next, 1000 / rate);
  });
  return all;
}
