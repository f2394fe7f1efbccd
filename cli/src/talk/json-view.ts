import type { ServerEvent } from "@operator/sdk";
import type { Output } from "../output/output.ts";
import type { TalkView } from "./talk-session.ts";

/** Shows a talk to a program: every event as JSON on a line of its own, and remarks apart from them. */
export function jsonView(out: Output, err: Output): TalkView {
  return {
    event: (event: ServerEvent) => out.jsonLine(event),
    show: () => undefined,
    skip: () => undefined,
    remark: (text) => err.line(text),
  };
}
