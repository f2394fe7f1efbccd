import { randomBytes } from "node:crypto";
import { apiOf, createAgent } from "../api.ts";
import { type SideProcess, startSideProcess } from "../side-process.ts";
import type { EchoCalls } from "./echo-process.ts";
import type { VoiceLoadCalls } from "./load-process.ts";
import type { VoiceModelCalls } from "./model-process.ts";
import type { VoiceServerCalls } from "./server-process.ts";

/** Everything that runs in the voice benchmark, each as a process of its own. */
export interface VoiceStage {
  load: SideProcess<VoiceLoadCalls>;
  echo: SideProcess<EchoCalls>;
  echoUrl: string;
  model: SideProcess<VoiceModelCalls>;
  server: SideProcess<VoiceServerCalls>;
  databasePid: number;
  /** Opens a conversation by voice; returns the address of its session. */
  createCall(): Promise<string>;
}

/** Starts the model, the echo, the callers and the server, with an agent to talk with. */
export async function openVoiceStage(): Promise<VoiceStage> {
  const here = (name: string) => new URL(name, import.meta.url);
  const model = startSideProcess<VoiceModelCalls>(here("model-process.ts"));
  const echo = startSideProcess<EchoCalls>(here("echo-process.ts"));
  const load = startSideProcess<VoiceLoadCalls>(here("load-process.ts"));
  const server = startSideProcess<VoiceServerCalls>(here("server-process.ts"));
  const apiKey = `op_prod_${randomBytes(18).toString("hex")}`;
  const { baseUrl: modelUrl } = await model.call("open", null);
  const { url: echoUrl } = await echo.call("open", null);
  const { url, databasePid } = await server.call("open", { modelUrl, apiKey });
  const callServer = apiOf(url, apiKey);
  const agentId = await createAgent(callServer, "Answers in four seconds.");
  const createCall = async () => {
    const body = { agent_id: agentId, channel: { type: "voice_realtime" } };
    const { channel } = await callServer<CreatedCall>("POST /conversations", body);
    return `${channel.session_url}?token=${encodeURIComponent(channel.token)}&audio=pcmu`;
  };
  return { load, echo, echoUrl, model, server, databasePid, createCall };
}

/** Ends everything that `openVoiceStage` started. */
export async function closeVoiceStage(stage: VoiceStage): Promise<void> {
  await Promise.all([stage.load.end(), stage.echo.end()]);
  await stage.server.call("close", null);
  await Promise.all([stage.server.end(), stage.model.end()]);
}

interface CreatedCall {
  channel: { token: string; session_url: string };
}
