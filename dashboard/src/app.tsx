import { RouterProvider } from "@tanstack/react-router";
import type { Ticket } from "./access/entrance.ts";
import { Gate } from "./access/gate.tsx";
import { router } from "./router.tsx";
import { ToastProvider } from "./ui/toast.tsx";

/** The dashboard: behind the gate, its rooms. */
export function App({ ticket }: { ticket: Ticket | null }) {
  return (
    <ToastProvider>
      <Gate ticket={ticket}>
        <RouterProvider router={router} />
      </Gate>
    </ToastProvider>
  );
}
