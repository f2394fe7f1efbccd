import { describe, expect, it } from "vitest";
import { recordingNotice } from "./recording-notice.ts";
import { voiceConfigSchema } from "./voice-config.ts";
import { recordingNoticeIn } from "./voice-phrases.ts";

const settings = (recording: object) => voiceConfigSchema.parse({ recording }).recording;

describe("the notice of a recording", () => {
  it("is the platform's sentence in the conversation's language", () => {
    expect(recordingNotice(settings({ is_enabled: true }), "German")).toBe(recordingNoticeIn("German"));
    expect(recordingNoticeIn("German")).not.toBe(recordingNoticeIn("English"));
  });

  it("is in the agent's own words where there are some", () => {
    const notice = "We record this.";
    expect(recordingNotice(settings({ is_enabled: true, notice }), "German")).toBe(notice);
  });

  it.each([{}, { notice: "We record this." }, { is_enabled: true, is_notice_given: false }])(
    "is not given with %j",
    (recording) => {
      expect(recordingNotice(settings(recording), "English")).toBeNull();
    },
  );
});
