import { operator, readJson } from "../quickstart/operator.ts";

const { version_id: agent_id } = await operator.conversationalAgents.create(readJson("examples/speech/agent.json"));
const { id, channel } = await operator.conversations.create({ agent_id, channel: { type: "voice_realtime" } });

// For a program; a browser opens the session with the SDK's openVoiceSession.
console.log(`${channel.session_url}?token=${channel.token}&audio=pcm_16000`);
await operator.conversations.delete(id);
