/** What may be left to software, one by one; all four together are the manager. The chapter's four new jobs. */
export type Job = "health-watching" | "restarting" | "placement" | "updating";

export const jobs: readonly Job[] = ["health-watching", "restarting", "placement", "updating"];
