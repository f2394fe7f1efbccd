import { signIn } from "@operator/sdk";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { takeSignInCode } from "./access/one-time-link.ts";
import { App } from "./app.tsx";
import "./styles.css";

const code = takeSignInCode(location, history);
const fetchedKey = code === null ? null : signIn({ code });

// The SDK repeats what is worth repeating.
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 } } });

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App fetchedKey={fetchedKey} />
    </QueryClientProvider>
  </StrictMode>,
);
