import { type Logger, pino, stdSerializers } from "pino";
import { maskSecrets } from "./lib/masking.ts";

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
  "headers",
  "secret",
  "password",
  "cookie",
  "body",
];

/**
 * Makes the process's log: JSON lines on standard error, so that standard output stays for people. `mask` goes over
 * every line at the end, and must leave JSON text JSON text.
 */
export function createLogger(
  level: string,
  mask: (line: string) => string = maskSecrets,
  lines: { write(line: string): unknown } = pino.destination({ fd: 2, sync: true }),
): Logger {
  const paths = REDACTED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    { level, base: null, redact: { paths, censor: "[redacted]" }, serializers: { err: errorForLog } },
    { write: (line) => void lines.write(mask(line)) },
  );
}

/** Of an error's own fields only its code: vendors' errors carry the whole request, and with it what people said. */
function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack, ...("code" in error ? { code: error.code } : {}) };
}
