import type { VoiceRate } from "../domain/audio.ts";
import type { Channels } from "../services/channels.ts";
import { voiceChannel } from "../services/voice-channel.ts";
import type { VoiceServices } from "../services/voice-session.ts";
import { createWebrtcConnector } from "../providers/webrtc/connector.ts";
import { TimeSlices } from "../lib/time-slices.ts";
import { Pacer } from "../speech/pacer.ts";
import { createVoiceActivityDetectors } from "../speech/voice-activity.ts";
import type { Started } from "./started.ts";

/** What carries conversations by voice, and how those in a browser or an app are begun. */
export interface VoiceParts extends VoiceServices {
  readonly openings: Channels;
}

/** Makes this process ready for conversations by voice. */
export async function startVoice(started: Started): Promise<VoiceParts> {
  const { environment, logger, speech, catalog, recordings, metrics } = started;
  const detectors = await createVoiceActivityDetectors();
  const onError = (error: unknown) => logger.error({ err: error }, "A conversation's voice broke.");
  const pacer = new Pacer(onError);
  const slices = new TimeSlices(onError);
  metrics.gauge("operator_voices_open", "Conversations by voice whose audio this process carries.", () => pacer.size);
  const { OPERATOR_WEBRTC_ADDRESS: addresses, OPERATOR_WEBRTC_PORTS: ports } = environment;
  const media = createWebrtcConnector({ addresses, ports: ports ?? null });
  const openings = { voice_realtime: voiceChannel(speech) };
  const openDetector = (sampleRateHz: VoiceRate) => detectors.open(sampleRateHz);
  return { speech, catalog, recordings, pacer, slices, media, openDetector, openings };
}
