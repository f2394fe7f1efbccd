import type { Database } from "../db/database.ts";
import { type DemoLinkRow, findDemoLink, lockDemoLink } from "../db/demo-links.ts";
import { countVisits, deleteOldVisits, deleteVisit, insertVisit } from "../db/demo-visits.ts";
import type { Demo, DemoChannel } from "../domain/demo-link.ts";
import { overLimit } from "../domain/demo-limits.ts";
import { OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { languageCode } from "../domain/language.ts";
import { visitorOf } from "../domain/visitor.ts";
import { isAllowedOrigin } from "../domain/web-origin.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";
import { type Channels, prepareChannel } from "./channels.ts";
import type { Conversations } from "./conversations.ts";

interface Services {
  database: Database;
  agents: Pick<Agents, "findForConversation">;
  conversations: Pick<Conversations, "create">;
  /** The channels on which conversations can be held. */
  channels: Channels;
  /** Hashes who came. */
  tokenSecret: string;
  /** Where clients reach the installation, without a slash at the end. */
  publicUrl: string;
}

/** Who comes by a link. */
export interface DemoVisitor {
  /** The network address. */
  address: string;
  /** The page, by the header `Origin`; undefined for none. */
  origin: string | undefined;
  /** The host that was asked, by the header `Host`. */
  host: string | undefined;
}

/** What anybody can do who has a public link. */
export class Demos {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Says what a link leads to. Throws `not_found` for one that was withdrawn, `not_allowed` for a page that may not embed
   * it, and `not_released` for an agent that cannot talk yet.
   */
  async show(id: string, visitor: DemoVisitor): Promise<Demo> {
    const link = this.#let(visitor, await findDemoLink(this.#services.database, id), id);
    const { settings } = link;
    const agent = await this.#services.agents.findForConversation(callerBy(link), settings.agent_id);
    const agentName = agent.config.personas[0]?.name ?? agent.name;
    const channels = await this.#channelsOf(link);
    const { title, greeting } = settings;
    const language = languageCode(agent.config.language.default_language) ?? "en";
    return { id, title: title ?? agentName, agent_name: agentName, greeting, language, channels };
  }

  /**
   * Begins a conversation by a link. Throws as `show` does, `channel_unavailable` for a channel that the link does not
   * offer, and `rate_limited` where a limit of the link is reached.
   */
  async begin(id: string, channel: DemoChannel, visitor: DemoVisitor) {
    const { link, conversationId } = await this.#reserve(id, channel, visitor);
    const { agent_id, livemode, context, limits } = link.settings;
    try {
      const { id: made, channel: opened } = await this.#services.conversations.create(callerBy(link), {
        id: conversationId,
        agent_id,
        livemode,
        channel: { type: channel },
        context: context as JsonObject,
        override_config: null,
        continues: null,
        scheduled_at: null,
        messageLimit: limits.messages_per_conversation,
      });
      return { conversation: { id: made, channel: opened }, link: { id, name: link.settings.name, livemode } };
    } catch (error) {
      await deleteVisit(this.#services.database, conversationId);
      throw error;
    }
  }

  /** Forgets those who came so long ago that they count no more. */
  async forgetOld(): Promise<void> {
    await deleteOldVisits(this.#services.database);
  }

  /** Takes a place for a conversation; nobody else takes one of the link's in the same moment. */
  async #reserve(id: string, channel: DemoChannel, visitor: DemoVisitor) {
    const { database, tokenSecret } = this.#services;
    return database.transaction().execute(async (transaction) => {
      const link = this.#let(visitor, await lockDemoLink(transaction, id), id);
      assertOffered(link, channel);
      const visit = { demoLinkId: id, visitor: visitorOf(tokenSecret, visitor.address) };
      const over = overLimit(await countVisits(transaction, visit), link.settings.limits);
      if (over !== null) throw over;
      const conversationId = newId("conv");
      await insertVisit(transaction, { id: conversationId, ...visit });
      return { link, conversationId };
    });
  }

  #let({ origin, host }: DemoVisitor, link: DemoLinkRow | undefined, id: string): DemoLinkRow {
    if (link === undefined) {
      throw new OperatorError("not_found", `The link ${id} leads nowhere: it was withdrawn, or never made.`);
    }
    const { allowed_origins: allowed } = link.settings;
    if (isAllowedOrigin({ origin, host, publicUrl: this.#services.publicUrl, allowed })) return link;
    const message = `Pages of ${origin} may not use this link. Whoever made it can add them to its allowed_origins.`;
    throw new OperatorError("not_allowed", message);
  }

  async #channelsOf({ settings: { channels, livemode } }: DemoLinkRow): Promise<DemoChannel[]> {
    const usable = await Promise.all(
      channels.map(async (type) => {
        try {
          await prepareChannel(this.#services.channels, { type }, { livemode });
          return [type];
        } catch (error) {
          if (error instanceof OperatorError && error.code === "channel_unavailable") return [];
          throw error;
        }
      }),
    );
    return usable.flat();
  }
}

/** A link stands in for a key that may do nothing but begin its own conversations. */
function callerBy({ id, settings: { name } }: DemoLinkRow): ApiKey {
  return { id, name, livemode: true, scopes: ["conversations:write"] };
}

function assertOffered({ settings: { channels } }: DemoLinkRow, channel: DemoChannel): void {
  if (channels.includes(channel)) return;
  const message = `This link does not offer ${channel}. It offers ${channels.join(", ")}.`;
  throw new OperatorError("channel_unavailable", message, { param: "channel" });
}
