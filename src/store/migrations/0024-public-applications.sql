-- Programs that cannot keep a secret: they prove who they are by PKCE alone, and are sent back to exactly their addresses.
alter table applications add column is_public boolean not null default false;
