import workletUrl from "@operator/sdk/voice-worklet?worker&url";
import { Chat } from "../widget/chat.ts";
import { makeFrame } from "../widget/frame.ts";
import { ConversationKeeper, tabStorage } from "../widget/kept-conversation.ts";
import { Panel } from "../widget/panel.ts";
import { spokenFor, textsIn } from "../widget/languages.ts";
import { Words } from "../widget/words.ts";

/** The page of a public link: the widget's chat as all of the page. */
const demo = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const host = location.origin;
const voice = { load: () => import("../widget/voice-entry.ts"), workletUrl };
const chat = new Chat({ host, demo, keeper: new ConversationKeeper(tabStorage(), demo), voice });
const language = spokenFor((await chat.lookUp())?.language ?? null);
document.documentElement.lang = language;
const look = { color: null, position: "right", theme: "auto", language, hasLauncher: false } as const;
const panel = new Panel({ chat, words: new Words(textsIn(language), ""), title: null, greeting: null, onClose: null });
makeFrame(look, "page").root.append(panel.element);
chat.subscribe(({ demo: shown }) => {
  if (shown !== null) document.title = shown.title;
});
if (!(await chat.resume())) await chat.load();
