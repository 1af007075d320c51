-- The schema as all steps together make it. Not run: a test holds it against the steps.

-- Who learns, and where. Every row of a person hangs on learners.id.
create table learners (
  id text primary key,
  platform text not null,
  tenant text not null,
  person text not null,
  created_at bigint not null,
  unique (platform, tenant, person)
);

create table places (
  id text primary key,
  platform text not null,
  tenant text not null,
  channel text not null,
  kind text not null,
  unique (platform, tenant, channel)
);

-- One learner going through a row of pages; page is the bookmark.
create table sittings (
  id text primary key,
  learner_id text not null references learners (id),
  place_id text not null references places (id),
  kind text not null,
  chapter text,
  checks text not null,
  page integer not null,
  furthest integer not null,
  started_at bigint not null,
  touched_at bigint not null,
  finished_at bigint
);
create index sittings_by_learner on sittings (learner_id, kind, chapter, touched_at);
create index sittings_by_place on sittings (place_id);

create table asks (
  id text primary key,
  sitting_id text not null references sittings (id),
  learner_id text not null references learners (id),
  page integer not null,
  check_key text not null,
  version text not null,
  choice_order text not null,
  picks text not null,
  message text,
  posed_at bigint not null,
  unique (sitting_id, check_key)
);
create index asks_by_learner on asks (learner_id);

-- Append-only: a row is never changed, and goes only when its learner asks to be forgotten.
create table answers (
  ask_id text not null references asks (id),
  learner_id text not null references learners (id),
  check_key text not null,
  version text not null,
  response text not null,
  is_right integer not null,
  tags text not null,
  answered_at bigint not null,
  primary key (ask_id, learner_id)
);
create index answers_by_learner on answers (learner_id, is_right);

create table reviews (
  learner_id text not null references learners (id),
  check_key text not null,
  due bigint not null,
  stability double precision not null,
  difficulty double precision not null,
  scheduled_days double precision not null,
  reps integer not null,
  lapses integer not null,
  state integer not null,
  last_review bigint not null,
  last_right integer not null,
  primary key (learner_id, check_key)
);
create index reviews_by_due on reviews (learner_id, due);

-- Points of a learner in a place and a week or month; reached_at is when the last point came.
create table totals (
  place_id text not null references places (id),
  period text not null,
  learner_id text not null references learners (id),
  points integer not null,
  reached_at bigint not null,
  primary key (place_id, period, learner_id)
);
create index totals_by_points on totals (place_id, period, points desc, reached_at, learner_id);
create index totals_by_learner on totals (learner_id);

-- How often each choice of a check was given; -1 is "I don't know", -2 a written answer. Names nobody.
create table check_totals (
  check_key text not null,
  version text not null,
  choice integer not null,
  answers integer not null,
  primary key (check_key, version, choice)
);

create table check_versions (
  check_key text not null,
  version text not null,
  body text not null,
  primary key (check_key, version)
);

-- The local page: its people, and what was said there. position never changes; revision grows with every change.
create table web_profiles (
  learner_id text primary key references learners (id),
  name text not null,
  created_at bigint not null
);

create table web_messages (
  id text primary key,
  channel text not null,
  position bigint not null,
  revision bigint not null unique,
  author_id text references learners (id),
  audience_id text references learners (id),
  body text not null,
  created_at bigint not null,
  changed_at bigint
);
create index web_messages_by_channel on web_messages (channel, audience_id, position);
create index web_messages_by_author on web_messages (author_id);
create index web_messages_by_audience on web_messages (audience_id);

create table counters (
  name text primary key,
  value bigint not null
);

-- Discord guilds and Slack workspaces the tutor came to; removed_at is when one sent it away, and what is kept of it is
-- purged a while later unless it is invited back.
create table tenants (
  platform text not null,
  tenant text not null,
  joined_at bigint not null,
  removed_at bigint,
  primary key (platform, tenant)
);
create index tenants_by_removal on tenants (removed_at);

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
