import type { VoiceServices } from "../services/voice-session.ts";
import { Pacer } from "../speech/pacer.ts";
import { createVoiceActivityDetectors } from "../speech/voice-activity.ts";
import type { Started } from "./started.ts";

/** Makes this process ready for conversations by voice. */
export async function startVoice({ logger, speech, catalog, recordings, metrics }: Started): Promise<VoiceServices> {
  const detectors = await createVoiceActivityDetectors();
  const pacer = new Pacer((error) => logger.error({ err: error }, "A conversation's voice broke."));
  metrics.gauge("operator_voices_open", "Conversations by voice whose audio this process carries.", () => pacer.size);
  return { speech, catalog, recordings, pacer, openDetector: (sampleRateHz) => detectors.open(sampleRateHz) };
}
