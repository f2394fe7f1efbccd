import { randomBytes } from "node:crypto";
import { apiOf, type CallServer, createAgent } from "../api.ts";
import { type SideProcess, startSideProcess } from "../side-process.ts";
import type { VoiceServerCalls } from "../voice/server-process.ts";
import type { RtpEchoCalls } from "./echo-process.ts";
import type { Callee, PhoneLoadCalls } from "./load-process.ts";
import { openSocket } from "./open-socket.ts";
import { readSentFrames, type SentFrames } from "./sent-frames.ts";
import type { PartnerCalls } from "./partners-process.ts";

/** Everything that runs in the telephone benchmark, each as a process of its own. */
export interface PhoneStage {
  load: SideProcess<PhoneLoadCalls>;
  echo: SideProcess<RtpEchoCalls>;
  partners: SideProcess<PartnerCalls>;
  server: SideProcess<VoiceServerCalls>;
  databasePid: number;
  /** Where calls are answered. */
  callee: Callee;
  /** Reads how many frames the server has sent. */
  sent(): Promise<SentFrames>;
}

const NUMBER = "+41446681800";
const MOST_CALLS = 10_000;

/** Starts the partners, the echo, the callers and the server, with an agent that answers a number. */
export async function openPhoneStage(): Promise<PhoneStage> {
  const here = (name: string) => new URL(name, import.meta.url);
  const partners = startSideProcess<PartnerCalls>(here("partners-process.ts"));
  const echo = startSideProcess<RtpEchoCalls>(here("echo-process.ts"));
  const load = startSideProcess<PhoneLoadCalls>(here("load-process.ts"));
  const server = startSideProcess<VoiceServerCalls>(here("../voice/server-process.ts"));
  const apiKey = `op_prod_${randomBytes(18).toString("hex")}`;
  const sipPort = await freePort();
  const { modelUrl, setupUrl } = await partners.call("open", null);
  const { url, databasePid } = await server.call("open", { modelUrl, apiKey, variables: variablesFor(sipPort) });
  await prepare(apiOf(url, apiKey), setupUrl);
  const callee = { sipPort, number: NUMBER };
  return { load, echo, partners, server, databasePid, callee, sent: () => readSentFrames(url, apiKey) };
}

/** Ends everything that `openPhoneStage` started. */
export async function closePhoneStage(stage: PhoneStage): Promise<void> {
  await Promise.all([stage.load.end(), stage.echo.end()]);
  await stage.server.call("close", null);
  await Promise.all([stage.server.end(), stage.partners.end()]);
}

function variablesFor(sipPort: number): Record<string, string> {
  return {
    OPERATOR_SIP_LISTEN: `udp:127.0.0.1:${sipPort}`,
    OPERATOR_SIP_TRUNKS: JSON.stringify([{ name: "bench", host: "127.0.0.1", port: 9, max_calls: MOST_CALLS }]),
    OPERATOR_MAX_CALLS: String(MOST_CALLS),
    // The endpoint that is asked before pick-up.
    OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8",
    OPERATOR_CALL_DRAIN_SEC: "0",
  };
}

async function freePort(): Promise<number> {
  const socket = await openSocket();
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

async function prepare(callServer: CallServer, setupUrl: string): Promise<void> {
  const agentId = await createAgent(callServer, "Answers in four seconds.");
  await callServer("POST /phone_numbers", { number: NUMBER, carrier: "sip", agent_id: agentId, is_default: true });
  await callServer("POST /webhook_endpoints", { url: setupUrl, types: ["conversation.setup"] });
}
