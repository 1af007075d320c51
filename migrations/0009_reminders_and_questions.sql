-- What writes to a person, from whichever tenant: asked for where somebody acts outside of every tenant.
create index schedules_by_person on schedules (platform, target, created_at, id) where learner_id is not null;
-- The message of a question is that of its post.
alter table questions drop column message;
