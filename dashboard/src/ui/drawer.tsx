import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button.tsx";
import { CrossIcon } from "./icons.tsx";

interface DrawerProps {
  title: ReactNode;
  /** Called when it is to close: by its button, or by Escape. */
  onClose(): void;
  children: ReactNode;
}

/** Shows one thing of a list at its side; on a narrow window in the place of the list. The list can still be used. */
export function Drawer({ title, onClose, children }: DrawerProps) {
  const box = useRef<HTMLElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  return (
    <aside
      ref={box}
      tabIndex={-1}
      aria-labelledby={titleId}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="entering fixed inset-y-0 right-0 z-40 flex w-full max-w-lg flex-col border-l border-line bg-surface shadow-2xl outline-none"
    >
      <header className="flex items-start justify-between gap-4 border-b border-line px-5 py-3">
        <h2 id={titleId} className="min-w-0 pt-2 text-base font-semibold wrap-anywhere">
          {title}
        </h2>
        <Button look="quiet" aria-label="Close" onClick={onClose} className="-mr-2 px-2">
          <CrossIcon />
        </Button>
      </header>
      <div className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto px-5 py-4">{children}</div>
    </aside>
  );
}
