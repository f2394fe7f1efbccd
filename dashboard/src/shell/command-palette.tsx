import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useAgentNames } from "../data/use-agent-names.ts";
import { type Command, commandsFor } from "./commands.ts";
import { ALL_ROOMS } from "./rooms.ts";

/** Leads anywhere by a few letters: to a room, an agent, or whatever an id names. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  const [text, setText] = useState("");
  const [place, setPlace] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const navigate = useNavigate();
  const agents = [...useAgentNames()].map(([id, name]) => ({ id, name }));
  const commands = commandsFor(text, { rooms: ALL_ROOMS, agents });
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const go = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    void navigate({ to: command.path, search: (command.search ?? {}) as never });
  };
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setPlace((place + by + commands.length) % Math.max(1, commands.length));
    } else if (event.key === "Enter") go(commands[place]);
  };
  return (
    <dialog
      ref={dialog}
      aria-label="Go to"
      onCancel={onClose}
      onPointerDown={(event) => event.target === dialog.current && onClose()}
      className="mx-auto mt-[12dvh] w-[calc(100%-2rem)] max-w-xl overflow-hidden rounded-2xl border border-line bg-surface p-0 text-ink shadow-2xl backdrop:bg-black/40"
    >
      <input
        role="combobox"
        aria-label="Go to"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={commands[place] ? `${id}-${place}` : undefined}
        placeholder="Go to a room, an agent, or an id …"
        autoFocus
        value={text}
        onKeyDown={onKey}
        onChange={(event) => {
          setText(event.target.value);
          setPlace(0);
        }}
        className="min-h-13 w-full border-b border-line bg-transparent px-4 text-base outline-none"
      />
      <div id={id} role="listbox" aria-label="Found" className="max-h-[50dvh] overflow-y-auto p-2">
        {commands.length === 0 && <p className="px-3 py-6 text-center text-sm text-muted">Nothing by that name.</p>}
        {commands.map((command, index) => (
          <div
            key={command.path}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === place}
            onPointerMove={() => setPlace(index)}
            onClick={() => go(command)}
            onKeyDown={(event) => event.key === "Enter" && go(command)}
            className={`flex min-h-10 cursor-pointer items-center justify-between gap-3 rounded-lg px-3 text-sm ${index === place ? "bg-soft text-on-soft" : ""}`}
          >
            <span className="truncate">{command.title}</span>
            <span className="text-xs text-muted">{command.kind}</span>
          </div>
        ))}
      </div>
    </dialog>
  );
}
