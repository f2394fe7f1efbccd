import { SpeechError } from "../../src/ports/speech-error.ts";
import { createAssemblyAiListener } from "../../src/providers/assemblyai/listener.ts";
import { createCartesiaListener } from "../../src/providers/cartesia/listener.ts";
import { createDeepgramListener } from "../../src/providers/deepgram/listener.ts";
import { createElevenLabsListener } from "../../src/providers/elevenlabs/listener.ts";
import { createOpenAiListener } from "../../src/providers/openai/listener.ts";
import { scriptedSpeechToText } from "../../src/testing/scripted-speech-to-text.ts";
import { type ListenScenario, speechToTextContract } from "../../src/testing/speech-to-text-contract.ts";
import { startAtLocalProgram } from "./local-program.ts";
import { startAtSocketVendor } from "./socket-vendor.ts";
import { startAtTranscriptionServer } from "./transcription-server.ts";
import { assemblyAiProtocol, cartesiaProtocol, deepgramProtocol, elevenLabsProtocol } from "./vendor-protocols.ts";

speechToTextContract("deepgram", () => startAtSocketVendor(deepgramProtocol, createDeepgramListener));

speechToTextContract("elevenlabs", () => startAtSocketVendor(elevenLabsProtocol, createElevenLabsListener));

speechToTextContract("cartesia", async () => ({
  ...(await startAtSocketVendor(cartesiaProtocol, createCartesiaListener)),
  takesKeywords: false,
}));

speechToTextContract("assemblyai", () => startAtSocketVendor(assemblyAiProtocol, createAssemblyAiListener));

speechToTextContract("openai", () => startAtTranscriptionServer(createOpenAiListener));

speechToTextContract("local", startAtLocalProgram);

speechToTextContract("the double", () => {
  let scenario: ListenScenario = {};
  const double = scriptedSpeechToText({ script: () => ({ heard: scenario.utterances ?? [] }), keepsAudio: true });
  /** Does to each stream what its scenario says beyond its words. */
  const listener = {
    name: double.name,
    open(...request: Parameters<typeof double.open>) {
      const { refuses, stalls, breaks } = scenario;
      const stream = double.open(...request);
      if (refuses) {
        const isRetryable = refuses.status === 429 || refuses.status >= 500;
        stream.fail(new SpeechError("refused", { isRetryable, status: refuses.status }));
      }
      if (breaks) stream.fail(new SpeechError("broken", { isRetryable: true }));
      if (stalls) stream.stall();
      return stream;
    },
  };
  const impatient = {
    name: double.name,
    open(...request: Parameters<typeof double.open>) {
      const stream = listener.open(...request);
      stream.fail(new SpeechError("stalled", { isRetryable: true }));
      return stream;
    },
  };
  return Promise.resolve({
    listener,
    impatient,
    next: (next) => {
      scenario = next;
    },
    lastSeen() {
      const stream = double.opened.at(-1);
      return {
        languages: stream?.request.languages ?? [],
        keywords: stream?.request.keywords ?? [],
        samples: stream?.audio.flatMap((samples) => [...samples]) ?? [],
      };
    },
    garbage: null,
    openConnections: () => double.opened.filter(({ isOver }) => !isOver).length,
    close: () => Promise.resolve(),
  });
});
