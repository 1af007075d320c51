import type { After } from "../chat/after.ts";
import type { Platform } from "../chat/platform.ts";
import type { DuePost, Lease } from "../core/post.ts";
import { createPacer } from "./pacer.ts";
import { type Office, settle } from "./sending.ts";

/** What is done with a leased post. */
type Work = (office: Office, platform: Platform, post: DuePost, lease: Lease) => Promise<void>;

/** The posts of one platform that are under way. */
export type Jobs = {
  readonly size: number;
  /** Does the work when it is its turn. */
  begin(work: Work, post: DuePost, lease: Lease): void;
  /** Resolves when nothing is under way. */
  done(): Promise<void>;
  /** Begins nothing more, gives what is under way its time, and leaves the rest in doubt. */
  close(): Promise<void>;
};

/** Milliseconds that what is under way may take when everything stops: platforms take five after it, and a supervisor waits for ten seconds. */
const LEAVE = 4000;

type Job = { readonly post: DuePost; readonly lease: Lease; readonly done: Promise<void> };

/** `ended` is called after each. */
export function createJobs(office: Office, platform: Platform, after: After, ended: () => void): Jobs {
  const pacer = createPacer(platform.pace?.perSecond, office.now, after);
  const jobs = new Set<Job>();
  const take: Work = async (...[, , post, lease]) => {
    // Its turn will not come: a new post waits again, and one in doubt stays so until its lease runs out.
    if (post.firstTry === undefined) await settle(office, post, lease, { kind: "wait", until: office.now() });
  };
  const done = async (): Promise<void> => {
    while (jobs.size > 0) await Promise.all([...jobs].map((job) => job.done));
  };
  return {
    get size() {
      return jobs.size;
    },
    begin: (work, post, lease) => {
      const turned = pacer.turn().then((mine) => (mine ? work : take)(office, platform, post, lease));
      const job: Job = {
        post,
        lease,
        done: turned.finally(() => {
          jobs.delete(job);
          ended();
        }),
      };
      jobs.add(job);
    },
    done,
    close: async () => {
      pacer.stop();
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const callOff = after(LEAVE, resolve);
      await Promise.race([done(), late]);
      callOff();
      const doubt = { kind: "unknown", until: office.now(), misses: 0 } as const;
      await Promise.all([...jobs].map(({ post, lease }) => settle(office, post, lease, doubt)));
    },
  };
}
