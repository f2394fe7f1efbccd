import type { VoiceSource } from "./chat.ts";
import { MountedWidget } from "./mounted-widget.ts";
import { type GivenOptions, readOptions } from "./options.ts";
import type { VoicePart } from "./voice-entry.ts";

/** What the script gives to the page, as `window.OperatorWidget`. */
interface WidgetApi {
  /** Opens the chat of that link; without one the first on the page. */
  open(demo?: string): void;
  /** Closes the chat of that link; without one all of them. */
  close(demo?: string): void;
  /** Puts a widget on the page, as a script tag with these data attributes does. */
  mount(options: GivenOptions): void;
  /** Takes the widget of that link off the page; without one all of them. */
  unmount(demo?: string): void;
}

const own = globalThis as { OperatorWidget?: WidgetApi };
const script = document.currentScript as HTMLScriptElement | null;
const source = script?.src ?? location.href;

/** The part for voice lies beside this script. */
function voiceBeside(host: string): VoiceSource {
  const voiceUrl = new URL("/widget-voice.js", host).href;
  return {
    load: () => import(/* @vite-ignore */ voiceUrl) as Promise<VoicePart>,
    workletUrl: new URL("/widget-worklet.js", host).href,
  };
}

function makeApi(): WidgetApi {
  const mounted = new Map<string, MountedWidget>();
  const those = (demo?: string) =>
    [...mounted.values()].filter(({ options }) => demo === undefined || options.demo === demo);
  return {
    open: (demo) => those(demo)[0]?.open(),
    close: (demo) => those(demo).forEach((widget) => widget.close()),
    mount(given) {
      const options = readOptions(given, { source, pageLanguage: document.documentElement.lang });
      mounted.get(options.demo)?.remove();
      mounted.set(options.demo, new MountedWidget(options, voiceBeside(options.host)));
    },
    unmount(demo) {
      for (const widget of those(demo)) {
        widget.remove();
        mounted.delete(widget.options.demo);
      }
    },
  };
}

own.OperatorWidget ??= makeApi();
const { mount } = own.OperatorWidget;
// Another platform's script may have come first: each widget talks with the one that its own script is of.
const given: GivenOptions = { host: new URL(source).origin, ...script?.dataset };
if (given["demo"] !== undefined) {
  // The script may run before there is anything on the page.
  if (document.body === null) document.addEventListener("DOMContentLoaded", () => mount(given), { once: true });
  else mount(given);
}
