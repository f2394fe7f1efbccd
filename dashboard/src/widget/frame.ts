import { parseRgb, readableOn } from "./contrast.ts";
import { el } from "./element.ts";
import type { WidgetOptions } from "./options.ts";
import { STYLE } from "./style.ts";

/** Where a widget stands: beside the page's content, or as all of the page. */
export type Layout = "beside" | "page";

/** A shadow root of a widget's own, which the page's style sheets do not reach, and what stands in it. */
export interface Frame {
  readonly host: HTMLElement;
  readonly shadow: ShadowRoot;
  readonly root: HTMLElement;
  /** Takes it off the page. */
  remove(): void;
}

type Look = Pick<WidgetOptions, "color" | "position" | "theme" | "language" | "hasLauncher">;

/** Makes a widget's frame at the end of the page. */
export function makeFrame(look: Look, layout: Layout): Frame {
  const host = document.createElement("operator-widget");
  host.dataset["layout"] = layout;
  host.lang = look.language;
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const sides = ["root", look.position, look.hasLauncher ? "" : "no-launcher"];
  const root = el("div", { class: sides.join(" ").trim() });
  shadow.append(root);
  const left = new AbortController();
  followTheme(host, look.theme, left.signal);
  document.body.append(host);
  if (look.color !== null) paint(root, look.color);
  if (layout === "beside") lift(host);
  return {
    host,
    shadow,
    root,
    remove() {
      left.abort();
      host.remove();
    },
  };
}

/** Lays it over everything, whatever the page does with stacking and transforms, where the browser knows how. */
function lift(host: HTMLElement): void {
  if (typeof host.showPopover !== "function") return;
  host.popover = "manual";
  host.showPopover();
}

function paint(root: HTMLElement, color: string): void {
  if (!CSS.supports("color", color)) return;
  root.style.setProperty("--accent", color);
  const probe = el("span");
  probe.style.color = color;
  root.append(probe);
  const rgb = parseRgb(getComputedStyle(probe).color);
  probe.remove();
  root.style.setProperty("--on-accent", rgb === null ? "#ffffff" : readableOn(rgb));
}

function followTheme(host: HTMLElement, theme: Look["theme"], signal: AbortSignal): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    host.dataset["theme"] = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
  };
  apply();
  if (theme === "auto") dark.addEventListener("change", apply, { signal });
}
