import { startFakeModelServer } from "../../server/src/testing/fake-model-server.ts";
import { answerCalls } from "../side-process.ts";
import { FIRST_TOKEN_AFTER, TOKEN_EVERY, TOKENS } from "./model-timing.ts";

/** The model of the chat benchmark, as a process. */
const calls = {
  /** Starts it. Answers with its base URL. */
  async open(): Promise<{ baseUrl: string }> {
    const pieces = Array.from({ length: TOKENS }, (_, index) => ` word${index}`);
    const { baseUrl } = await startFakeModelServer({
      answer: { firstPieceAfter: FIRST_TOKEN_AFTER, pieceEvery: TOKEN_EVERY, pieces },
    });
    return { baseUrl };
  },
};

/** What `model-process.ts` can be asked to do. */
export type ModelCalls = typeof calls;

answerCalls(calls);
