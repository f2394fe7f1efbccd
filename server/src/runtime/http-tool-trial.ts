import { isReservedHeader } from "../domain/tool-headers.ts";
import { SECRET } from "../lib/masking.ts";
import type { SafeRequest, SafeResponse } from "../lib/safe-fetch.ts";
import type { HttpTool, ToolOutcome } from "../ports/tool.ts";
import { callHttpTool, type HttpToolCall } from "./http-tool.ts";
import { withoutSecrets } from "./http-tool-secrets.ts";

/** One call that was made to see how it goes. */
export interface HttpToolTrial {
  /** What was sent, the tool's own headers masked; null when nothing was. */
  readonly request:
    | (Pick<SafeRequest, "url" | "method"> & { headers: Record<string, string>; body: string | null })
    | null;
  /** What came back; null when nothing did. */
  readonly response: (SafeResponse & { readonly duration: number }) | null;
  readonly outcome: ToolOutcome;
}

/** Makes one call exactly as a conversation would, but once, and shows what went over the wire. */
export async function tryHttpTool(call: HttpToolCall): Promise<HttpToolTrial> {
  let request: HttpToolTrial["request"] = null;
  let response: HttpToolTrial["response"] = null;
  const send = async (sent: SafeRequest): Promise<SafeResponse> => {
    request = shown(sent, call.tool);
    const startedAt = call.now();
    const answer = await call.fetch.send(sent);
    response = { ...withoutSecrets(answer, call.tool), duration: call.now() - startedAt };
    return answer;
  };
  const outcome = await callHttpTool({ ...call, fetch: { send }, attempts: 1 });
  return { request, response, outcome };
}

function shown({ url, method, headers = {}, body }: SafeRequest, tool: HttpTool): HttpToolTrial["request"] {
  const own = new Set(Object.keys(tool.headers ?? {}).map((name) => name.toLowerCase()));
  const isSecret = (name: string) => own.has(name.toLowerCase()) && !isReservedHeader(name);
  const masked = Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? SECRET : value] as const);
  return { url, method, headers: Object.fromEntries(masked), body: body === undefined ? null : String(body) };
}
