import type { Engine } from "../engine/engine.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { seal, unseal } from "./seal.ts";

/** Whose installation of the Slack app: that of one workspace, or that of a whole organisation (Enterprise Grid). */
export type Owner =
  | { readonly kind: "workspace"; readonly team: string }
  | { readonly kind: "organisation"; readonly enterprise: string };

/** The installations of the Slack app, their tokens sealed. */
export type SlackInstallations = {
  /** Keeps an installation in place of the one before. Rejects without a key to seal with. */
  save(owner: Owner, body: string, at: number): Promise<void>;
  /** Undefined when there is none; rejects with `Sealed` when it was sealed with another key. */
  find(owner: Owner): Promise<string | undefined>;
  remove(owner: Owner): Promise<void>;
  /** A workspace speaks by way of its organisation's installation. */
  belong(team: string, enterprise: string): Promise<void>;
  enterpriseOf(team: string): Promise<string | undefined>;
  /** The workspaces that spoke by way of an organisation's installation, in the order of their ids. */
  teamsOf(enterprise: string): Promise<readonly string[]>;
};

type Key = { readonly owner: "workspace" | "organisation"; readonly id: string };

const keyOf = (owner: Owner): Key => ({
  owner: owner.kind,
  id: owner.kind === "workspace" ? owner.team : owner.enterprise,
});

const save = statement((queries, value: Value<Key & { body: string; at: number }>) =>
  queries
    .insertInto("slack_installations")
    .values({ owner: value("owner"), id: value("id"), body: value("body"), installed_at: value("at") })
    .onConflict((conflict) =>
      conflict.columns(["owner", "id"]).doUpdateSet((column) => ({
        body: column.ref("excluded.body"),
        installed_at: column.ref("excluded.installed_at"),
      })),
    ),
);

const find = statement((queries, value: Value<Key>) =>
  queries
    .selectFrom("slack_installations")
    .select("body")
    .where("owner", "=", value("owner"))
    .where("id", "=", value("id")),
);

const remove = statement((queries, value: Value<Key>) =>
  queries.deleteFrom("slack_installations").where("owner", "=", value("owner")).where("id", "=", value("id")),
);

const belong = statement((queries, value: Value<{ team: string; enterprise: string }>) =>
  queries
    .insertInto("slack_workspaces")
    .values({ team: value("team"), enterprise: value("enterprise") })
    .onConflict((conflict) =>
      conflict.column("team").doUpdateSet((column) => ({ enterprise: column.ref("excluded.enterprise") })),
    ),
);

const enterpriseOf = statement((queries, value: Value<{ team: string }>) =>
  queries.selectFrom("slack_workspaces").select("enterprise").where("team", "=", value("team")),
);

const teamsOf = statement((queries, value: Value<{ enterprise: string }>) =>
  queries.selectFrom("slack_workspaces").select("team").where("enterprise", "=", value("enterprise")).orderBy("team"),
);

const leave = statement((queries, value: Value<{ team: string }>) =>
  queries.deleteFrom("slack_workspaces").where("team", "=", value("team")),
);

export function* removeInstallation(owner: Owner): Fact<void> {
  yield* run(remove, keyOf(owner));
}

/** A workspace is forgotten, and so that it spoke by way of an organisation. */
export function* removeWorkspace(team: string): Fact<void> {
  yield* run(leave, { team });
}

function* first<Given extends Readonly<Record<string, string>>, Row>(
  query: Parameters<typeof run<Given, Row>>[0],
  values: Given,
): Fact<Row | undefined> {
  const [row] = yield* run(query, values);
  return row;
}

function* teams(enterprise: string): Fact<readonly string[]> {
  const rows = yield* run(teamsOf, { enterprise });
  return rows.map(({ team }) => team);
}

export function createSlackInstallations(engine: Engine, sealing: Uint8Array | undefined): SlackInstallations {
  const key = (): Uint8Array => {
    if (sealing) return sealing;
    throw new Error("Installations of the Slack app are kept sealed, and there is no key: set SLACK_STORE_KEY.");
  };
  const about = (owner: Owner): string => `${owner.kind} ${keyOf(owner).id}`;
  return {
    save: async (owner, text, at) => {
      const body = seal(text, about(owner), key());
      await engine.write(() => run(save, { ...keyOf(owner), body, at }));
    },
    find: async (owner) => {
      const row = await engine.read(() => first(find, keyOf(owner)));
      return row && unseal(row.body, about(owner), key());
    },
    remove: (owner) => engine.write(() => removeInstallation(owner)),
    belong: async (team, enterprise) => {
      await engine.write(() => run(belong, { team, enterprise }));
    },
    enterpriseOf: async (team) => (await engine.read(() => first(enterpriseOf, { team })))?.enterprise,
    teamsOf: (enterprise) => engine.read(() => teams(enterprise)),
  };
}
