import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { CrossIcon } from "./icons.tsx";

/** A sentence on how something went. */
export interface Toast {
  text: string;
  tone: "good" | "danger";
}

const SHOWN_FOR = { good: 4_000, danger: 12_000 };
const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Returns what says how something went, in a corner, for a while. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

/** Shows what is said by `useToast`, and has it read out. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const remove = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      const id = performance.now() + Math.random();
      setToasts((all) => [...all.slice(-3), { ...toast, id }]);
      setTimeout(() => remove(id), SHOWN_FOR[toast.tone]);
    },
    [remove],
  );
  const shown = useMemo(() => toasts, [toasts]);
  return (
    <ToastContext value={show}>
      {children}
      <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-50 grid justify-items-end gap-2">
        {shown.map(({ id, text, tone }) => (
          <div
            key={id}
            className={`entering pointer-events-auto flex max-w-md items-start gap-3 rounded-xl border px-4 py-3 text-sm shadow-lg ${tone === "good" ? "border-line bg-surface" : "border-danger bg-danger-soft text-danger"}`}
          >
            <span className="min-w-0 wrap-anywhere">{text}</span>
            <button type="button" aria-label="Dismiss" onClick={() => remove(id)} className="-m-1 p-1">
              <CrossIcon />
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
