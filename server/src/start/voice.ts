import type { VoiceServices } from "../services/voice-session.ts";
import { createWebrtcConnector } from "../providers/webrtc/connector.ts";
import { Pacer } from "../speech/pacer.ts";
import { createVoiceActivityDetectors } from "../speech/voice-activity.ts";
import type { Started } from "./started.ts";

/** Makes this process ready for conversations by voice. */
export async function startVoice(started: Started): Promise<VoiceServices> {
  const { environment, logger, speech, catalog, recordings, metrics } = started;
  const detectors = await createVoiceActivityDetectors();
  const pacer = new Pacer((error) => logger.error({ err: error }, "A conversation's voice broke."));
  metrics.gauge("operator_voices_open", "Conversations by voice whose audio this process carries.", () => pacer.size);
  const { OPERATOR_WEBRTC_ADDRESS: addresses, OPERATOR_WEBRTC_PORTS: ports } = environment;
  const media = createWebrtcConnector({ addresses, ports: ports ?? null });
  return { speech, catalog, recordings, pacer, media, openDetector: (sampleRateHz) => detectors.open(sampleRateHz) };
}
