-- Certificates of those who come in with login and password: those that the built-in authority has signed, and
-- those of other authorities that were revoked. A certificate is known by the key of its authority (SHA-256 of the
-- public key) and its serial number: both are under the signature, its fingerprint is not in every detail.
create table partner_certificates (
  authority bytea not null,
  serial text not null,
  login text not null,
  -- Whose it is; neither of a certificate of another authority. Gone with its holder, and then good for nothing.
  partner_id bigint references partners (id) on delete cascade,
  application_id bigint references applications (id) on delete cascade,
  subject text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (authority, serial)
);

create index on partner_certificates (partner_id);
create index on partner_certificates (application_id);
