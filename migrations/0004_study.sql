-- The zone of a place, asked once; null until somebody told it.
alter table places add column zone text;

-- Whose sittings a place saw lately, for what it is asked and for its week.
drop index sittings_by_place;
create index sittings_by_place on sittings (place_id, touched_at);

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
  answers integer not null,
  message text
);
create index questions_by_place on questions (place_id, posed_at);

-- How often each choice of a question was given; -1 is "I don't know", -2 a wrong written answer, -3 a right one. Names nobody.
create table question_totals (
  question_id text not null references questions (id),
  choice integer not null,
  answers integer not null,
  primary key (question_id, choice)
);

-- The question of a place that a sitting answers; the question may be gone.
alter table sittings add column question_id text;

-- What the latest answer met, so that it can be graded anew once; and how sure the learner was, when they said so.
alter table reviews add column before text;
alter table reviews add column confidence integer;

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
insert into counters (name, value) values ('seen_at', 0);
