/** For servers that nobody watches: what they tell of is forgotten. */
export const UNOBSERVED = {
  activityLog: { record: () => undefined },
  metrics: {
    requestAnswered: () => undefined,
    registry: { contentType: "text/plain", metrics: async () => "" },
  },
};
