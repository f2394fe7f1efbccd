import {
  addSentMessage,
  applyEvent,
  type ConnectionState,
  EMPTY_TRANSCRIPT,
  type ServerEvent,
  type Session,
  type SessionEnd,
  type Transcript,
} from "@operator/sdk";
import { ENDINGS } from "./endings.ts";
import { type InputHandlers, type InputOptions, openInput, type UserInput } from "./user-input.ts";

/** How long nothing must happen before the person is asked for the next line. */
const QUIET = 150;
/** How long a greeting may take to begin before it is the person's turn. */
const GREETING = 1_500;
/** How long the server may take to end the conversation before the program leaves anyway. */
const FAREWELL = 5_000;

/** What a person is told whose agent answers by rules. */
export const SIMULATED = "Simulated: a small rule-based assistant answers, not a language model.";

/** Who is shown a talk: a person, or a program. */
export interface TalkView {
  /** Shows what happened. */
  event(event: ServerEvent): void;
  /** Shows what the transcript has more than when it was last shown. */
  show(transcript: Transcript): void;
  /** Takes the transcript as shown without showing it. */
  skip(transcript: Transcript): void;
  /** Shows a remark of the program, not of the conversation. */
  remark(text: string): void;
}

/** What a talk is held with. */
export interface TalkOptions {
  view: TalkView;
  input: InputOptions;
  /** Whether the person has been told that the agent is simulated. */
  isSimulationNamed: boolean;
  /** Opens the session; is handed what to call when the line changes. */
  open(onConnection: (state: ConnectionState) => void): Session;
}

/** Holds one conversation between a person at a terminal (or a pipe) and an agent. */
export class Talk implements InputHandlers {
  readonly #view: TalkView;
  readonly #session: Session;
  readonly #input: UserInput;
  readonly #isTerminal: boolean;
  #transcript: Transcript = EMPTY_TRANSCRIPT;
  /** Set by Ctrl-C: what is left of the reply is not printed. */
  #isMuted = false;
  #hasAskedToQuit = false;
  #isLeaving = false;
  #isSimulationNamed: boolean;
  #isLineDown = false;
  #prompting: NodeJS.Timeout | undefined;
  #leaving: NodeJS.Timeout | undefined;

  constructor({ view, input, isSimulationNamed, open }: TalkOptions) {
    this.#view = view;
    this.#isSimulationNamed = isSimulationNamed;
    this.#isTerminal = input.isTerminal;
    this.#session = open((state) => this.#followLine(state));
    this.#input = openInput(this, input);
  }

  /** Talks until the conversation is over. Resolves with why it is. */
  async hold(): Promise<SessionEnd> {
    this.#session.start();
    for await (const event of this.#session) this.#take(event);
    clearTimeout(this.#prompting);
    clearTimeout(this.#leaving);
    this.#input.withdraw();
    this.#input.close();
    const end = this.#session.connection.name === "over" ? this.#session.connection.end : "closed";
    this.#view.remark(ENDINGS[end]);
    return end;
  }

  onLine(text: string): void {
    this.#hasAskedToQuit = false;
    if (text.trim() === "") return this.#promptAfter(0);
    if (text.trim() === "/quit") return this.#leave();
    try {
      const id = this.#session.send(text);
      this.#transcript = addSentMessage(this.#transcript, { id, text, at: new Date().toISOString() });
    } catch (error) {
      this.#remark((error as Error).message);
    }
  }

  onInterrupt(): void {
    if (this.#isLeaving) return this.#session.close();
    if (this.#transcript.isAnswering && !this.#isMuted) {
      this.#isMuted = true;
      this.#remark("(cut off here; your next message interrupts the agent)");
    } else if (this.#hasAskedToQuit) {
      return this.#leave();
    } else {
      this.#hasAskedToQuit = true;
      this.#remark("(Ctrl-C once more, or /quit, ends the conversation)");
    }
  }

  onEnd(): void {
    this.#leave();
  }

  #take(event: ServerEvent): void {
    this.#transcript = applyEvent(this.#transcript, event);
    this.#view.event(event);
    if (event.payload.type === "user.message.received") this.#isMuted = false;
    if (this.#isMuted) {
      this.#view.skip(this.#transcript);
    } else {
      this.#input.withdraw();
      this.#view.show(this.#transcript);
    }
    this.#nameSimulation();
    const isOpening = event.payload.type === "conversation.started";
    this.#promptAfter(isOpening && !this.#isTerminal ? GREETING : QUIET);
  }

  #nameSimulation(): void {
    if (this.#transcript.isSimulated !== true || this.#isSimulationNamed) return;
    this.#isSimulationNamed = true;
    this.#remark(SIMULATED);
  }

  /** Asks for the next line once it is the person's turn and nothing has happened for a while. */
  #promptAfter(quiet: number): void {
    clearTimeout(this.#prompting);
    const { isStarted, isAnswering, ended, entries } = this.#transcript;
    const isSending = entries.some((entry) => entry.kind === "user_message" && entry.state === "sending");
    const isPersonsTurn = isStarted && !ended && !isSending && (!isAnswering || this.#isMuted);
    if (isPersonsTurn && !this.#isLeaving) this.#prompting = setTimeout(() => this.#input.prompt(), quiet);
  }

  #followLine(state: ConnectionState): void {
    if (state.name === "reconnecting" && !this.#isLineDown) {
      this.#isLineDown = true;
      this.#remark("(connection lost; reconnecting …)");
    } else if (state.name === "open" && this.#isLineDown) {
      this.#isLineDown = false;
      this.#remark("(connected again)");
    }
  }

  #remark(text: string): void {
    this.#input.withdraw();
    this.#view.remark(text);
    this.#promptAfter(0);
  }

  #leave(): void {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    clearTimeout(this.#prompting);
    this.#session.end();
    this.#leaving = setTimeout(() => this.#session.close(), FAREWELL);
  }
}
