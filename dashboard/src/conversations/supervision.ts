import type { Client, ServerEvent } from "@operator/sdk";
import { type BrowserAudio, openBrowserAudio } from "@operator/sdk/voice";
import workletUrl from "@operator/sdk/voice-worklet?worker&url";
import { monoOf } from "./mono-samples.ts";

/** How somebody's supervision of a conversation stands; another object after every change. */
export interface SupervisionView {
  line: "opening" | "open" | "over";
  /** Whether the supervisor talks in the agent's place. */
  hasTakenOver: boolean;
  /** What could not be done, or why it is over; null while all is well. */
  problem: string | null;
}

/** What a supervisor sends. */
type Order =
  | { type: "supervisor.whisper"; text: string; is_urgent: boolean }
  | { type: "supervisor.take_over" }
  | { type: "supervisor.give_back" };

/** Somebody's ear and voice in a conversation by voice that runs. Listeners are told of every change. */
export class Supervision {
  readonly #listeners = new Set<() => void>();
  #socket: WebSocket | null = null;
  #audio: BrowserAudio | null = null;
  #isClosed = false;
  #view: SupervisionView = { line: "opening", hasTakenOver: false, problem: null };

  constructor(client: Client, id: string) {
    this.#open(client, id).catch((error: unknown) => this.#end(messageOf(error)));
  }

  /** How it stands. */
  readonly view = (): SupervisionView => this.#view;

  /** Calls `listener` after every change, until the function it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells the agent something that the user does not hear. */
  whisper(text: string, isUrgent: boolean): void {
    this.#send({ type: "supervisor.whisper", text, is_urgent: isUrgent });
  }

  /** Talks with the user in the agent's place. The microphone is opened first. Throws a `MicrophoneError` without one. */
  async takeOver(): Promise<void> {
    await this.#audio?.openMicrophone();
    this.#audio?.setMuted(false);
    this.#send({ type: "supervisor.take_over" });
  }

  /** Leaves the user to the agent again. */
  giveBack(): void {
    this.#audio?.setMuted(true);
    this.#send({ type: "supervisor.give_back" });
  }

  /** Leaves. */
  close(): void {
    this.#isClosed = true;
    this.#socket?.close();
    this.#audio?.close();
  }

  async #open(client: Client, id: string): Promise<void> {
    const [{ token, supervision_url }, audio] = await Promise.all([
      client.conversations.supervision(id),
      openBrowserAudio({ workletUrl, codec: "pcm" }).catch(() => null),
    ]);
    if (this.#isClosed) return audio?.close();
    this.#audio = audio;
    audio?.giveTo({ onCaptured: ({ samples }) => this.#say(samples), onPlayback: () => undefined });
    const socket = new WebSocket(addressOf(supervision_url, token));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#change({ line: "open" });
    socket.onmessage = ({ data }: MessageEvent<unknown>) => this.#take(data);
    socket.onclose = ({ code, reason }) => this.#end(code === 1000 ? null : reason || `The line was lost (${code}).`);
    this.#socket = socket;
  }

  #take(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      this.#audio?.order({ type: "put", samples: monoOf(data) });
      return;
    }
    const { payload } = JSON.parse(String(data)) as ServerEvent;
    if (payload.type === "supervisor.took_over") this.#change({ hasTakenOver: true, problem: null });
    if (payload.type === "supervisor.gave_back") this.#change({ hasTakenOver: false, problem: null });
    if (payload.type === "server.error") this.#change({ problem: payload.message });
  }

  #say(samples: Int16Array<ArrayBuffer>): void {
    if (this.#view.hasTakenOver && this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(samples);
  }

  #send(payload: Order): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ payload }));
  }

  #end(problem: string | null): void {
    this.#audio?.close();
    this.#change({ line: "over", hasTakenOver: false, problem });
  }

  #change(change: Partial<SupervisionView>): void {
    if (this.#isClosed) return;
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The page may talk to its own host only, whatever name the server knows itself by. */
function addressOf(url: string, token: string): string {
  const address = new URL(new URL(url).pathname, location.origin.replace(/^http/, "ws"));
  address.searchParams.set("token", token);
  return address.href;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
