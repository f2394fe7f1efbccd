import { type Logger, pino } from "pino";

/** Fields that hold what people say, what they are called, or what opens something: never written. */
const REDACTED = [
  "text",
  "text_delta",
  "arguments",
  "result",
  "context",
  "token",
  "api_key",
  "authorization",
  "payload",
];

/** Makes the process's log: JSON lines on standard error, so that standard output stays for people. */
export function createLogger(level: string): Logger {
  const paths = REDACTED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({ level, base: null, redact: { paths, censor: "[redacted]" } }, pino.destination({ fd: 2, sync: true }));
}
