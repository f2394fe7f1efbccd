import type { Channel, Client, Conversation } from "@operator/sdk";
import type { BrowserAudio } from "@operator/sdk/voice";
import { useCallback, useEffect, useState } from "react";
import { inPlainWords } from "../plain-words.ts";
import { type ChatAbout, LiveChat, onThisHost } from "./live-chat.ts";
import { openAudioIfPossible } from "./open-audio.ts";

/** What goes on in the room. */
export type Stage =
  | { name: "choosing"; problem: string | null }
  | { name: "resuming" }
  | { name: "talking"; chat: LiveChat };

/** A conversation that was just created, and the agent that holds it. */
export interface Started {
  conversationId: string;
  channel: Channel;
  agent: Pick<ChatAbout, "versionId" | "agentName" | "personaName" | "model">;
  /** The microphone and speaker for a conversation by voice. */
  audio: BrowserAudio | null;
}

/** Leads through the room. The address names the conversation, so that a page that is reloaded takes it up again. */
export function useStage(client: Client) {
  const [stage, setStage] = useState<Stage>(() =>
    namedConversation() === null ? { name: "choosing", problem: null } : { name: "resuming" },
  );

  const choose = useCallback((problem: string | null = null) => {
    history.replaceState(null, "", location.pathname);
    setStage({ name: "choosing", problem });
  }, []);

  const resume = useCallback(() => setStage({ name: "resuming" }), []);

  const talk = useCallback((started: Started) => {
    history.replaceState(null, "", `#conversation=${started.conversationId}`);
    setStage({ name: "talking", chat: openChat(started, true) });
  }, []);

  useEffect(() => {
    if (stage.name !== "resuming") return;
    let isCurrent = true;
    takeUp(client, namedConversation() ?? "").then(
      (chat) => (isCurrent ? setStage({ name: "talking", chat }) : chat.close()),
      (error: unknown) => isCurrent && choose(inPlainWords(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [stage, client, choose]);

  return { stage, choose, resume, talk };
}

function namedConversation(): string | null {
  return /^#conversation=(conv_\w+)$/.exec(location.hash)?.[1] ?? null;
}

async function takeUp(client: Client, id: string): Promise<LiveChat> {
  const conversation = await client.conversations.get(id);
  const { name, version_id, config } = await client.conversationalAgents.get(conversation.agent_id);
  const agent = {
    versionId: version_id,
    agentName: name,
    personaName: config.personas[0]?.name ?? name,
    model: config.runtime.model,
  };
  const channel = { ...conversation.channel, token: await goodToken(client, conversation) };
  const isSpoken = channel.type === "voice_realtime" && conversation.completed_at === null;
  const audio = isSpoken ? await openAudioIfPossible() : null;
  return openChat({ conversationId: id, channel, agent, audio }, conversation.status === "queued");
}

/** A token that has expired is replaced, unless the conversation is over: then there is none to be had. */
async function goodToken(client: Client, { id, channel, completed_at }: Conversation): Promise<string | null> {
  if (channel.token !== null || completed_at !== null) return channel.token;
  return (await client.conversations.refreshToken(id)).token;
}

/** Opens the session of a conversation that was created. */
export function openChat({ conversationId, channel, agent, audio }: Started, isNew: boolean): LiveChat {
  const token = channel.token ?? "";
  const eventsUrl = `${onThisHost(channel.events_url)}?token=${encodeURIComponent(token)}`;
  return new LiveChat({ about: { conversationId, token, eventsUrl, ...agent }, channel, isNew, audio });
}
