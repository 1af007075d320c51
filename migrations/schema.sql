-- The schema as all steps together make it. Not run: a test holds it against the steps.

-- Who learns, and where. Every row of a person hangs on learners.id; a place's zone is null until somebody told it.
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
  zone text,
  unique (platform, tenant, channel)
);

-- One learner going through a row of pages; page is the bookmark. question_id is the question of a place that it answers.
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
  finished_at bigint,
  question_id text
);
create index sittings_by_learner on sittings (learner_id, kind, chapter, touched_at);
create index sittings_by_place on sittings (place_id, touched_at);

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

-- before is what the latest answer met, so that it can be graded anew once; confidence is how sure the learner was.
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
  before text,
  confidence integer,
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
  joined integer not null default 0,
  primary key (place_id, period, learner_id)
);
create index totals_by_points on totals (place_id, period, points desc, reached_at, learner_id) where joined = 1;
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

-- What a place was asked in public; the id is that of the post that asked. answers counts everybody who answered.
create table questions (
  id text primary key,
  place_id text not null references places (id),
  check_key text not null,
  version text not null,
  choice_order text not null,
  posed_at bigint not null,
  closes_at bigint not null,
  closed_at bigint,
  answers integer not null
);
create index questions_by_place on questions (place_id, posed_at);

-- How often each choice of a question was given; -1 is "I don't know", -2 a wrong written answer, -3 a right one. Names nobody.
create table question_totals (
  question_id text not null references questions (id),
  choice integer not null,
  answers integer not null,
  primary key (question_id, choice)
);

-- Who joined the leaderboards, under the name that is shown there.
create table leaderboard (
  learner_id text primary key references learners (id),
  name text not null,
  joined_at bigint not null
);

-- Spans in which no process of the tutor ran; seen_at is when one last did.
create table outages (
  started_at bigint primary key,
  ended_at bigint not null
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

-- The application (of Discord, or another platform) to which all that is kept of its platform belongs.
create table applications (
  platform text primary key,
  application text not null
);
-- What is planned. Whose own a schedule is (null: its place's), and who made it (null: has been erased). next_due is null while
-- it rests; last_date is the local date of its newest slot, and no later one is of the same date.
create table schedules (
  id text primary key,
  kind text not null,
  platform text not null,
  tenant text not null,
  target text not null,
  target_kind text not null,
  learner_id text references learners (id),
  maker_id text references learners (id),
  local_time text not null,
  days text not null,
  zone text not null,
  detail text not null,
  version integer not null,
  pause text,
  pause_until bigint,
  next_date text,
  next_due bigint,
  last_date text,
  created_at bigint not null
);
create index schedules_by_due on schedules (next_due, id);
create index schedules_by_pause on schedules (pause_until, id) where pause_until is not null;
create index schedules_by_target on schedules (platform, tenant, target, created_at);
create index schedules_by_learner on schedules (learner_id) where learner_id is not null;
create index schedules_by_maker on schedules (maker_id);
create index schedules_by_person on schedules (platform, target, created_at, id) where learner_id is not null;

-- One due occurrence of a schedule; the key lets it be planned once.
create table slots (
  schedule_id text not null references schedules (id),
  local_date text not null,
  local_time text not null,
  learner_id text references learners (id),
  due bigint not null,
  state text not null,
  reason text,
  settled_at bigint,
  primary key (schedule_id, local_date, local_time)
);
create index slots_by_due on slots (schedule_id, due);
create index slots_by_learner on slots (learner_id) where learner_id is not null;
create index slots_by_settlement on slots (settled_at) where settled_at is not null;

-- The outbox. edits names a post whose message this one changes, edit_channel and edit_id where that stands; message is what is
-- said, the same on every attempt; turn decides who comes first of those that are due together.
create table posts (
  id text primary key,
  key text not null unique,
  kind text not null,
  platform text not null,
  tenant text not null,
  target text not null,
  target_kind text not null,
  learner_id text references learners (id),
  schedule_id text references schedules (id),
  local_date text,
  local_time text,
  version integer,
  detail text not null,
  due bigint not null,
  leave_by bigint,
  edits text,
  edit_channel text,
  edit_id text,
  message text,
  afterwards text,
  state text not null,
  turn bigint not null,
  next_at bigint not null,
  lease_owner text,
  lease_until bigint,
  attempts integer not null,
  first_try bigint,
  misses integer not null,
  sent_channel text,
  sent_id text,
  why text,
  settled_at bigint
);
create index posts_by_turn on posts (state, platform, next_at, turn, id);
create index posts_by_target on posts (platform, tenant, target, state, settled_at);
create index posts_by_lease on posts (lease_until) where lease_until is not null;
create index posts_by_schedule on posts (schedule_id, state);
create index posts_by_edit on posts (edits) where edits is not null;
create index posts_by_message on posts (platform, sent_id) where sent_id is not null;
create index posts_by_learner on posts (learner_id) where learner_id is not null;
create index posts_by_settlement on posts (settled_at) where settled_at is not null;

-- What refused a post for good: a place or person, a whole tenant (target ''), or a whole platform (tenant '', too).
create table circuits (
  platform text not null,
  tenant text not null,
  target text not null,
  learner_id text references learners (id),
  why text not null,
  opened_at bigint not null,
  probe_at bigint not null,
  primary key (platform, tenant, target)
);
create index circuits_by_learner on circuits (learner_id) where learner_id is not null;

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

-- Practice nights. learner_id is who began one by hand (null: the clock did, or has been erased); presses and people count what
-- drill_presses holds; replays names the drill that this one shows again under the manager; moved_by is the process that moves its
-- board, and moved_until is null for the boards of nights, and once a board has said its last.
create table drills (
  id text primary key,
  place_id text not null references places (id),
  learner_id text references learners (id),
  mode text not null,
  night integer not null,
  seed bigint not null,
  begun_at bigint not null,
  lasts integer not null,
  zone text,
  schedule_id text,
  replays text,
  board text,
  presses integer not null,
  people integer not null,
  ended_at bigint,
  ending text,
  moved_by text,
  moved_until bigint
);
create index drills_by_place on drills (place_id, begun_at);
create index drills_by_end on drills (ended_at, begun_at);
create index drills_by_learner on drills (learner_id);
create index drills_had on drills (place_id, begun_at) where replays is null;
create index drills_open on drills (place_id, begun_at) where ended_at is null;
create index drills_moved on drills (moved_until) where moved_until is not null;

-- The log of a drill: only ever grows. actor is the how-manieth person in it, and stays when the learner is erased, so that the
-- night folds to what it was. second is of the night, minute of the presser's own day.
create table drill_presses (
  drill_id text not null references drills (id),
  seq integer not null,
  actor integer not null,
  learner_id text references learners (id),
  second integer not null,
  minute integer not null,
  verb text not null,
  argument text not null,
  primary key (drill_id, seq)
);
create index drill_presses_by_learner on drill_presses (learner_id, drill_id);

-- Where somebody who may has agreed to practice nights (null: has been erased; it still holds).
create table drill_contracts (
  place_id text primary key references places (id),
  learner_id text references learners (id),
  accepted_at bigint not null
);
create index drill_contracts_by_learner on drill_contracts (learner_id);
