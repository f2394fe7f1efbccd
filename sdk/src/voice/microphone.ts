/** Why there is no microphone. */
export type MicrophoneProblem =
  /** The person, or the browser's settings, do not allow it. */
  | "refused"
  /** No microphone is plugged in. */
  | "no_device"
  /** There is one, and it cannot be had: another program holds it, or the system does not give it out. */
  | "in_use"
  /** Browsers give microphones only to pages that came over https or from this machine. */
  | "insecure"
  /** The browser cannot do it. */
  | "unsupported"
  /** It was unplugged while it was in use. */
  | "lost";

/** The microphone could not be opened; `problem` says why. */
export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem;

  constructor(problem: MicrophoneProblem, cause?: unknown) {
    super(`There is no microphone: ${problem}.`, cause === undefined ? undefined : { cause });
    this.name = "MicrophoneError";
    this.problem = problem;
  }
}

/** Names of errors of `getUserMedia` (Media Capture and Streams) that tell why; any other is a device that fails. */
const PROBLEMS: Readonly<Record<string, MicrophoneProblem>> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "no_device",
  OverconstrainedError: "no_device",
};

/** Opens the microphone, with the browser's own echo cancellation. Throws a `MicrophoneError`. */
export async function openMicrophone(): Promise<MediaStream> {
  const lacking = whatIsLacking();
  if (lacking !== null) throw new MicrophoneError(lacking);
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (cause) {
    throw new MicrophoneError(PROBLEMS[(cause as Error).name] ?? "in_use", cause);
  }
}

/** Finds out, without asking the person, why a microphone could not be opened; null when it may well be. */
export async function findMicrophoneProblem(): Promise<MicrophoneProblem | null> {
  const lacking = whatIsLacking();
  if (lacking !== null) return lacking;
  if (await isRefused()) return "refused";
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === "audioinput") ? null : "no_device";
}

function whatIsLacking(): MicrophoneProblem | null {
  if (!isSecureContext) return "insecure";
  return typeof AudioWorkletNode === "undefined" || navigator.mediaDevices === undefined ? "unsupported" : null;
}

async function isRefused(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: "microphone" })).state === "denied";
  } catch {
    // A browser that does not know this permission says no more than that; the person will be asked.
    return false;
  }
}
