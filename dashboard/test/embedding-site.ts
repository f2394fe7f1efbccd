import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A web site of another origin than the platform's, which embeds the widget. */
export interface EmbeddingSite {
  /** Its origin. */
  readonly origin: string;
  /** What stands on its page from now on: in the body, and in the style sheet that it links. */
  show(page: { body: string; css?: string }): void;
  close(): Promise<void>;
}

/**
 * Starts one whose Content-Security-Policy allows of the platform's what the guide names, and nothing else: no style that
 * is not a file of its own, no code that is made of text.
 */
export async function startEmbeddingSite(operator: string): Promise<EmbeddingSite> {
  let shown = { body: "", css: "" };
  const socket = operator.replace(/^http/, "ws");
  const policy = [
    "default-src 'none'",
    `script-src ${operator}`,
    `connect-src ${operator} ${socket}`,
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  const server: Server = createServer(({ url }, response) => {
    const isStyle = url === "/style.css";
    const page = `<!doctype html><html lang="en"><head><title>A shop</title><link rel="stylesheet" href="/style.css"></head><body>${shown.body}</body></html>`;
    response
      .writeHead(200, { "content-type": isStyle ? "text/css" : "text/html", "content-security-policy": policy })
      .end(isStyle ? shown.css : page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: ({ body, css = "" }) => {
      shown = { body, css };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
