import type { SlackServer } from "../../test/protocol/slack/server/slack-server.ts";
import { directOf, type Posted } from "../../test/protocol/slack/server/world.ts";

/** Somebody with a page in front of them, in the direct conversation. */
export type Pupil = { readonly person: string; readonly page: Posted };

/** Milliseconds from the press to Slack's knowing that it arrived, and to the answer on the page. */
export type Waited = { readonly ack: number; readonly answer: number };

/** `count` people who were never here before, each with a message of the tutor before them. */
export function newcomers({ world }: SlackServer, count: number): readonly Pupil[] {
  return Array.from({ length: count }, (_, index) => {
    const id = world.nextId("U");
    const about = { zone: "Europe/Berlin", locale: "en-GB", admin: false, guest: false };
    world.people.set(id, { id, team: world.team, name: `Pupil ${index}`, ...about });
    const page: Posted = { channel: directOf(id), ts: world.nextTs(), text: "", blocks: [], edits: 0 };
    world.messages.set(`${page.channel} ${page.ts}`, page);
    return { person: id, page };
  });
}

/** Presses a button, and resolves when the page has turned. */
export async function press({ world, sockets }: SlackServer, { person, page }: Pupil, action: string): Promise<Waited> {
  const { edits } = page;
  const turned = Promise.withResolvers<void>();
  page.turned = turned.resolve;
  const payload = {
    type: "block_actions",
    team: { id: world.team, domain: "bench" },
    user: { id: person, username: "pupil", team_id: world.team },
    api_app_id: world.app,
    trigger_id: `${person}.${edits}.trigger`,
    channel: { id: page.channel, name: "directmessage" },
    container: { type: "message", message_ts: page.ts, channel_id: page.channel, is_ephemeral: false },
    message: { type: "message", ts: page.ts },
    actions: [{ type: "button", action_id: action, block_id: "m.0", action_ts: world.nextTs() }],
  };
  const begun = performance.now();
  const acked = sockets.send("interactive", payload).then(() => performance.now() - begun);
  await turned.promise;
  const answer = performance.now() - begun;
  return { ack: await acked, answer };
}

/** The ids of the buttons on a page, in their order. */
export const actionsOn = ({ page }: Pupil): readonly string[] =>
  [...JSON.stringify(page.blocks).matchAll(/"action_id":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);

/** The id of the first button that begins so. */
export function actionOn(pupil: Pupil, start: string): string {
  const found = actionsOn(pupil).find((id) => id.startsWith(start));
  if (found === undefined) throw new Error(`There is no button "${start}…" among ${actionsOn(pupil).join(", ")}.`);
  return found;
}
