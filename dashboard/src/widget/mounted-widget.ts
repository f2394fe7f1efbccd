import { Chat, type ChatView, type VoiceSource } from "./chat.ts";
import { button, fill, setAttributes, setShown } from "./element.ts";
import { type Frame, makeFrame } from "./frame.ts";
import { icon } from "./icons.ts";
import { ConversationKeeper, tabStorage } from "./kept-conversation.ts";
import type { WidgetOptions } from "./options.ts";
import { Panel } from "./panel.ts";
import { spokenEntries } from "./spoken-entries.ts";
import type { TextName } from "./texts.ts";
import { Words } from "./words.ts";

const PHONE = "(max-width: 480px)";
const FOCUSABLE = "button:not([disabled]), textarea, a[href], [tabindex='0']";

/** A widget on a page: a button, and the chat that it opens. */
export class MountedWidget {
  readonly options: WidgetOptions;
  readonly #frame: Frame;
  readonly #chat: Chat;
  readonly #words: Words;
  readonly #panel: Panel;
  readonly #launcher: HTMLButtonElement;
  readonly #left = new AbortController();
  #isOpen = false;
  /** How much the agent had said when the chat was last in sight. */
  #seen = 0;

  constructor(options: WidgetOptions, voice: VoiceSource) {
    this.options = options;
    this.#frame = makeFrame(options, "beside");
    this.#words = new Words(options.texts, options.title ?? "");
    const keeper = new ConversationKeeper(tabStorage(), options.demo);
    this.#chat = new Chat({ host: options.host, demo: options.demo, keeper, voice });
    const { title, greeting } = options;
    const about = { chat: this.#chat, words: this.#words, title, greeting };
    this.#panel = new Panel({ ...about, onClose: () => this.close() });
    this.#launcher = button({ look: "launcher", onPress: () => (this.#isOpen ? this.close() : this.open()) });
    this.#frame.root.append(...(options.hasLauncher ? [this.#launcher] : []), this.#panel.element);
    this.#listen();
    this.#show();
    void this.#begin();
  }

  /** Opens the chat and puts the cursor into it. */
  open(): void {
    this.#setOpen(true);
    this.#panel.focus();
  }

  /** Closes the chat; the conversation goes on. Nobody is heard by a microphone that is out of sight. */
  close(): void {
    if (!this.#isOpen) return;
    this.#chat.audio?.setMuted(true);
    const hadFocus = this.#frame.shadow.activeElement !== null;
    this.#setOpen(false);
    if (hadFocus) this.#launcher.focus({ preventScroll: true });
  }

  /** Takes the widget off the page. */
  remove(): void {
    this.#left.abort();
    this.#chat.close();
    this.#frame.remove();
  }

  async #begin(): Promise<void> {
    const isResumed = await this.#chat.resume();
    if (this.options.isOpen && !isResumed) this.#setOpen(true);
    if (isResumed && this.#wasOpen) this.#setOpen(true);
  }

  #listen(): void {
    const { signal } = this.#left;
    this.#chat.subscribe((view) => this.#changed(view));
    this.#panel.element.addEventListener("leave", () => this.close(), { signal });
    this.#panel.element.addEventListener("keydown", (event) => this.#pressed(event), { signal });
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.defaultPrevented) this.close();
    if (event.key === "Tab" && matchMedia(PHONE).matches) this.#keepInside(event);
  }

  /** On a phone the chat covers the page, so that the cursor does not leave it for what nobody sees. */
  #keepInside(event: KeyboardEvent): void {
    const places = [...this.#panel.element.querySelectorAll<HTMLElement>(FOCUSABLE)];
    const usable = places.filter((place) => place.getClientRects().length > 0);
    const [first, last] = [usable.at(0), usable.at(-1)];
    const active = this.#frame.shadow.activeElement;
    const isLeaving = event.shiftKey ? active === first || active === this.#panel.element : active === last;
    if (!isLeaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }

  #changed(view: ChatView): void {
    if (view.demo !== null) this.#words.agent = view.demo.agent_name;
    this.#show();
  }

  #setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#remember(isOpen);
    if (isOpen) void this.#chat.load();
    this.#show();
    if (isOpen) this.#panel.toEnd();
  }

  #show(): void {
    const count = spokenEntries(this.#chat.view.transcript).filter(({ who }) => who === "agent").length;
    if (this.#isOpen) this.#seen = count;
    const isUnread = count > this.#seen;
    setShown(this.#panel.element, this.#isOpen);
    this.#frame.root.classList.toggle("is-open", this.#isOpen);
    setAttributes(this.#launcher, {
      "aria-label": this.#words.say(this.#labelOf(isUnread)),
      "aria-expanded": String(this.#isOpen),
      "data-unread": isUnread,
    });
    if (this.#launcher.dataset["icon"] !== String(this.#isOpen))
      fill(this.#launcher, [icon(this.#isOpen ? "down" : "chat")]);
    this.#launcher.dataset["icon"] = String(this.#isOpen);
  }

  #labelOf(isUnread: boolean): TextName {
    if (this.#isOpen) return "close";
    if (this.#words.agent === "") return "open_unnamed";
    return isUnread ? "open_unread" : "open";
  }

  get #wasOpen(): boolean {
    return tabStorage().getItem(this.#openKey) === "open";
  }

  get #openKey(): string {
    return `operator-widget-open:${this.options.demo}`;
  }

  #remember(isOpen: boolean): void {
    try {
      if (isOpen) tabStorage().setItem(this.#openKey, "open");
      else tabStorage().removeItem(this.#openKey);
    } catch {
      // Then the chat is closed after the page was loaded anew, and one press opens it.
      return;
    }
  }
}
