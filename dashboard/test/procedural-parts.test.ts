import type { ProcedureEvent } from "@operator/sdk";
import { describe, expect, it } from "vitest";
import { customerOf, draftOf, NOBODY, nameOf } from "../src/customers/customer-draft.ts";
import { removedLines } from "../src/customers/removed-words.ts";
import { batchOf, costText, NEW_BATCH } from "../src/procedural-agents/batch-settings.ts";
import { type Citation, differingFields, outputFields } from "../src/procedural-agents/output-fields.ts";
import { runSteps } from "../src/procedural-agents/run-steps.ts";
import { newSchedule, scheduleOf, settingsOf, timesText } from "../src/procedural-agents/schedule-settings.ts";
import { isUsable } from "../src/procedural-agents/usable-tools.ts";

const cited = (event_id: string, sequence: number): Citation => ({ event_id, sequence, type: "x", excerpt: "…" });

describe("an output", () => {
  it("is taken apart by its fields, each with the events it rests on, in their order", () => {
    const citations = {
      "/a/0": [cited("ev_2", 2), cited("ev_1", 1)],
      "/a": [cited("ev_1", 1)],
      "/b~1c": [cited("ev_3", 3)],
    };
    expect(
      outputFields({ a: ["x"], "b/c": 1 }, citations).map(({ name, citations: of }) => [
        name,
        of.map((c) => c.event_id),
      ]),
    ).toEqual([
      ["a", ["ev_1", "ev_2"]],
      ["b/c", ["ev_3"]],
    ]);
  });

  it.each([["text"], [null], [[1, 2]]])("may be %j, which has no fields", (output) => {
    expect(outputFields(output, { "": [cited("ev_1", 1)] })).toEqual([
      { name: "", value: output, citations: [cited("ev_1", 1)] },
    ]);
  });

  it.each([
    [[], []],
    [[{ a: 1 }], []],
    [
      [
        { a: 1, b: { x: 1, y: 2 } },
        { b: { y: 2, x: 1 }, a: 1 },
      ],
      [],
    ],
    [
      [
        { a: 1, b: 2 },
        { a: 1, b: 3 },
        { a: 1, b: 2 },
      ],
      ["b"],
    ],
    [[{ a: 1 }, { a: 1, b: null }], ["b"]],
    [["one", "other"], [""]],
  ])("is held against others: %j differ in %j", (outputs, names) => {
    expect([...differingFields(outputs)]).toEqual(names);
  });
});

describe("the steps of a run", () => {
  const event = (id: string, payload: object) =>
    ({ id, created_at: "2026-11-30T10:00:00.000Z", payload }) as unknown as ProcedureEvent;

  it("are what happened, a tool and its answer in one", () => {
    const call = { call_id: "call_1", name: "record_output", arguments: "{}" };
    const steps = runSteps([
      event("ev_1", { type: "procedure.started", trigger: "api" }),
      event("ev_2", { type: "agent.message.completed", text: "", interrupted: false }),
      event("ev_3", { type: "agent.tool_call.created", ...call, in_background: false }),
      event("ev_4", { type: "agent.tool_call.returned", ...call, outcome: "failed", error: "Write a wish." }),
      event("ev_5", {
        type: "procedure.ended",
        status: "failed",
        error: { code: "x", message: "It failed." },
        reason: null,
      }),
    ]);
    expect(steps).toMatchObject([
      { kind: "note", text: "The run began." },
      { kind: "tool", call: { name: "record_output", outcome: "failed", error: "Write a wish." } },
      { kind: "note", text: "It failed.", tone: "danger" },
    ]);
  });
});

describe("the form of a bulk run", () => {
  it("makes what the API takes, without what is not asked for", () => {
    expect(batchOf({ ...NEW_BATCH, agentId: "pa_1", words: " tea ", to: "2026-11-30" }, "Europe/Zurich")).toEqual({
      agent_id: "pa_1",
      compare_with: null,
      filter: { status: "completed", q: "tea", created_at_lt: "2026-11-30T23:00:00.000Z" },
      max_conversations: 100,
      budget: null,
      concurrency: 4,
      has_effects: false,
      livemode: true,
    });
  });

  it.each([
    [null, "–"],
    [0.0123, "$0.0123"],
    [0, "$0.00"],
    [12.5, "$12.50"],
  ])("writes a cost of %j as %s", (cost, text) => {
    expect(costText(cost)).toBe(text);
  });
});

describe("the form of a schedule", () => {
  it("takes up what is stored, and makes the same of it", () => {
    const stored = { agent_id: "pa_1@v2", cron: "0 9 * * MON", time_zone: "UTC", input: {} };
    const settings = settingsOf(stored as Parameters<typeof settingsOf>[0]);
    expect(settings.input).toBeUndefined();
    expect(scheduleOf(settings)).toEqual(stored);
  });

  it("says usual times in words, and leaves the others", () => {
    expect([timesText("@hourly"), timesText(newSchedule("UTC").cron), timesText("5 4 * * *")]).toEqual([
      "Every hour",
      "Monday to Friday at 9:00",
      "5 4 * * *",
    ]);
  });
});

describe("the tools of a procedural agent", () => {
  it.each([
    [{ ns: "api", name: "end_conversation" }, true],
    [{ ns: "syscall", name: "set_custom_fields" }, true],
    [{ ns: "syscall", name: "end_conversation" }, false],
    [{ ns: "syscall", name: "hold" }, false],
    [{ ns: "client", name: "show" }, false],
    [{ ns: "procedure", name: "Review" }, false],
  ] as const)("%j: %s", (tool, usable) => {
    expect(isUsable({ ...tool, description: "" })).toBe(usable);
  });
});

describe("the form of a customer", () => {
  it("forgets what is empty, and trims the rest", () => {
    const nothing = { phone_no: null, email: null, external_id: null, preferred_language: null, time_zone: null };
    const elsewhere = { salesforce_lead_id: null, salesforce_contact_id: null, zendesk_user_id: null };
    expect(customerOf({ ...NOBODY, name: " Kim ", extra: undefined })).toEqual({
      ...nothing,
      ...elsewhere,
      name: "Kim",
      extra: null,
    });
    const known = { ...nothing, ...elsewhere, name: "Kim", extra: { plan: "gold" } };
    expect(customerOf(draftOf(known as unknown as Parameters<typeof draftOf>[0]))).toEqual(known);
  });

  it("names somebody by the first thing that is known", () => {
    const nobody = { id: "cus_1", name: null, phone_no: null, email: null, external_id: null };
    expect([nameOf(nobody), nameOf({ ...nobody, email: "a@b.c" })]).toEqual(["cus_1", "a@b.c"]);
  });

  it("reports what was removed, without what there was nothing of", () => {
    const removed = { conversations: 2, events: 31, follow_ups: 0 } as Parameters<typeof removedLines>[0];
    expect(removedLines(removed)).toEqual([
      { title: "Conversations", count: 2 },
      { title: "Entries of their logs", count: 31 },
    ]);
  });
});
