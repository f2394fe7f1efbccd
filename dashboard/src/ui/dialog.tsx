import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button.tsx";
import { CrossIcon } from "./icons.tsx";

interface DialogProps {
  title: ReactNode;
  /** Called when it is to close: by its button, by Escape, or by a press beside it. */
  onClose(): void;
  children: ReactNode;
  /** Buttons at its foot. */
  actions?: ReactNode;
  width?: "narrow" | "wide";
}

const WIDTHS = { narrow: "max-w-lg", wide: "max-w-4xl" };

/** A question or form above the page, which can be reached no more until it closes. Rendered while it is open. */
export function Dialog({ title, onClose, children, actions, width = "narrow" }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => event.target === dialog.current && onClose()}
      className={`m-auto max-h-[85dvh] w-[calc(100%-2rem)] overflow-hidden rounded-2xl border border-line bg-surface p-0 text-ink shadow-2xl backdrop:bg-black/40 ${WIDTHS[width]}`}
    >
      <div className="flex max-h-[85dvh] flex-col">
        <header className="flex items-center justify-between gap-4 border-b border-line px-5 py-3">
          <h2 id={titleId} className="min-w-0 text-base font-semibold wrap-anywhere">
            {title}
          </h2>
          <Button look="quiet" aria-label="Close" onClick={onClose} className="-mr-2 px-2">
            <CrossIcon />
          </Button>
        </header>
        <div className="grid min-h-0 flex-1 gap-4 overflow-y-auto px-5 py-4">{children}</div>
        {actions && <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{actions}</footer>}
      </div>
    </dialog>
  );
}

interface ConfirmProps {
  title: string;
  /** What will happen, and what cannot be undone. */
  children: ReactNode;
  /** What the button that does it says. */
  action: string;
  isDangerous?: boolean;
  isRunning?: boolean;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something is done that cannot be undone, or that others see. */
export function Confirm({ title, children, action, isDangerous, isRunning, onConfirm, onClose }: ConfirmProps) {
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look={isDangerous ? "danger" : "primary"} disabled={isRunning} onClick={onConfirm}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <div className="text-sm text-muted">{children}</div>
    </Dialog>
  );
}
