import type { Chat, ChatView, Stage } from "./chat.ts";
import { Composer } from "./composer.ts";
import { button, el, setShown, setText } from "./element.ts";
import { EndNote } from "./end-note.ts";
import { icon } from "./icons.ts";
import { MessageList } from "./message-list.ts";
import { VoiceBar } from "./voice-bar.ts";
import { Welcome } from "./welcome.ts";
import type { Words } from "./words.ts";

/** How a panel is made. */
interface PanelOptions {
  readonly chat: Chat;
  readonly words: Words;
  /** What stands above it; null for what the link says. */
  readonly title: string | null;
  /** What is said before the conversation begins; null for what the link says. */
  readonly greeting: string | null;
  /** Closes the panel; null where it is all of the page. */
  readonly onClose: (() => void) | null;
}

const TITLE_ID = "title";

/** The chat as one sees it: its head, what was said, and where one writes or speaks. */
export class Panel {
  readonly element: HTMLElement;
  readonly #options: PanelOptions;
  readonly #title = el("h2", { id: TITLE_ID, dir: "auto" });
  readonly #line = el("p", { class: "line-state", role: "status" });
  readonly #end: HTMLButtonElement;
  readonly #welcome: Welcome;
  readonly #messages: MessageList;
  readonly #composer: Composer;
  readonly #voice: VoiceBar;
  readonly #endNote: EndNote;
  #stage: Stage | null = null;

  constructor(options: PanelOptions) {
    const { chat, words, greeting, onClose } = options;
    this.#options = options;
    this.#end = button({ label: words.say("end"), look: "small", onPress: () => chat.end() }, words.say("end_short"));
    this.#welcome = new Welcome(words, {
      greeting,
      start: (channel) => void chat.start(channel),
      load: () => void chat.load(),
    });
    this.#messages = new MessageList(words);
    this.#composer = new Composer(words, (text) => chat.send(text));
    this.#voice = new VoiceBar(chat, words);
    this.#endNote = new EndNote(words, { restart: () => chat.restart(), resume: () => void chat.resume() });
    this.element = this.#build(onClose);
    chat.subscribe((view) => this.#show(view));
    this.#show(chat.view);
  }

  /** Puts the cursor where one goes on. */
  focus(): void {
    if (this.#stage === "over") return this.#endNote.focus();
    // By voice, the microphone comes first.
    if (this.#stage === "talking")
      return this.#options.chat.view.isByVoice ? this.#voice.focus() : this.#composer.focus();
    if (!this.#welcome.focus()) this.element.focus({ preventScroll: true });
  }

  /** Goes to the latest message, after the panel was out of sight. */
  toEnd(): void {
    this.#messages.toEnd();
  }

  #build(onClose: (() => void) | null): HTMLElement {
    const { words } = this.#options;
    const close = onClose && button({ label: words.say("close"), look: "round", onPress: onClose }, icon("close"));
    const head = el(
      "header",
      {},
      el("span", { class: "sign", "aria-hidden": "true" }, icon("chat")),
      this.#title,
      this.#end,
      close,
    );
    const foot = el("footer", {}, this.#voice.element, this.#composer.element, this.#endNote.element);
    const role = onClose === null ? "region" : "dialog";
    const about = { class: "panel", role, "aria-labelledby": TITLE_ID, tabindex: "-1" };
    return el("section", about, head, this.#line, this.#welcome.element, this.#messages.element, foot);
  }

  #show(view: ChatView): void {
    const { words, title } = this.#options;
    const { stage, demo, transcript, isByVoice } = view;
    if (demo !== null) words.agent = demo.agent_name;
    setText(this.#title, title ?? demo?.title ?? words.agent);
    const hasBegun = stage === "talking" || stage === "over";
    setShown(this.#welcome.element, !hasBegun);
    setShown(this.#messages.element, hasBegun);
    if (!hasBegun) this.#welcome.show(view);
    else this.#messages.show(transcript, { isByVoice });
    this.#showFoot(view);
    this.#moved(stage);
  }

  #showFoot(view: ChatView): void {
    const { stage, isByVoice } = view;
    const isTalking = stage === "talking";
    const isSpeaking = isTalking && isByVoice;
    setShown(this.#end, isTalking);
    setShown(this.#voice.element, isSpeaking);
    setShown(this.#composer.element, isTalking);
    setShown(this.#endNote.element, stage === "over");
    this.#showLine(view, isTalking && !isByVoice);
    if (isTalking) this.#composer.show({ isByVoice });
    if (isSpeaking) this.#voice.show(view);
    if (stage === "over") this.#endNote.show(view);
  }

  #showLine({ connection }: ChatView, isWanted: boolean): void {
    const isDown = connection.name === "reconnecting";
    setText(this.#line, isWanted && isDown ? this.#options.words.say("reconnecting") : "");
    setShown(this.#line, isWanted && isDown);
  }

  /** Whoever was here goes on where the chat goes on. */
  #moved(stage: Stage): void {
    const before = this.#stage;
    this.#stage = stage;
    if (before === null || before === stage || !this.element.isConnected) return;
    const root = this.element.getRootNode() as ShadowRoot;
    const wasHere = root.activeElement !== null || (root.host === document.activeElement && before === "starting");
    if (wasHere || before === "starting") this.focus();
  }
}
