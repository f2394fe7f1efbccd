import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A span as the collector got it, its attributes as plain values. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  /** "" for the first of its trace. */
  parentSpanId: string;
  name: string;
  /** In ms since 1970. */
  startedAt: number;
  endedAt: number;
  attributes: Record<string, unknown>;
  /** 2 for an error (OTLP, `Status.StatusCode`). */
  status: number;
}

/** A collector of traces in OTLP over HTTP, as JSON. */
export interface OtlpCollector {
  url: string;
  spans: readonly CollectedSpan[];
  /** The bodies as they came. */
  bodies: readonly string[];
  headers: readonly IncomingHttpHeaders[];
  /** The service's name in the latest body. */
  serviceName(): unknown;
  /** Refuses everything with this status from now on; null takes it again. */
  refuseWith(status: number | null): void;
  close(): Promise<void>;
}

interface OtlpValue {
  stringValue?: string;
  intValue?: number | string;
  doubleValue?: number;
  boolValue?: boolean;
}

interface OtlpAttribute {
  key: string;
  value: OtlpValue;
}

interface OtlpBody {
  resourceSpans: {
    resource: { attributes: OtlpAttribute[] };
    scopeSpans: {
      spans: {
        traceId: string;
        spanId: string;
        parentSpanId?: string;
        name: string;
        startTimeUnixNano: string;
        endTimeUnixNano: string;
        attributes: OtlpAttribute[];
        status?: { code?: number };
      }[];
    }[];
  }[];
}

/** Starts a collector on the loopback. */
export async function startOtlpCollector(): Promise<OtlpCollector> {
  const bodies: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const spans: CollectedSpan[] = [];
  let refusal: number | null = null;
  let serviceName: unknown;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      headers.push(request.headers);
      bodies.push(body);
      if (refusal !== null) return response.writeHead(refusal).end();
      const isTraces = request.url === "/otel/v1/traces" && request.method === "POST";
      if (isTraces) {
        const parsed = JSON.parse(body) as OtlpBody;
        spans.push(...spansOf(parsed));
        serviceName = attributesOf(parsed.resourceSpans[0]?.resource.attributes ?? [])["service.name"];
      }
      return response.writeHead(isTraces ? 200 : 404, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/otel`,
    spans,
    bodies,
    headers,
    serviceName: () => serviceName,
    refuseWith(status) {
      refusal = status;
    },
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

function spansOf({ resourceSpans }: OtlpBody): CollectedSpan[] {
  const all = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  return all.map((span) => ({
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? "",
    name: span.name,
    startedAt: Number(BigInt(span.startTimeUnixNano) / 1_000n) / 1_000,
    endedAt: Number(BigInt(span.endTimeUnixNano) / 1_000n) / 1_000,
    attributes: attributesOf(span.attributes),
    status: span.status?.code ?? 0,
  }));
}

function attributesOf(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
