import { expect, test } from "vitest";
import { type Candidate, decideAfterConversation } from "./after-conversation.ts";
import type { ConversationStatus } from "./conversation.ts";
import { proceduralAgentConfigSchema } from "./procedural-agent-config.ts";

function candidate(agent_id: string, filter_statuses: string[], more: Partial<Candidate> = {}): Candidate {
  const runtime = { model: "a/b", prompt: { type: "fixed", text: "x" } };
  const config = proceduralAgentConfigSchema.parse({ filter_statuses, runtime });
  return { reference: agent_id, trigger: "conversation_end", version: { agent_id, version: 2, config }, ...more };
}

const run = (agentId: string, trigger = "conversation_end") => ({ type: "run", agentId, version: 2, trigger });
const PASS = { type: "pass" };

test.each<[string, ConversationStatus, Candidate[], object[]]>([
  ["runs what wants the status", "completed", [candidate("pa_1", ["completed"])], [run("pa_1")]],
  ["passes over what wants another", "failed", [candidate("pa_1", ["completed", "voicemail"])], [PASS]],
  ["passes over what wants none", "completed", [candidate("pa_1", [])], [PASS]],
  [
    "runs every one of several that fit",
    "busy",
    [candidate("pa_1", ["busy"]), candidate("pa_2", ["failed"]), candidate("pa_3", ["no-answer", "busy"])],
    [run("pa_1"), PASS, run("pa_3")],
  ],
  [
    "runs an agent once, the first time it is named",
    "completed",
    [candidate("pa_1", ["completed"], { trigger: "summary" }), candidate("pa_1", ["completed"])],
    [run("pa_1", "summary"), PASS],
  ],
  [
    "runs an agent the second time it is named when the first version does not want the status",
    "failed",
    [candidate("pa_1", ["completed"]), candidate("pa_1", ["failed"])],
    [PASS, run("pa_1")],
  ],
  [
    "names what is not there",
    "completed",
    [{ reference: "pa_9@v3", trigger: "conversation_end", version: undefined }],
    [{ type: "absent", reference: "pa_9@v3" }],
  ],
  ["does nothing without agents", "completed", [], []],
])("After a conversation it %s", (_what, status, candidates, expected) => {
  expect(decideAfterConversation(status, candidates)).toEqual(expected);
});
