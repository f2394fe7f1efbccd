import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { takeTicket } from "./access/entrance.ts";
import { App } from "./app.tsx";
import "./styles.css";

const ticket = takeTicket(location, history);
// The start page is the dashboard's first room.
if (location.pathname === "/") history.replaceState(null, "", `/app/${location.search}`);

// The SDK repeats what is worth repeating.
const queries = new QueryClient({
  // What is read bears its entity tag, which a copy that shares parts with the last answer would
  // lose; and to compare every item of a long list with what it was takes longer than to draw those in sight.
  defaultOptions: { queries: { retry: false, staleTime: 30_000, structuralSharing: false } },
});

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App ticket={ticket} />
    </QueryClientProvider>
  </StrictMode>,
);
