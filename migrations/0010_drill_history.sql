-- What a place has had, among ever so many replays; and what runs or is planned there.
create index drills_had on drills (place_id, begun_at) where replays is null;
create index drills_open on drills (place_id, begun_at) where ended_at is null;
