/** Spans in which no process of the tutor ran, so that nobody loses a streak to them: part of the store. */
export type OutageFacts = {
  /** The tutor runs at `at`; when it was last seen longer than `gap` milliseconds ago, the time between was an outage. */
  keepUp(at: number, gap: number): Promise<void>;
  /** Outages that ended at or after `since`, oldest first. */
  outagesSince(since: number): Promise<readonly Outage[]>;
};

/** Epoch milliseconds. */
export type Outage = { readonly from: number; readonly to: number };
