import { createSocket } from "node:dgram";

/** One SRV record (RFC 2782): a lower priority is asked first. */
export interface ServiceRecord {
  readonly priority: number;
  readonly port: number;
  readonly target: string;
}

/** Starts a name server on the loopback that knows these services, and nothing else (RFC 1035). */
export async function startNameServer(services: Readonly<Record<string, readonly ServiceRecord[]>>) {
  const socket = createSocket("udp4");
  socket.on("message", (query, { address, port }) => {
    const { name, end } = questionOf(query);
    const records = services[name.toLowerCase()] ?? [];
    const head = Buffer.from(query.subarray(0, 12));
    // An answer, with recursion; 3 says that there is no such name.
    head.writeUInt16BE(records.length > 0 ? 0x8180 : 0x8183, 2);
    head.writeUInt16BE(records.length, 6);
    head.fill(0, 8, 12);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records.map(recordOf)]), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

function questionOf(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  // The root, then the type and the class.
  return { name: labels.join("."), end: at + 5 };
}

function recordOf({ priority, port, target }: ServiceRecord): Buffer {
  const name = Buffer.concat([
    ...target.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);
  const head = Buffer.alloc(18);
  // A pointer to the name in the question, SRV, IN, and for how long it may be kept.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(33, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(6 + name.length, 10);
  head.writeUInt16BE(priority, 12);
  head.writeUInt16BE(port, 16);
  return Buffer.concat([head, name]);
}
