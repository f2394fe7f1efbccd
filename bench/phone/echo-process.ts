import { answerCalls } from "../side-process.ts";
import { openSocket } from "./open-socket.ts";

/** The floor: a process that does nothing but send each packet back, on a socket for each call as SIP has it. */
const calls = {
  /** Opens so many sockets. Answers with their ports. */
  async open({ count }: { count: number }): Promise<number[]> {
    return Promise.all(
      Array.from({ length: count }, async () => {
        const socket = await openSocket();
        socket.on("message", (packet, { port, address }) => socket.send(packet, port, address));
        return socket.address().port;
      }),
    );
  },
};

/** What `echo-process.ts` can be asked to do. */
export type RtpEchoCalls = typeof calls;

answerCalls(calls);
