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
