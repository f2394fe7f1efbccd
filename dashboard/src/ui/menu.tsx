import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";

/** One thing that a menu offers. */
export interface MenuItem {
  title: ReactNode;
  onSelect(): void;
  isDangerous?: boolean;
  isDisabled?: boolean;
}

interface MenuProps {
  /** What its button shows. */
  button: ReactNode;
  label: string;
  items: readonly MenuItem[];
}

/** A button that offers several things. Arrow keys go through them, Escape closes (ARIA practices, menu button). */
export function Menu({ button, label, items }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const close = () => setIsOpen(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    box.current?.querySelector<HTMLElement>("[role=menuitem]:not(:disabled)")?.focus();
    const leave = (event: PointerEvent) => !box.current?.contains(event.target as Node) && close();
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [isOpen]);
  return (
    <div ref={box} className="relative" onKeyDown={(event) => onKey(event, box.current, close)}>
      <Button
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        {button}
      </Button>
      {isOpen && (
        <div
          id={id}
          role="menu"
          aria-label={label}
          className="absolute right-0 z-30 mt-1 grid min-w-44 rounded-xl border border-line bg-surface p-1 shadow-xl"
        >
          {items.map((item, place) => (
            <button
              // A menu's items have no other name, and keep their places.
              key={place}
              type="button"
              role="menuitem"
              disabled={item.isDisabled}
              onClick={() => {
                close();
                item.onSelect();
              }}
              className={`min-h-9 rounded-lg px-3 text-left text-sm -outline-offset-2 hover:bg-sunken disabled:opacity-50 ${item.isDangerous ? "text-danger" : ""}`}
            >
              {item.title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

interface Key {
  key: string;
  preventDefault(): void;
}

function onKey(event: Key, box: HTMLElement | null, close: () => void): void {
  if (event.key === "Escape") {
    close();
    box?.querySelector("button")?.focus();
  }
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const items = [...(box?.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)") ?? [])];
  const place = items.indexOf(document.activeElement as HTMLElement);
  items[(place + by + items.length) % items.length]?.focus();
}
