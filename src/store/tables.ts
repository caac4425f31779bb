import type { Generated } from 'kysely';
import type { MonitorTables } from './tables/monitors.ts';
import type { RemoteTables } from './tables/remotes.ts';

/** The tables as the queries see them; `migrations/` is where they are made. */
export type Tables = MonitorTables & RemoteTables & CoreTables;

type CoreTables = {
  vehicles: {
    id: Generated<number>;
    vin: string;
    motorization: string;
    brand: string | null;
    label: string | null;
    pictures: string[] | null;
    capabilities: Generated<string | null>;
    silenced_at: Generated<Date | null>;
    generation: Generated<number | null>;
    wake_up_channel: Generated<'mqtt' | 'http' | null>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  vehicle_services: {
    vehicle_id: number;
    name: string;
    audience: string;
    scopes: string[];
    created_at: Generated<Date>;
  };
  call_centers: { country_code: string; phone_number: string };
  vehicle_credentials: {
    username: string;
    vehicle_id: number;
    secret_hash: Buffer;
    created_at: Generated<Date>;
  };
  vehicle_presence: { vehicle_id: number; is_connected: boolean; reason: string; changed_at: Date };
  vehicle_states: {
    vehicle_id: number;
    state: string;
    updated_at: Date;
    kinds: Generated<number>;
    open_kinds: Generated<number>;
  };
  telemetry: {
    vehicle_id: number;
    at: Date;
    key: string;
    received_at: Date;
    source: string;
    privacy: string;
    kinds: number;
    groups: string;
  };
  seen_messages: { vehicle_id: number; key: string; received_at: Date };
  dead_letters: {
    id: Generated<number>;
    vehicle_id: number;
    channel: string;
    received_at: Date;
    reason: string;
    payload: Buffer;
    retry_asked_at: Date | null;
  };
  users: {
    id: Generated<number>;
    public_id: Generated<string>;
    email: string;
    password_hash: string;
    first_name: string | null;
    last_name: string | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  user_vehicles: { user_id: number; vehicle_id: number; public_id: string; created_at: Generated<Date> };
  applications: {
    id: Generated<number>;
    client_id: string;
    secret_hash: Buffer;
    name: string;
    redirect_uris: string[];
    sees_call_centers: Generated<boolean>;
    calls_per_day: Generated<number | null>;
    calls_per_second: Generated<number | null>;
    scopes: Generated<string[]>;
    grants: Generated<string[]>;
    is_first_party: Generated<boolean>;
    is_public: Generated<boolean>;
    previous_secret_hash: Generated<Buffer | null>;
    previous_secret_until: Generated<Date | null>;
    access_token_s: Generated<number | null>;
    created_at: Generated<Date>;
  };
  access_tokens: {
    token_hash: Buffer;
    application_id: number;
    user_id: number;
    scopes: string[];
    grant_id: Generated<string | null>;
    how_granted: Generated<string | null>;
    created_at: Generated<Date>;
    expires_at: Date;
  };
  oauth_items: {
    kind: string;
    id_hash: Buffer;
    content: Buffer;
    grant_id: string | null;
    user_id: number | null;
    application_id: number | null;
    created_at: Generated<Date>;
    consumed_at: Date | null;
    expires_at: Date;
  };
  consents: { user_id: number; application_id: number; scopes: string[]; granted_at: Date; since: Date };
  access_log: {
    user_id: number;
    began_at: Date;
    client_id: string;
    vehicle_id: number;
    kind: string;
    first_at: Date;
    last_at: Date;
    reads: number;
  };
  account_sessions: {
    token_hash: Buffer;
    user_id: number;
    password_mark: Buffer;
    created_at: Date;
    expires_at: Date;
  };
  erasures: { id: string; asked_at: Date; finished_at: Date | null };
  erasure_counts: { erasure_id: string; kind: string; count: number };
  erasure_vehicles: { vehicle_id: number; erasure_id: string };
  oauth_keys: { name: string; value: string; created_at: Generated<Date> };
  vehicle_pairings: { vehicle_id: number; code_hash: string; tries_left: number; expires_at: Date };
  partners: {
    id: Generated<number>;
    login: string;
    password_hash: string;
    client_id: string;
    calls_per_day: Generated<number | null>;
    calls_per_second: Generated<number | null>;
    created_at: Generated<Date>;
  };
  partner_certificates: {
    authority: Buffer;
    serial: string;
    login: string;
    partner_id: number | null;
    application_id: number | null;
    subject: string;
    created_at: Generated<Date>;
    expires_at: Date;
    revoked_at: Date | null;
  };
  call_counts: { client_id: string; began_at: Date; calls: number };
  fleets: {
    id: Generated<number>;
    public_id: string;
    partner_id: number;
    name: string;
    description: string | null;
    created_at: Generated<Date>;
  };
  fleet_vehicles: { fleet_id: number; vehicle_id: number; public_id: string; created_at: Generated<Date> };
  administrators: {
    id: Generated<number>;
    name: string;
    password_hash: string;
    role: string;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  admin_sessions: {
    id: string;
    token_hash: Buffer;
    administrator_id: number;
    address: string;
    created_at: Date;
    expires_at: Date;
  };
  admin_tokens: {
    id: Generated<number>;
    token_hash: Buffer;
    name: string;
    role: Generated<string>;
    created_at: Generated<Date>;
    expires_at: Generated<Date | null>;
  };
  audit_log: {
    id: Generated<number>;
    at: Date;
    who_kind: string;
    who: string;
    address: string;
    operation: string;
    subject_kind: string;
    subject: string;
    before: string | null;
    after: string | null;
  };
  trips: Episode & { distance_km: number; duration_s: number; states: string[] };
  alerts: Episode;
  alarms: Episode & { kind: string };
  collisions: Episode;
  stolen_episodes: Episode;
  episode_checkpoints: { vehicle_id: number; at: Date; key: string; states: string };
  episode_repairs: {
    vehicle_id: number;
    since: Date;
    version: Generated<number>;
    marked_at: Generated<Date>;
    changed_at: Generated<Date>;
  };
};

/** `ended_at` is null while it lasts, and the same as `started_at` for a moment. `body`: `model/episodes.ts`. */
type Episode = {
  vehicle_id: number;
  id: string;
  started_at: Date;
  ended_at: Date | null;
  is_private: Generated<boolean>;
  is_excerpt: Generated<boolean>;
  body: string;
};
