import type { Agent, Client } from "@operator/sdk";
import type { ChannelChoice } from "./channel-field.tsx";
import { openAudio } from "./open-audio.ts";
import type { Started } from "./use-stage.ts";

/** How a conversation is to be held, and what the agent is to know beforehand. */
interface Wish {
  channel: ChannelChoice;
  context: Record<string, unknown>;
}

/**
 * Creates a conversation. One by voice is created once the microphone is open, so that nobody is left without. Throws
 * a `MicrophoneError` when it cannot be opened.
 */
export async function startConversation(client: Client, agent: Agent, { channel, context }: Wish): Promise<Started> {
  const { version_id, name, config } = agent;
  const audio = channel === "voice_realtime" ? await openAudio() : null;
  try {
    const created = await client.conversations.create({ agent_id: version_id, channel: { type: channel }, context });
    const personaName = config.personas[0]?.name ?? name;
    const about = { versionId: version_id, agentName: name, personaName, model: config.runtime.model };
    return { conversationId: created.id, channel: created.channel, agent: about, audio };
  } catch (error) {
    audio?.close();
    throw error;
  }
}
