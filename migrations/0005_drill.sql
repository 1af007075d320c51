-- Practice nights. learner_id is who began one by hand (null: the clock did, or has been erased); presses and people count what
-- drill_presses holds; replays names the drill that this one shows again under the manager.
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
  ending text
);
create index drills_by_place on drills (place_id, begun_at);
create index drills_by_end on drills (ended_at, begun_at);
create index drills_by_learner on drills (learner_id);

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
