import {
  type FakeAnswer,
  type FakeModelRequest,
  startFakeModelServer,
} from "../../server/src/testing/fake-model-server.ts";
import { answerCalls } from "../side-process.ts";
import { TOOL_ARGUMENTS } from "../tools/tool.ts";
import { FIRST_TOKEN_AFTER, TOKEN_EVERY, TOKENS } from "./model-timing.ts";

/** The model of the benchmarks, as a process. */
const calls = {
  /** Starts it; given a tool, it calls that before each answer, and takes no time. Answers with its base URL. */
  async open({ toolName }: { toolName: string | null }): Promise<{ baseUrl: string }> {
    const answer = toolName === null ? TALKING : callingFirst(toolName);
    const { baseUrl } = await startFakeModelServer({ answer });
    return { baseUrl };
  },
};

const TALKING: FakeAnswer = {
  firstPieceAfter: FIRST_TOKEN_AFTER,
  pieceEvery: TOKEN_EVERY,
  pieces: Array.from({ length: TOKENS }, (_, index) => ` word${index}`),
};

function callingFirst(name: string): (request: FakeModelRequest) => FakeAnswer {
  const atOnce = { firstPieceAfter: 0, pieceEvery: 0 };
  const calling = { ...atOnce, pieces: [], toolCalls: [{ name, arguments: JSON.stringify(TOOL_ARGUMENTS) }] };
  const telling = { ...atOnce, pieces: ["It is done."] };
  return ({ messages }) => (messages.at(-1)?.role === "tool" ? telling : calling);
}

/** What `model-process.ts` can be asked to do. */
export type ModelCalls = typeof calls;

answerCalls(calls);
