import type { Engine } from "../engine/engine.ts";
import {
  addMessage,
  changeMessage,
  type Entry,
  findMessage,
  messagesSince,
  type NewEntry,
  recentMessages,
} from "./messages.ts";
import { findProfile, saveProfile } from "./profiles.ts";

/** What the local page remembers: its people and what was said. `person` is the page's own id of somebody. */
export type WebHistory = {
  profile(person: string): Promise<{ readonly name: string } | undefined>;
  /** Makes a profile, and its learner when the person is new, or renames it. */
  saveProfile(person: string, name: string, at: number): Promise<void>;
  /** Undefined when author or audience is no known person: nothing is made anew after an erasure. */
  add(entry: NewEntry): Promise<Entry | undefined>;
  /** Replaces the body and gives the message a new revision; undefined when it is gone. */
  change(id: string, body: string, at: number): Promise<Entry | undefined>;
  find(id: string): Promise<Entry | undefined>;
  /** What a person may see in a channel (public, their own, or addressed to them): the newest `limit`, oldest first. */
  recent(person: string, channel: string, limit: number): Promise<readonly Entry[]>;
  /** The same, of what was added or changed after a revision, in the order of revisions. */
  since(person: string, channel: string, after: number): Promise<readonly Entry[]>;
};

export const createWebHistory = (engine: Engine, newId: () => string): WebHistory => ({
  profile: (person) => engine.read(() => findProfile(person)),
  saveProfile: (person, name, at) => {
    const newLearner = newId();
    return engine.write(() => saveProfile(person, name, at, newLearner));
  },
  add: (entry) => engine.write(() => addMessage(entry)),
  change: (id, body, at) => engine.write(() => changeMessage(id, body, at)),
  find: (id) => engine.read(() => findMessage(id)),
  recent: (person, channel, limit) => engine.read(() => recentMessages(person, channel, limit)),
  since: (person, channel, after) => engine.read(() => messagesSince(person, channel, after)),
});
