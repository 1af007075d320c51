-- Whether the learner has joined the leaderboards: 1 or 0, kept beside leaderboard, so that the first of a place are read without
-- reading those who have not.
alter table totals add column joined integer not null default 0;
update totals set joined = 1 where learner_id in (select learner_id from leaderboard);
drop index totals_by_points;
create index totals_by_points on totals (place_id, period, points desc, reached_at, learner_id) where joined = 1;
