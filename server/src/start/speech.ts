import { ConfigError, environmentForPrograms, type Environment } from "../config.ts";
import type { SpeechCatalog } from "../ports/speech-catalog.ts";
import type { SpeechToText } from "../ports/speech-to-text.ts";
import type { TextToSpeech } from "../ports/text-to-speech.ts";
import { createAssemblyAiListener } from "../providers/assemblyai/listener.ts";
import { createCartesiaListener } from "../providers/cartesia/listener.ts";
import { createCartesiaSpeaker } from "../providers/cartesia/speaker.ts";
import { createDeepgramListener } from "../providers/deepgram/listener.ts";
import { createDeepgramSpeaker } from "../providers/deepgram/speaker.ts";
import { createElevenLabsListener } from "../providers/elevenlabs/listener.ts";
import { createElevenLabsSpeaker } from "../providers/elevenlabs/speaker.ts";
import { createLocalListener, findLocalListener } from "../providers/local/listener.ts";
import { createLocalSpeaker, findLocalSpeaker } from "../providers/local/speaker.ts";
import { createOpenAiListener } from "../providers/openai/listener.ts";
import { createOpenAiSpeaker, describeVoices, OPENAI_VOICES } from "../providers/openai/speaker.ts";
import { createSpeechCatalog, inChosenOrder } from "../providers/speech-catalog.ts";
import type { VendorAccess } from "../providers/vendor-access.ts";

const OPENAI_URL = "https://api.openai.com/v1";
const TRANSCRIPTION_MODEL = "gpt-4o-mini-transcribe";
const SPEECH_MODEL = "gpt-4o-mini-tts";

/**
 * Makes the catalog of who listens and who speaks on this installation: the vendors that the environment has keys for,
 * its speech servers, and what is installed on the machine, which is looked at once. Throws `ConfigError` when the
 * environment chooses somebody who is not there.
 */
export function speechCatalogOf(environment: Environment): SpeechCatalog {
  const programs = environmentForPrograms();
  const listeners = [...listeningVendors(environment), ...localListeners(environment, programs["PATH"] ?? "")];
  const local = findLocalSpeaker(programs);
  const speakers = [...speakingVendors(environment), ...(local === null ? [] : [createLocalSpeaker(local)])];
  const { OPERATOR_SPEECH_TO_TEXT: listening, OPERATOR_TEXT_TO_SPEECH: speaking } = environment;
  return createSpeechCatalog({
    listeners: chosen(inChosenOrder(listeners, listening, "listens"), "OPERATOR_SPEECH_TO_TEXT"),
    speakers: chosen(inChosenOrder(speakers, speaking, "speaks"), "OPERATOR_TEXT_TO_SPEECH"),
  });
}

function chosen<Named>(inOrder: readonly Named[] | string, variable: string): readonly Named[] {
  if (typeof inOrder === "string") throw new ConfigError([`${variable}: ${inOrder}`]);
  return inOrder;
}

/** Those with the best streams first. Servers of one's own come before OpenAI, whose key is often there for models. */
function listeningVendors(environment: Environment): SpeechToText[] {
  const access = accessTo(environment);
  return [
    ...access("DEEPGRAM").map(createDeepgramListener),
    ...access("ASSEMBLYAI").map(createAssemblyAiListener),
    ...access("ELEVENLABS").map(createElevenLabsListener),
    ...access("CARTESIA").map(createCartesiaListener),
    ...environment.OPERATOR_SPEECH_SERVERS.flatMap(({ transcriptionModel: model, ...server }) =>
      model === null ? [] : [createOpenAiListener({ ...server, model })],
    ),
    ...access("OPENAI").map(({ apiKey, baseUrl = OPENAI_URL }) =>
      createOpenAiListener({ name: "openai", apiKey, baseUrl, model: TRANSCRIPTION_MODEL }),
    ),
  ];
}

function speakingVendors(environment: Environment): TextToSpeech[] {
  const access = accessTo(environment);
  return [
    ...access("ELEVENLABS").map(createElevenLabsSpeaker),
    ...access("CARTESIA").map(createCartesiaSpeaker),
    ...access("DEEPGRAM").map(createDeepgramSpeaker),
    ...environment.OPERATOR_SPEECH_SERVERS.flatMap(({ speechModel: model, voices, ...server }) =>
      model === null ? [] : [createOpenAiSpeaker({ ...server, model, voices: describeVoices(voices) })],
    ),
    ...access("OPENAI").map(({ apiKey, baseUrl = OPENAI_URL }) =>
      createOpenAiSpeaker({ name: "openai", apiKey, baseUrl, model: SPEECH_MODEL, voices: OPENAI_VOICES }),
    ),
  ];
}

function localListeners(environment: Environment, path: string): SpeechToText[] {
  const { OPERATOR_WHISPER_PROGRAM: whisperProgram, OPERATOR_WHISPER_MODEL: whisperModel } = environment;
  const found = findLocalListener({ whisperProgram, whisperModel, path });
  return found === null ? [] : [createLocalListener(found)];
}

type Vendor = "DEEPGRAM" | "ASSEMBLYAI" | "ELEVENLABS" | "CARTESIA" | "OPENAI";

/** Returns what gives the way to a vendor as a list of one; an empty one when there is no key. */
function accessTo(environment: Environment) {
  return (vendor: Vendor): VendorAccess[] => {
    const apiKey = environment[`${vendor}_API_KEY`];
    return apiKey === undefined ? [] : [{ apiKey, baseUrl: environment[`${vendor}_BASE_URL`] }];
  };
}
