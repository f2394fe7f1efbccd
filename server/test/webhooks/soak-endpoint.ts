import { setTimeout as delay } from "node:timers/promises";
import type { ServerProcess } from "../../src/testing/server-process.ts";
import type { SeededRandom } from "../durability/seeded-random.ts";
import { callApi } from "../durability/soak-api.ts";
import type { Arrival, FeedEntry } from "./soak-findings.ts";
import { isStandardSigned, isVendorSigned } from "./vendor-signature.ts";
import {
  type ReceivedWebhook,
  startWebhookReceiver,
  type WebhookAnswer,
  type WebhookReceiver,
} from "./webhook-receiver.ts";

const TYPES = ["conversation.setup", "conversation.started", "conversation.context.updated", "conversation.ended"];
const SLOWEST_ANSWER = 150;
const FAILURE_SHARE = 0.1;
/** How many entries of a feed are read at once. */
const PAGE = 7;

interface Made {
  id: string;
  signing_key: { current: { key: string; standard_webhooks_secret: string } };
}

/** One endpoint of the soak with the receiver behind it. */
export class SoakEndpoint {
  readonly types = TYPES;
  readonly arrivals: Arrival[] = [];
  /** The feed as far as it was read. */
  readonly pulled: FeedEntry[] = [];
  readonly #random: SeededRandom;
  #receiver: WebhookReceiver;
  #made: Made | null = null;
  #cursor = "";
  #isErratic = true;

  private constructor(receiver: WebhookReceiver, random: SeededRandom) {
    this.#receiver = receiver;
    this.#random = random;
  }

  /** Makes one, whose receiver is erratic, or away altogether until it recovers. */
  static async open(server: ServerProcess, options: { isDown: boolean; random: SeededRandom }): Promise<SoakEndpoint> {
    const receiver = await startWebhookReceiver();
    const endpoint = new SoakEndpoint(receiver, options.random);
    endpoint.#listen();
    const settings = { url: `${receiver.url}/hook`, types: TYPES };
    endpoint.#made = await callApi<Made>(server, "POST", "/webhook_endpoints", settings);
    if (options.isDown) await receiver.close();
    return endpoint;
  }

  /** How many requests wait for their answer now. */
  unanswered(): number {
    return this.#open;
  }

  #open = 0;

  /** Is there from now on, and takes everything. */
  async recover(): Promise<void> {
    this.#isErratic = false;
    await this.close();
    this.#receiver = await startWebhookReceiver(Number(new URL(this.#receiver.url).port));
    this.#listen();
  }

  /** Reads the feed on from where it was left. */
  async pull(server: ServerProcess): Promise<void> {
    this.pulled.push(...(await this.#read(server, this.#cursor)));
  }

  /** Reads the feed from its beginning. */
  async readFeed(server: ServerProcess): Promise<FeedEntry[]> {
    const cursor = this.#cursor;
    const feed = await this.#read(server, "");
    this.#cursor = cursor;
    return feed;
  }

  async close(): Promise<void> {
    await this.#receiver.close();
  }

  async #read(server: ServerProcess, from: string): Promise<FeedEntry[]> {
    const entries: FeedEntry[] = [];
    this.#cursor = from;
    for (;;) {
      const query = `limit=${PAGE}${this.#cursor === "" ? "" : `&cursor=${this.#cursor}`}`;
      const path = `/webhook_endpoints/${this.#made?.id}/feed?${query}`;
      type Page = { data: FeedEntry[]; cursor: string; has_more: boolean };
      const page = await callApi<Page>(server, "GET", path);
      entries.push(...page.data);
      this.#cursor = page.cursor;
      if (!page.has_more) return entries;
    }
  }

  #listen(): void {
    this.#receiver.answer = (webhook) => this.#take(webhook);
  }

  async #take(webhook: ReceivedWebhook): Promise<WebhookAnswer> {
    const { id: deliveryId, event } = webhook;
    const arrival = { deliveryId, event, isGenuine: this.#isGenuine(webhook), wasTaken: false };
    this.arrivals.push(arrival);
    this.#open += 1;
    if (this.#isErratic) await delay(this.#random.between(0, SLOWEST_ANSWER));
    this.#open -= 1;
    if (this.#isErratic && this.#random.next() < FAILURE_SHARE) return 500;
    arrival.wasTaken = true;
    return { status: 200, body: '{"context": {}}' };
  }

  #isGenuine(webhook: ReceivedWebhook): boolean {
    const { key = "", standard_webhooks_secret: secret = "" } = this.#made?.signing_key.current ?? {};
    return isStandardSigned(secret, webhook) && isVendorSigned(key, `${this.#receiver.url}/hook`, webhook);
  }
}
