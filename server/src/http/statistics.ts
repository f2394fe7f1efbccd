import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Statistics } from "../services/statistics.ts";
import { keyOf } from "./gate.ts";
import { getStatistics } from "./statistics-schemas.ts";

/** Telling what was counted and measured over a time. */
export function statisticsRoutes(statistics: Statistics): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/statistics", { schema: getStatistics }, async (request) => {
      const { at_gte: from, at_lt: before, interval, agent_id, channel_type: channelType, livemode } = request.query;
      const [agentId, version] = agent_id?.split("@v") ?? [];
      const agentVersion = version === undefined ? undefined : Number(version);
      const query = { from, before, interval, agentId, agentVersion, channelType, livemode };
      return statistics.show(keyOf(request), query);
    });
  };
}
