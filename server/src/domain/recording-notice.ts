import type { VoiceConfig } from "./voice-config.ts";
import { recordingNoticeIn } from "./voice-phrases.ts";

/**
 * Says what the user is told, at the begin, of the recording: the agent's own words or the platform's sentence in a
 * language, by its English name. Null when nothing is recorded or nobody is to be told.
 */
export function recordingNotice(settings: VoiceConfig["recording"], language: string): string | null {
  if (!settings.is_enabled || !settings.is_notice_given) return null;
  return settings.notice ?? recordingNoticeIn(language);
}
