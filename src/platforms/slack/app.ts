import { App, type Receiver, type ViewSubmitAction } from "@slack/bolt";
import { createSeen } from "../kit/dedupe.ts";
import type { Work } from "../kit/tasks.ts";
import type { Access } from "./access/access.ts";
import { clientOptionsOf } from "./api/clients.ts";
import type { Fetch } from "./api/fetch.ts";
import { quietLogger } from "./api/quiet-log.ts";
import type { News } from "./interactions/lifecycle.ts";
import { heardCommand, heardPress, heardShortcut, heardSubmit, personPlace } from "./interactions/parse.ts";
import type { Ears } from "./interactions/receiver.ts";
import type { SlackOptions } from "./options.ts";
import { COMMAND } from "./render/text.ts";

/** The shortcut that the manifests name. */
export const SHORTCUT = "continue-learning";

/** The events that the app is subscribed to; the manifests name the same. */
export const EVENTS = [
  "app_home_opened",
  "app_uninstalled",
  "tokens_revoked",
  "channel_archive",
  "channel_deleted",
  "channel_left",
  "channel_unarchive",
  "group_archive",
  "group_left",
  "group_unarchive",
  "member_joined_channel",
] as const;

type Parts = {
  readonly options: SlackOptions;
  readonly access: Access;
  readonly fetch: Fetch;
  readonly ears: Ears;
  readonly news: News;
  readonly work: Work;
};

/** Bolt's app: it verifies, knows what is what, and acknowledges. Slack is told at once that something arrived. */
export function createApp(receiver: Receiver, { options, access, fetch, ears, news, work }: Parts): App {
  const app = new App({
    receiver,
    authorize: access.authorize,
    clientOptions: clientOptionsOf(options, fetch),
    logger: quietLogger(options.fault),
    convoStore: false,
    ignoreSelf: false,
    attachFunctionToken: false,
  });
  app.error(async (error) => options.fault(error));
  // Only this one waits for its answer: it stands in the acknowledgement.
  app.command(COMMAND, async ({ body, ack }) => {
    const heard = heardCommand(body);
    const stage = { ...heard.stage, ack: (answer?: Parameters<typeof ack>[0]) => ack(answer) };
    work.watch(ears.command({ ...heard, stage }, body.text ?? ""));
  });
  app.action({ type: "block_actions", action_id: /^/ }, async ({ body, ack }) => {
    await ack();
    const pressed = heardPress(body);
    if (pressed) work.watch(ears.press(pressed));
  });
  app.view<ViewSubmitAction>({ type: "view_submission", callback_id: /^/ }, async ({ body, ack }) => {
    await ack();
    work.watch(ears.submit(heardSubmit(body)));
  });
  app.shortcut({ type: "shortcut", callback_id: SHORTCUT }, async ({ shortcut, ack }) => {
    await ack();
    work.watch(ears.shortcut(heardShortcut(shortcut)));
  });
  hearEvents(app, ears, news, work);
  return app;
}

/** Events come again when Slack is not sure, under the same id; bolt has acknowledged them by now. */
function hearEvents(app: App, ears: Ears, news: News, work: Work): void {
  const isNew = createSeen();
  app.event("app_home_opened", async ({ event, body }) => {
    if (event.tab !== "home") return;
    const who = { tenant: tenantIn(body), id: event.user, name: "" };
    const place = { ...personPlace(who.tenant, who.id), channel: event.channel };
    work.watch(ears.opened(who, place, `event ${body.event_id}`));
  });
  app.event("app_uninstalled", async ({ body }) => {
    if (isNew(body.event_id)) work.watch(news.gone(goneIn(body)));
  });
  app.event("tokens_revoked", async ({ event, body }) => {
    // Tokens of people may go, too; only the bot's is used.
    if ((event.tokens.bot ?? []).length > 0 && isNew(body.event_id)) work.watch(news.gone(goneIn(body)));
  });
  for (const closing of [
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "group_archive",
    "group_left",
  ] as const) {
    app.event(closing, async ({ event, body }) => news.closed(tenantIn(body), event.channel));
  }
  for (const opening of ["channel_unarchive", "group_unarchive"] as const) {
    app.event(opening, async ({ event, body }) => news.open(tenantIn(body), event.channel));
  }
  app.event("member_joined_channel", async ({ event, body }) => {
    work.watch(news.joined(tenantIn(body), event.channel, event.user));
  });
}

type Envelope = {
  readonly team_id: string;
  readonly enterprise_id?: string | undefined;
  readonly authorizations?:
    | readonly { readonly team_id?: string | null; readonly is_enterprise_install?: boolean | undefined }[]
    | undefined;
  readonly is_enterprise_install?: boolean;
};

/** The workspace in whose name the app hears; of a shared channel, an event may carry another one's. */
const tenantIn = ({ authorizations, team_id: team }: Envelope): string => authorizations?.[0]?.team_id ?? team;

/** Whose tokens went. An organisation's installation goes as a whole; a workspace that only left it is no such case. */
function goneIn({ team_id: team, enterprise_id: enterprise, authorizations, is_enterprise_install: whole }: Envelope) {
  const byOrganisation = whole === true || authorizations?.[0]?.is_enterprise_install === true;
  return { team, enterprise, whole: byOrganisation };
}
