import { type FormEvent, useEffect, useState, useSyncExternalStore } from "react";
import { useClient } from "../data/client.tsx";
import { inPlainWords } from "../plain-words.ts";
import { Button } from "../ui/button.tsx";
import { useToast } from "../ui/toast.tsx";
import { Supervision } from "./supervision.ts";

/** Lets somebody listen to a conversation by voice, tell its agent something, take its place and give it back. */
export function SuperviseBar({ id }: { id: string }) {
  const [isListening, setIsListening] = useState(false);
  return (
    <section
      aria-label="Supervision"
      className="-mt-4 flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-2.5 sm:px-6"
    >
      {isListening ? (
        <Listening id={id} onLeave={() => setIsListening(false)} />
      ) : (
        <>
          <Button onClick={() => setIsListening(true)}>Listen in</Button>
          <p className="text-sm text-muted">Hear both sides, tell the agent something, or talk in its place.</p>
        </>
      )}
    </section>
  );
}

function Listening({ id, onLeave }: { id: string; onLeave(): void }) {
  const client = useClient();
  const [supervision, setSupervision] = useState<Supervision | null>(null);
  useEffect(() => {
    const opened = new Supervision(client, id);
    setSupervision(opened);
    return () => opened.close();
  }, [client, id]);
  return supervision === null ? null : <Controls supervision={supervision} onLeave={onLeave} />;
}

function Controls({ supervision, onLeave }: { supervision: Supervision; onLeave(): void }) {
  const { line, hasTakenOver, problem } = useSyncExternalStore(supervision.subscribe, supervision.view);
  const toast = useToast();
  const takeOver = () => {
    supervision.takeOver().catch((error: unknown) => toast({ text: inPlainWords(error), tone: "danger" }));
  };
  return (
    <>
      <p role="status" className="flex min-h-10 items-center gap-2 text-sm font-medium">
        <span className={`size-2 rounded-full ${line === "open" ? "bg-accent" : "bg-edge"}`} />
        {line === "open" ? (hasTakenOver ? "You talk with the user" : "You listen") : LINES[line]}
      </p>
      <span className="flex-1" />
      {line === "open" &&
        (hasTakenOver ? (
          <Button look="primary" onClick={() => supervision.giveBack()}>
            Give back
          </Button>
        ) : (
          <Button onClick={takeOver}>Take over</Button>
        ))}
      <Button look="quiet" onClick={onLeave}>
        Leave
      </Button>
      {line === "open" && <WhisperForm onWhisper={(text, isUrgent) => supervision.whisper(text, isUrgent)} />}
      {problem !== null && (
        <p role="alert" className="w-full text-sm text-danger">
          {problem}
        </p>
      )}
    </>
  );
}

const LINES = { opening: "Connecting …", over: "The line is closed" };

function WhisperForm({ onWhisper }: { onWhisper(text: string, isUrgent: boolean): void }) {
  const [text, setText] = useState("");
  const [isUrgent, setIsUrgent] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    onWhisper(text.trim(), isUrgent);
    setText("");
  };
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-1 basis-full items-center gap-2">
      <input
        aria-label="Whisper to the agent"
        placeholder="Whisper to the agent …"
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="min-h-10 min-w-0 flex-1 rounded-xl border border-edge bg-canvas px-3 text-base placeholder:text-muted sm:text-sm"
      />
      <label className="flex items-center gap-1.5 text-sm">
        <input
          type="checkbox"
          checked={isUrgent}
          onChange={(event) => setIsUrgent(event.target.checked)}
          className="size-4 accent-accent"
        />
        At once
      </label>
      <Button type="submit" disabled={text.trim() === ""}>
        Whisper
      </Button>
    </form>
  );
}
