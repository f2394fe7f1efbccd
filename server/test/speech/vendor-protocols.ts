import { type ClientMessage, checkNames, samplesOf, type VendorProtocol } from "./socket-vendor.ts";

/** What Deepgram's reference says of `/v1/listen`. */
export const deepgramProtocol: VendorProtocol = {
  path: "/v1/listen",
  checkKey(headers, apiKey) {
    if (headers.authorization !== `Token ${apiKey}`) throw new Error("Deepgram wants `Authorization: Token KEY`.");
  },
  readQuery(query) {
    const needed = ["model", "language", "encoding", "sample_rate", "channels", "interim_results"];
    checkNames(query, { needed, optional: ["punctuate", "endpointing", "keyterm", "keywords"] });
    if (query.get("encoding") !== "linear16") throw new Error("The audio is linear16.");
    return {
      languages: [query.get("language") ?? ""],
      keywords: [...query.getAll("keyterm"), ...query.getAll("keywords")],
    };
  },
  readMessage(message) {
    if (typeof message !== "string") return { audio: samplesOf(message) };
    const kinds: Record<string, ClientMessage> = {
      '{"type":"Finalize"}': "finalize",
      '{"type":"CloseStream"}': "farewell",
      '{"type":"KeepAlive"}': "keep_alive",
    };
    return kinds[message] ?? off(message);
  },
  refusal: (message) => ({ err_code: "INVALID", err_msg: message, request_id: "5f0e" }),
  greeting: [{ type: "Metadata", request_id: "5f0e", channels: 1 }],
  partial: (transcript, seconds) => [deepgramResults({ transcript, seconds, isFinal: false })],
  final: (transcript, seconds) => [deepgramResults({ transcript, seconds, isFinal: true, fromFinalize: true })],
};

/** A message of Deepgram with a transcript of the last audio before `seconds`. */
export function deepgramResults(results: {
  transcript: string;
  seconds: number;
  isFinal: boolean;
  fromFinalize?: boolean;
  start?: number;
  languages?: string[];
}): object {
  const { transcript, seconds, isFinal, fromFinalize = false, start = Math.max(0, seconds - 5), languages } = results;
  return {
    type: "Results",
    channel_index: [0, 1],
    duration: seconds - start,
    start,
    is_final: isFinal,
    speech_final: false,
    from_finalize: fromFinalize,
    channel: { alternatives: [{ transcript, confidence: 0.9, words: [], ...(languages && { languages }) }] },
  };
}

/** What ElevenLabs' reference says of its realtime transcription. */
export const elevenLabsProtocol: VendorProtocol = {
  path: "/v1/speech-to-text/realtime",
  checkKey(headers, apiKey) {
    if (headers["xi-api-key"] !== apiKey) throw new Error("ElevenLabs wants `xi-api-key: KEY`.");
  },
  readQuery(query) {
    const optional = ["language_code", "keyterms", "include_timestamps", "include_language_detection"];
    checkNames(query, { needed: ["model_id", "audio_format", "commit_strategy"], optional });
    return { languages: query.getAll("language_code"), keywords: query.getAll("keyterms") };
  },
  readMessage(message) {
    if (typeof message !== "string") return off("bytes");
    const chunk = JSON.parse(message) as Record<string, unknown>;
    const { message_type: type, audio_base_64: audio, commit, sample_rate: rate } = chunk;
    if (type !== "input_audio_chunk" || typeof audio !== "string" || typeof rate !== "number") return off(message);
    if (commit === true) return audio === "" ? "finalize" : off(message);
    return { audio: samplesOf(Buffer.from(audio, "base64")) };
  },
  refusal: (message) => ({ detail: { status: "refused", message } }),
  greeting: [{ message_type: "session_started", session_id: "0b0a", config: { sample_rate: 16_000 } }],
  partial: (text) => [{ message_type: "partial_transcript", text }],
  final: (text) => [{ message_type: "committed_transcript", text }],
};

