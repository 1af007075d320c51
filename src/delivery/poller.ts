/** When more posts are claimed: as long as there are some and there is room, and again when one has ended. */
export type Queue = {
  /** Claims until there is nothing more to claim, or no room. */
  fill(): Promise<void>;
  isFilling(): boolean;
  /** One that was claimed has ended. */
  ended(): void;
  close(): void;
};

type Wants = {
  /** Claims as many as there is room for; whether there may be more. */
  readonly claim: () => Promise<boolean>;
  /** Whether there is so much room that claiming more is worth it. */
  readonly hasRoom: () => boolean;
  /** Runs something a moment later. */
  readonly soon: (run: () => void) => () => void;
  readonly fault: (error: unknown) => void;
};

export function createQueue({ claim, hasRoom, soon, fault }: Wants): Queue {
  let more = false;
  let filling: Promise<void> | undefined;
  let callOff: (() => void) | undefined;
  const claimAll = async (): Promise<void> => {
    do more = await claim();
    while (more && hasRoom());
  };
  const fill = (): Promise<void> => {
    callOff?.();
    callOff = undefined;
    filling ??= claimAll()
      .catch(fault)
      .finally(() => {
        filling = undefined;
      });
    return filling;
  };
  return {
    fill,
    isFilling: () => filling !== undefined,
    ended: () => {
      if (more && hasRoom()) void fill();
      // Its recipient may have another post, which waited for this one.
      else callOff ??= soon(() => void fill());
    },
    close: () => {
      more = false;
      callOff?.();
      callOff = () => undefined;
    },
  };
}
