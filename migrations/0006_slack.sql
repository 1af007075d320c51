-- Installations of the Slack app: of a workspace, or of a whole organisation. body holds tokens, sealed under a key that
-- is not in the database.
create table slack_installations (
  owner text not null,
  id text not null,
  body text not null,
  installed_at bigint not null,
  primary key (owner, id)
);

-- The organisation by way of whose installation a workspace spoke last.
create table slack_workspaces (
  team text not null primary key,
  enterprise text not null
);
create index slack_workspaces_by_enterprise on slack_workspaces (enterprise);