/** What Cartesia's reference says of `/stt/websocket`. */
export const cartesiaProtocol: VendorProtocol = {
  path: "/stt/websocket",
  checkKey(headers, apiKey) {
    if (headers["x-api-key"] !== apiKey) throw new Error("Cartesia wants `X-API-Key: KEY`.");
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(headers["cartesia-version"])))
      throw new Error("Cartesia wants its version.");
  },
  readQuery(query) {
    checkNames(query, { needed: ["model", "language", "encoding", "sample_rate"], optional: [] });
    const language = query.get("language") ?? "";
    if (query.get("model") === "ink-2" && language !== "en") throw new Error("Ink 2 knows English only.");
    return { languages: [language], keywords: [] };
  },
  readMessage(message) {
    if (typeof message !== "string") return { audio: samplesOf(message) };
    const kinds: Record<string, ClientMessage> = { finalize: "finalize", close: "farewell" };
    return kinds[message] ?? off(message);
  },
  refusal: (message) => ({ type: "error", title: "Refused", message, error_code: "refused" }),
  greeting: [],
  partial: (text) => [{ type: "transcript", is_final: false, request_id: "b67e", text, language: "en" }],
  final: (text) => [
    // Deltas, cut anywhere: nothing is to be put between them, nor taken from them.
    ...(text === "" ? [] : [cartesiaFinal(text.slice(0, 3)), cartesiaFinal(text.slice(3))]),
    { type: "flush_done", request_id: "b67e" },
  ],
};

function cartesiaFinal(text: string): object {
  return { type: "transcript", is_final: true, request_id: "b67e", text, duration: 1, language: "en" };
}

/** What AssemblyAI's reference says of its streaming API, version 3. */
export const assemblyAiProtocol: VendorProtocol = {
  path: "/v3/ws",
  checkKey(headers, apiKey) {
    if (headers.authorization !== apiKey) throw new Error("AssemblyAI wants `Authorization: KEY`.");
  },
  readQuery(query) {
    const optional = ["format_turns", "end_of_turn_confidence_threshold", "language_detection", "keyterms_prompt"];
    checkNames(query, { needed: ["speech_model", "encoding", "sample_rate"], optional });
    const isEnglish = query.get("speech_model") === "universal-streaming-english";
    // It is told no language but by its model.
    return {
      languages: [isEnglish ? "en" : "de"],
      keywords: JSON.parse(query.get("keyterms_prompt") ?? "[]") as string[],
    };
  },
  readMessage(message, query) {
    if (typeof message !== "string") {
      const ms = (message.length / 2 / Number(query.get("sample_rate"))) * 1000;
      if (ms < 50 || ms > 1_000) throw new Error(`AssemblyAI takes pieces of 50 to 1000 ms, not of ${ms}.`);
      return { audio: samplesOf(message) };
    }
    const kinds: Record<string, ClientMessage> = {
      '{"type":"ForceEndpoint"}': "finalize",
      '{"type":"Terminate"}': "farewell",
    };
    return kinds[message] ?? off(message);
  },
  refusal: (message) => ({ error: message }),
  greeting: [{ type: "Begin", id: "de5d", expires_at: 1_759_796_682 }],
  partial: (text) => [assemblyAiTurn({ text, isOver: false, confidence: 0.25 })],
  final: (text) => [assemblyAiTurn({ text, isOver: true, confidence: 0.75 })],
};

/** A message of AssemblyAI with a turn so far, of which the last word may still change. */
export function assemblyAiTurn({
  text,
  isOver,
  confidence,
}: {
  text: string;
  isOver: boolean;
  confidence: number;
}): object {
  const words = text.split(" ").filter(Boolean);
  const firm = isOver ? words : words.slice(0, -1);
  return {
    type: "Turn",
    turn_order: 0,
    turn_is_formatted: false,
    end_of_turn: isOver,
    transcript: firm.join(" "),
    end_of_turn_confidence: confidence,
    words: words.map((word, place) => ({
      text: word,
      start: 0,
      end: 1,
      confidence: 0.5,
      word_is_final: place < firm.length,
    })),
    utterance: "",
  };
}

function off(message: string): never {
  throw new Error(`The vendor does not know ${message}.`);
}
