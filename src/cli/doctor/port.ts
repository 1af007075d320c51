import { createServer } from "node:net";
import { isNightshift } from "../../ops/health.ts";
import { type Finding, ill, well } from "./finding.ts";

/** Whether the page can listen there, or a tutor does already and is well; port 0 is always free. */
export async function examinePort(host: string, port: number): Promise<Finding> {
  const name = `port ${port} of ${host}`;
  const fault = await faultOfListening(host, port);
  if (fault === undefined) return well(`${name} is free`);
  const health = await healthOfTutor(host, port);
  if (health === undefined) return ill(`${name} cannot be used: ${fault.message}`, "stop what uses it, or set PORT");
  if (health.ok) return well(`${name} is in use by Nightshift, which runs and is well`);
  return ill(`${name} is in use by Nightshift, which runs and cannot write its database`, "read its log");
}

function faultOfListening(host: string, port: number): Promise<Error | undefined> {
  const { promise, resolve } = Promise.withResolvers<Error | undefined>();
  const server = createServer();
  server.once("error", resolve);
  server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  return promise;
}

/** Milliseconds that a tutor may take to say how it does: it tries to write for one second. */
const patience = 3000;

/** How the tutor that listens there does; undefined when nobody answers, or somebody else. */
async function healthOfTutor(host: string, port: number): Promise<Response | undefined> {
  // Who listens everywhere also listens here.
  const near = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  const address = `http://${near.includes(":") ? `[${near}]` : near}:${port}/healthz`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(patience), redirect: "manual" });
    return isNightshift(response) ? response : undefined;
  } catch {
    // Whatever it is that uses the port, it is no tutor that answers.
    return undefined;
  }
}
