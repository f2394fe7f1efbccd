import type { Transcript } from "@operator/sdk";
import type { Chat, ChatView } from "./chat.ts";
import { button, el, fill, setAttributes, setShown, setText } from "./element.ts";
import { icon } from "./icons.ts";
import type { TextName } from "./texts.ts";
import type { Sound } from "./voice-entry.ts";
import type { Words } from "./words.ts";

/** For how long the agent counts as speaking after its voice has paused, as it does between two sentences. */
const PAUSE = 400;

/** Shows who speaks, how loud, and whether the microphone is on. */
export class VoiceBar {
  readonly element: HTMLElement;
  readonly #chat: Chat;
  readonly #words: Words;
  readonly #state = el("p", { class: "voice-state", role: "status" });
  readonly #meter = el("span", { class: "meter", "aria-hidden": "true" });
  readonly #microphone: HTMLButtonElement;
  readonly #resume: HTMLButtonElement;
  #playedAt = Number.NEGATIVE_INFINITY;

  constructor(chat: Chat, words: Words) {
    this.#chat = chat;
    this.#words = words;
    this.#microphone = button({ look: "round", onPress: () => this.#toggle() });
    this.#resume = button({ look: "small", onPress: () => void chat.audio?.resume() }, words.say("turn_sound_on"));
    this.element = el("div", { class: "voice" }, this.#microphone, this.#meter, this.#state, this.#resume);
    chat.onSound = (sound) => this.#heard(sound);
  }

  /** Shows how things stand. */
  show(view: ChatView): void {
    const audio = this.#chat.audio?.state ?? null;
    const isOn = audio?.microphone === "on";
    setAttributes(this.#microphone, {
      "aria-pressed": String(isOn),
      "aria-label": this.#words.say("microphone"),
      title: this.#words.say(isOn ? "microphone_on" : "microphone_off"),
    });
    const isDrawn = this.#microphone.dataset["on"] === String(isOn);
    if (!isDrawn) fill(this.#microphone, [icon(isOn ? "microphone" : "muted")]);
    this.#microphone.dataset["on"] = String(isOn);
    setShown(this.#resume, audio?.isBlocked === true);
    const text = this.#textOf(view);
    setText(this.#state, this.#words.say(text));
    this.element.dataset["voice"] = text;
  }

  /** Puts the cursor on the microphone. */
  focus(): void {
    this.#microphone.focus({ preventScroll: true });
  }

  #textOf({ connection, transcript }: ChatView): TextName {
    const audio = this.#chat.audio?.state ?? null;
    if (connection.name !== "open") return connection.name === "reconnecting" ? "reconnecting" : "connecting";
    if (audio?.isBlocked) return "sound_off";
    if (performance.now() - this.#playedAt < PAUSE) return "speaking";
    return audio?.microphone === "on" ? textWhileHeard(transcript) : "muted";
  }

  #heard({ user, agent, isPlaying }: Sound): void {
    if (isPlaying) this.#playedAt = performance.now();
    this.#meter.style.setProperty("--level", Math.max(user, agent).toFixed(2));
    this.show(this.#chat.view);
  }

  #toggle(): void {
    const { audio } = this.#chat;
    if (audio === null) return;
    if (audio.state.microphone === "off") void audio.openMicrophone().catch(() => undefined);
    else audio.setMuted(audio.state.microphone === "on");
  }
}

function textWhileHeard({ userSpeech, isAnswering, isStarted }: Transcript): TextName {
  if (userSpeech?.isSpeaking) return "hearing";
  return isAnswering || !isStarted ? "thinking" : "listening";
}
