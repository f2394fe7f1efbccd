export type { AudioFormat } from "./audio-format.ts";
export type { AudioListener } from "./audio-line.ts";
export { type CallOptions, type Client, type ClientOptions, createClient, type ListOptions, signIn } from "./client.ts";
export type { SessionEnd } from "./close-codes.ts";
export { OperatorApiError } from "./error.ts";
export type { Fetch } from "./retrying-fetch.ts";
export { type ConnectionState, openSession, type Session, type SessionOptions } from "./session.ts";
export {
  type AgentMessage,
  addSentMessage,
  applyEvent,
  type Change,
  EMPTY_TRANSCRIPT,
  type Fault,
  type LineChange,
  type Notice,
  type Pause,
  type ToolCall,
  type Transcript,
  type TranscriptEntry,
  type UserMessage,
  type UserSpeech,
} from "./transcript.ts";
export { openVoiceSession, type VoiceSession, type VoiceSessionOptions } from "./voice-session.ts";
export type { WebSocketConstructor, WebSocketLike } from "./web-socket.ts";
export * from "./wire.ts";
