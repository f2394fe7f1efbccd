import { ConfigError } from "../config.ts";
import type { PhoneNetwork } from "../ports/telephony.ts";
import { callMediaOpener } from "../providers/sip/media/call-media-opener.ts";
import { LATENESS_STEPS } from "../providers/sip/media/media-orders.ts";
import { MediaThreads } from "../providers/sip/media/media-threads.ts";
import { readSipSettings } from "../providers/sip/settings.ts";
import { SipNetwork } from "../providers/sip/sip-network.ts";
import { rtpMetrics } from "../services/rtp-metrics.ts";
import type { Started } from "./started.ts";
import { threadProgram } from "./thread-program.ts";

/**
 * Begins to speak SIP where the settings say so. Null where they do not. Throws `ConfigError` that
 * says what to change.
 */
export async function openSip(started: Started): Promise<PhoneNetwork | null> {
  const { environment, logger, metrics, undo } = started;
  const settings = await sensible(() => readSipSettings(environment));
  if (settings === null) return null;
  const onError = (error: unknown) => logger.error({ err: error }, "Something about the audio of a call failed.");
  const onSent = rtpMetrics(metrics.registry, LATENESS_STEPS);
  const program = threadProgram(started, "media-thread");
  const threads = new MediaThreads({ program, count: environment.OPERATOR_RTP_THREADS, onError, onSent });
  undo.push(() => threads.close());
  const network = new SipNetwork({
    settings,
    openMedia: callMediaOpener({ threads, ports: environment.OPERATOR_RTP_PORTS }),
    note: (message, detail) => logger.warn(detail, message),
  });
  // Whatever calls were let end before; those that are left are told goodbye.
  undo.push(() => network.close(0));
  await sensible(() => network.open());
  return network;
}

async function sensible<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error)]);
  }
}
