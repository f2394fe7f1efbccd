import { startFakeModelServer } from "../../server/src/testing/fake-model-server.ts";
import { answerCalls } from "../side-process.ts";
import { ANSWER } from "./dialogue.ts";

/** The model of the voice benchmark, as a process. */
const calls = {
  /** Starts it. Answers with its base URL. */
  async open(_: null): Promise<{ baseUrl: string }> {
    const { baseUrl } = await startFakeModelServer({ answer: { firstPieceAfter: 0, pieceEvery: 5, pieces: ANSWER } });
    return { baseUrl };
  },
};

/** What `model-process.ts` can be asked to do. */
export type VoiceModelCalls = typeof calls;

answerCalls(calls);
