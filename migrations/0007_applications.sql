-- The application (of Discord, or another platform) to which all that is kept of its platform belongs.
create table applications (
  platform text primary key,
  application text not null
);
