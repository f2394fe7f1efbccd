/** The widget's style sheet. It is adopted by a shadow root, which no Content-Security-Policy forbids. */
export const STYLE = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: 0 !important;
  width: auto !important;
  height: auto !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  display: block !important;
  overflow: visible !important;
  background: none !important;
  pointer-events: none !important;
  z-index: var(--operator-z-index, 2147483000) !important;
  color-scheme: light !important;
}
:host([data-layout="page"]) { z-index: 0 !important; pointer-events: auto !important; }
:host([data-theme="dark"]) { color-scheme: dark !important; }
.root {
  --accent: var(--operator-accent, #0f5f4e);
  --on-accent: var(--operator-on-accent, #ffffff);
  --surface: #ffffff; --sunken: #f3f1ed; --line: #dedad2; --edge: #8b857a;
  --ink: #1d1b18; --muted: #5d584f; --danger: #a3242b; --danger-soft: #fbe9e8;
  --radius: var(--operator-radius, 18px);
  position: absolute; inset: 0; color: var(--ink); text-align: start;
  font: 400 15px/1.5 var(--operator-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif);
  -webkit-text-size-adjust: 100%; text-size-adjust: 100%;
}
:host([data-theme="dark"]) .root {
  --accent: var(--operator-accent, #82d3b8); --on-accent: var(--operator-on-accent, #06231b);
  --surface: #1c1f1d; --sunken: #131513; --line: #313733; --edge: #7d857f;
  --ink: #ecede9; --muted: #a7aea8; --danger: #ffa29b; --danger-soft: #3a1f1d;
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, p, ol, li { margin: 0; padding: 0; list-style: none; font: inherit; }
button, textarea { font: inherit; color: inherit; margin: 0; border: 0; background: none; letter-spacing: inherit; }
button { cursor: pointer; }
a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { width: 22px; height: 22px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }

.launcher {
  position: absolute; bottom: var(--operator-offset-y, 20px); right: var(--operator-offset-x, 20px); pointer-events: auto;
  width: 56px; height: 56px; border-radius: 50%; display: grid; place-items: center;
  background: var(--accent); color: var(--on-accent); box-shadow: 0 4px 16px rgb(0 0 0 / .24); transition: transform .15s;
}
.launcher:hover { transform: scale(1.05); }
.launcher .icon { width: 26px; height: 26px; }
.launcher[data-unread]::after {
  content: ""; position: absolute; top: 1px; right: 1px; width: 14px; height: 14px; border-radius: 50%;
  background: #d3303a; border: 2px solid var(--surface);
}
.left .launcher { right: auto; left: var(--operator-offset-x, 20px); }

.panel {
  position: absolute; right: var(--operator-offset-x, 20px); bottom: calc(var(--operator-offset-y, 20px) + 68px);
  pointer-events: auto; width: min(390px, calc(100vw - 32px));
  height: min(620px, calc(100dvh - var(--operator-offset-y, 20px) - 88px));
  display: flex; flex-direction: column; overflow: hidden; background: var(--surface);
  border: 1px solid var(--line); border-radius: var(--radius); box-shadow: 0 12px 40px rgb(0 0 0 / .2); animation: rise .18s ease-out;
}
.left .panel { right: auto; left: var(--operator-offset-x, 20px); }
.no-launcher .panel { bottom: var(--operator-offset-y, 20px); }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
.panel:focus { outline: none; }

header { min-height: 65px; display: flex; align-items: center; gap: 10px; padding: 12px 12px 12px 16px; border-bottom: 1px solid var(--line); flex: none; }
header h2 { flex: 1; min-width: 0; font-weight: 600; font-size: 16px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.sign { width: 36px; height: 36px; flex: none; border-radius: 50%; display: grid; place-items: center; background: var(--accent); color: var(--on-accent); }
.sign .icon { width: 20px; height: 20px; }
.round { width: 40px; height: 40px; flex: none; border-radius: 50%; display: grid; place-items: center; color: var(--muted); }
.round:hover { background: var(--sunken); color: var(--ink); }
.line-state { padding: 6px 16px; text-align: center; font-size: 13px; background: var(--sunken); color: var(--muted); flex: none; }

.welcome { flex: 1; min-height: 0; overflow-y: auto; display: flex; flex-direction: column; justify-content: center; gap: 16px; padding: 24px; text-align: center; }
.greeting { font-size: 18px; line-height: 1.45; white-space: pre-line; overflow-wrap: anywhere; }
.hint { font-size: 13px; color: var(--muted); }
.problem { padding: 10px 14px; border-radius: 12px; background: var(--danger-soft); color: var(--danger); font-size: 14px; }
.choices { display: flex; flex-wrap: wrap; justify-content: center; gap: 10px; }
.primary, .secondary { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 44px; padding: 8px 20px; border-radius: 22px; font-weight: 600; }
.primary { background: var(--accent); color: var(--on-accent); }
.secondary { border: 1px solid var(--edge); background: var(--surface); }
.primary:hover, .send:hover, .launcher:hover { filter: brightness(1.08); }
.secondary:hover { background: var(--sunken); }
.small { min-height: 36px; padding: 6px 14px; border-radius: 18px; border: 1px solid var(--edge); font-size: 13px; font-weight: 600; }
.small:hover { background: var(--sunken); }

.conversation { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px; outline-offset: -2px; }
.messages { display: flex; flex-direction: column; gap: 10px; }
.message { display: flex; flex-direction: column; align-items: flex-start; max-width: 88%; }
.message.user { align-self: flex-end; align-items: flex-end; }
.message.notice { align-self: center; }
.bubble { padding: 9px 14px; border-radius: 16px; background: var(--sunken); white-space: pre-wrap; overflow-wrap: anywhere; }
.agent .bubble { border-end-start-radius: 5px; }
.user .bubble { border-end-end-radius: 5px; background: var(--accent); color: var(--on-accent); }
.user.open .bubble { background: none; border: 1px dashed var(--edge); color: var(--ink); }
.notice .bubble { background: none; color: var(--muted); font-size: 13px; text-align: center; }
.note { margin-top: 2px; font-size: 12px; color: var(--muted); }
.thinking { display: flex; gap: 5px; padding: 14px 4px 2px; }
.dot { width: 7px; height: 7px; border-radius: 50%; background: var(--muted); animation: swell 1.2s ease-in-out infinite; }
.dot:nth-of-type(3) { animation-delay: .15s; }
.dot:nth-of-type(4) { animation-delay: .3s; }
@keyframes swell { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }

footer { flex: none; border-top: 1px solid var(--line); padding-bottom: env(safe-area-inset-bottom); }
.composer { padding: 10px 12px; }
.composer .problem { margin-bottom: 8px; }
.line { display: flex; align-items: flex-end; gap: 6px; padding: 4px; border: 1px solid var(--edge); border-radius: 24px; }
.line:focus-within { border-color: var(--ink); box-shadow: 0 0 0 1px var(--ink); }
.line textarea {
  flex: 1; min-width: 0; padding: 8px 12px; resize: none; outline: none; min-height: 40px; max-height: 132px;
  field-sizing: content; font-size: 16px; line-height: 24px;
}
.line textarea::placeholder { color: var(--muted); opacity: 1; }
.send { width: 40px; height: 40px; flex: none; border-radius: 50%; display: grid; place-items: center; background: var(--accent); color: var(--on-accent); }
.send[aria-disabled="true"] { background: var(--sunken); color: var(--muted); cursor: default; filter: none; }
.voice { display: flex; align-items: center; gap: 10px; padding: 10px 16px 0; }
.voice .round { border: 1px solid var(--edge); color: var(--ink); }
.voice .round[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.voice-state { flex: 1; min-width: 0; font-size: 14px; color: var(--muted); }
.meter { --level: 0; width: 6px; height: 28px; border-radius: 3px; background: linear-gradient(to top, var(--accent) calc(var(--level) * 100%), var(--line) 0); }
.end-note { display: flex; flex-direction: column; gap: 12px; padding: 16px; text-align: center; }
.end-text { color: var(--muted); font-size: 14px; }

:host([data-layout="page"]) .root { background: var(--sunken); }
:host([data-layout="page"]) .panel {
  inset: 0; margin: 0 auto; width: 100%; max-width: 720px; height: 100%; border-block: 0; border-radius: 0; box-shadow: none; animation: none;
}
@media (max-width: 480px) {
  .panel, .left .panel, .no-launcher .panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; }
  .is-open .launcher { display: none; }
}
@media (max-width: 720px) { :host([data-layout="page"]) .panel { border: 0; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .bubble, .panel, .launcher, .send, .primary { border: 1px solid; } .meter { forced-color-adjust: none; } }
`;
