import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { createPace } from "../../kit/rate-limit.ts";
import type { Chat, Env } from "../chat.ts";
import { faulty, MOST_BYTES, type Refusal, Refused, refusals } from "../errors.ts";
import { serveActions } from "../interactions/receiver.ts";
import { downloadOf, pictureOf } from "../posts/attachments.ts";
import { markup } from "../render/escape.ts";
import { createCharts } from "../render/pictures.ts";
import { offer, serveViews } from "../render/views.ts";
import { guardHost, guardPassword, guardSource } from "./guard.ts";
import { visitorOf } from "./visitor.ts";

const SELF = ["'self'"];
const NONE = ["'none'"];

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: NONE,
    scriptSrc: SELF,
    styleSrc: SELF,
    imgSrc: SELF,
    connectSrc: SELF,
    fontSrc: SELF,
    formAction: SELF,
    frameAncestors: NONE,
    baseUri: NONE,
  },
  // Not no-referrer: browsers would then send "Origin: null" with the page's own requests.
  referrerPolicy: "same-origin",
  strictTransportSecurity: false,
  xFrameOptions: "DENY",
});

/** The whole page as one function from request to response. */
export function createApp(chat: Chat): Hono<Env> {
  const app = new Hono<Env>();
  const { options } = chat;
  app.use(headers);
  app.use(guardHost(options.hosts));
  for (const [path, route] of Object.entries(options.routes)) app.get(path, (context) => route(context.req.raw));
  if (options.password !== undefined) app.use(guardPassword(options.password));
  app.use(guardSource(chat.run));
  app.use(bodyLimit({ maxSize: MOST_BYTES, onError: () => refuse(refusals.tooBig) }));
  app.get("/assets/*", (context) => chat.assets.find(context.req.path) ?? refuse(refusals.missing));
  serveViews(app, chat);
  app.use(known(createPace(options.now)));
  serveActions(app, chat);
  app.get("/offers", (context) => offer(context, chat));
  app.get("/files/:entry/:index", async (context) =>
    downloadOf(await entryAt(context, chat), context.req.param("index")),
  );
  app.get("/pictures/:entry/:index", async (context) =>
    pictureOf(await entryAt(context, chat), context.req.param("index")),
  );
  const chartOf = createCharts(options.draw);
  app.get("/charts/:entry/:index", async (context) =>
    chartOf(await entryAt(context, chat), context.req.param("index")),
  );
  app.notFound((context) => say(context, refusals.missing));
  app.onError((error, context) => onError(error, context, chat));
  return app;
}

function refuse(refusal: Refusal): never {
  throw new Refused(refusal);
}

/** From here on a request belongs to somebody, who does not do more than hands can. */
function known(allowed: (person: string) => boolean): MiddlewareHandler<Env> {
  return async (context, next) => {
    const person = visitorOf(context);
    if (person === undefined) return refuse(context.req.method === "POST" ? refusals.cookie : refusals.missing);
    if (context.req.method === "POST" && !allowed(person)) return refuse(refusals.tooMany);
    context.set("visitor", person);
    return next();
  };
}

async function entryAt(context: Context<Env, "/:entry/:index">, { transcript, options }: Chat) {
  const visitor = context.get("visitor");
  const entry = (await transcript.find(context.req.param("entry"), visitor)) ?? refuse(refusals.missing);
  // What was lent to somebody is gone when they are erased.
  const isLent = entry.audience !== undefined;
  return isLent && !(await options.history.profile(visitor)) ? refuse(refusals.missing) : entry;
}

/** The one place where what was thrown becomes a response: a refusal, the browser's own login, or a fault. */
function onError(error: Error, context: Context, { options }: Chat): Response | Promise<Response> {
  if (error instanceof Refused) return say(context, error.refusal);
  if (error instanceof HTTPException) return error.getResponse();
  const reference = options.newId().slice(-8);
  options.fault(error, reference);
  return say(context, faulty(reference));
}

function say(context: Context, { status, sentence, reload }: Refusal): Response | Promise<Response> {
  if (reload) context.header("HX-Refresh", "true");
  return context.html(markup`<p>${sentence}</p>`, status);
}
