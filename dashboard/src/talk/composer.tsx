import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Alert } from "../ui/alert.tsx";
import { SendIcon } from "../ui/icons.tsx";
import type { LiveChat } from "./live-chat.ts";

interface ComposerProps {
  chat: LiveChat;
  isAnswering: boolean;
}

/** Where one writes. What is sent while the agent speaks interrupts it. */
export function Composer({ chat, isAnswering }: ComposerProps) {
  const { isByVoice } = chat;
  const { text, setText, problem, send } = useDraft(chat);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // By voice, the microphone comes first.
    if (!isByVoice) field.current?.focus();
  }, [isByVoice]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
    field.current?.focus();
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    // While an input method composes a character, Enter accepts that character.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    submit(event);
  };

  return (
    <form onSubmit={submit} className="mx-auto grid w-full max-w-3xl shrink-0 gap-2 px-4 pb-4">
      {problem && <Alert>{problem}</Alert>}
      <div className="flex items-end gap-2 rounded-2xl border border-edge bg-surface p-1.5 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent">
        <textarea
          ref={field}
          aria-label="Message"
          aria-describedby="composer-hint"
          placeholder={placeholder({ isByVoice, isAnswering })}
          rows={1}
          enterKeyHint="send"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={sendOnEnter}
          className="field-sizing-content max-h-40 min-h-10 min-w-0 flex-1 resize-none bg-transparent px-2.5 py-2 leading-6 placeholder:text-muted focus:outline-none"
        />
        <SendButton hasText={text.trim() !== ""} />
      </div>
      <p id="composer-hint" className="hidden text-center text-xs text-muted sm:block">
        Enter sends, Shift + Enter begins a new line. A message interrupts the agent while it speaks.
      </p>
    </form>
  );
}

function placeholder({ isByVoice, isAnswering }: { isByVoice: boolean; isAnswering: boolean }): string {
  if (isByVoice) return "Write instead of speaking …";
  return isAnswering ? "Write to interrupt …" : "Write a message …";
}

/** Never disabled in earnest, since a disabled button would lose the focus. */
function SendButton({ hasText }: { hasText: boolean }) {
  return (
    <button
      type="submit"
      aria-label="Send"
      aria-disabled={!hasText}
      className={`grid size-10 shrink-0 place-items-center rounded-xl transition-colors ${hasText ? "bg-accent text-on-accent hover:bg-accent-hover" : "bg-sunken text-muted"}`}
    >
      <SendIcon className="size-5" />
    </button>
  );
}

function useDraft(chat: LiveChat) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const send = () => {
    if (text.trim() === "") return;
    try {
      chat.send(text.trim());
      setText("");
      setProblem(null);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      setProblem(error.message);
    }
  };
  return { text, setText, problem, send };
}
