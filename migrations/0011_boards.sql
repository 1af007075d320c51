-- Which process moves the board of a drill by day or of a replay, and until when; moved_until is null for the boards of nights,
-- and once a board has said its last.
alter table drills add column moved_by text;
alter table drills add column moved_until bigint;
update drills set moved_until = 0 where ended_at is null and (mode = 'live' or replays is not null);
create index drills_moved on drills (moved_until) where moved_until is not null;
