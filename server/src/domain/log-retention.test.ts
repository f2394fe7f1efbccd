import { describe, expect, it } from "vitest";
import { logRetentionSchema } from "./log-retention.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("how long activities are kept", () => {
  it.each([
    ["30d", { api_request: 30 * DAY, job: 30 * DAY }],
    ["12h", { api_request: 12 * HOUR, model_call: 12 * HOUR }],
    ["30d,model_call=7d,api_request=90d", { model_call: 7 * DAY, api_request: 90 * DAY, sign_in: 30 * DAY }],
    [" 30d , job = 1h ", { job: HOUR, tool_call: 30 * DAY }],
    ["1d,job=2d,job=3d", { job: 3 * DAY }],
  ])("is read from %s", (text, kept) => {
    expect(logRetentionSchema.parse(text)).toMatchObject(kept);
  });

  it.each([
    ["", ['"" is no time']],
    ["30", ['"30" is no time']],
    ["0d", ['"0d" is no time']],
    ["-1d", ['"-1d" is no time']],
    ["9999999d", ['"9999999d" is no time']],
    ["30d,emails=7d", ['"emails" is not a kind of activity: these are api_request, webhook_delivery']],
    ["30d,7d", ['"7d" is not a kind', '"" is no time']],
    ["30d,job", ['"" is no time']],
    ["30d,constructor=1d", ['"constructor" is not a kind']],
    ["x,y=1d,job=z", ['"x" is no time', '"y" is not a kind', '"z" is no time']],
  ])("names what is wrong in %s", (text, problems) => {
    const messages = logRetentionSchema.safeParse(text).error?.issues.map(({ message }) => message);
    expect(messages).toEqual(problems.map((problem) => expect.stringContaining(problem)));
  });
});
