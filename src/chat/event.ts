/** What people do, in the words of no platform. An adapter makes these from signed data only. */

export type Person = {
  readonly platform: string;
  /** Discord guild or Slack workspace; a platform without tenants uses one constant. */
  readonly tenant: string;
  /** The platform's own id of the person, unique within platform and tenant. */
  readonly id: string;
  /** Hostile text: shown, never trusted. */
  readonly name: string;
  /** BCP 47, where the platform tells it. */
  readonly locale?: string;
  /** IANA name of the zone they live in, where the platform tells it. */
  readonly zone?: string;
  /** Decided by the adapter from signed data; absent rights are no rights. */
  readonly mayManage: boolean;
  /** Set where they act outside every tenant, and their id means the same person in all of the platform's tenants. */
  readonly everywhere?: true;
};

/** Where something happens: a channel, or a direct conversation with the tutor. */
export type Place = {
  readonly platform: string;
  readonly tenant: string;
  readonly channel: string;
  readonly kind: "channel" | "direct";
};

/** The direct conversation with a person: the platform finds it, or opens it. */
export type PersonAddress = {
  readonly kind: "person";
  readonly platform: string;
  readonly tenant: string;
  readonly person: string;
};

/** Where a post goes. */
export type Recipient = Place | PersonAddress;

/** One message on a platform. */
export type MessageRef = {
  readonly platform: string;
  readonly channel: string;
  readonly id: string;
};

type At = { readonly by: Person; readonly in: Place };

/** What a person does somewhere. */
export type Act =
  | (At & { readonly kind: "command"; readonly name: string; readonly options: Readonly<Record<string, string>> })
  | (At & {
      readonly kind: "press";
      /** The button's id as it came back: hostile until decoded and looked up. */
      readonly action: string;
      /** Picked values of a select menu, empty for a button. */
      readonly values: readonly string[];
      readonly on: MessageRef;
    })
  | (At & {
      readonly kind: "submit";
      /** The id of the form as it came back, an encoded action like a button's. */
      readonly form: string;
      readonly fields: Readonly<Record<string, string>>;
      /** The message whose button opened the form, where the platform tells it. */
      readonly on?: MessageRef;
    })
  /** A person looks at their own page of the tutor: for the first time (the local page), or each time (Slack's App Home). */
  | (At & { readonly kind: "opened" });

export type Event =
  | Act
  /** The tutor came to a server or workspace; `in` is where it may say hello, absent where it may nowhere. */
  | { readonly kind: "joined"; readonly platform: string; readonly tenant: string; readonly in?: Place }
  /** A server or workspace sent the tutor away. */
  | { readonly kind: "removed"; readonly platform: string; readonly tenant: string };
