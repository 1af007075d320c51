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
