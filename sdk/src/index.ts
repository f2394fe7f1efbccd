export type { AudioFormat } from "./audio-format.ts";
export type { AudioListener } from "./audio-line.ts";
export type { CallOptions } from "./call-options.ts";
export { type Client, createClient, createDemoClient, signIn } from "./client.ts";
export type { SessionEnd } from "./close-codes.ts";
export { type ApiErrorType, OperatorApiError, type Problem } from "./error.ts";
export { etagOf } from "./etag.ts";
export type { EventStreamOptions, TokenStreamOptions } from "./event-stream.ts";
export type { PagedList } from "./paged-list.ts";
export type { LogFilter } from "./resources/logs.ts";
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
export type { ClientOptions, Fetch } from "./transport.ts";
export type { TurnStreamOptions } from "./turn-stream.ts";
export { openVoiceSession, type VoiceSession, type VoiceSessionOptions } from "./voice-session.ts";
export type { WebSocketConstructor, WebSocketLike } from "./web-socket.ts";
export * from "./wire.ts";
