import type { Generated } from 'kysely';

/** Callbacks, monitors, and what is told. */
export type MonitorTables = {
  callbacks: {
    id: Generated<number>;
    public_id: string;
    kind: string;
    client_id: string;
    user_id: number | null;
    fleet_id: number | null;
    label: string;
    subscribe: string;
    status: Generated<string>;
    secret: string;
    previous_secret: string | null;
    previous_secret_until: Date | null;
    failing_since: Date | null;
    next_attempt_at: Date | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  monitors: {
    id: Generated<number>;
    public_id: string;
    callback_id: number;
    client_id: string;
    user_id: number | null;
    vehicle_id: number | null;
    fleet_id: number | null;
    scopes: Generated<string[]>;
    label: string;
    parameter: string;
    status: Generated<string>;
    revision: Generated<number>;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  monitor_states: {
    monitor_id: number;
    vehicle_id: number;
    revision: number;
    state: string;
    due_at: Date | null;
  };
  monitor_events: {
    id: Generated<number>;
    monitor_id: number;
    vehicle_id: number;
    at: Date;
    refresh: boolean;
    values: string;
    created_at: Generated<Date>;
  };
  notifications: {
    id: string;
    seq: Generated<number>;
    callback_id: number;
    line: Generated<string>;
    monitor_id: number | null;
    vehicle_id: number | null;
    content: string;
    status: Generated<string>;
    failures: Generated<number>;
    next_attempt_at: Date | null;
    created_at: Date;
    expires_at: Date;
    finished_at: Date | null;
  };
  notification_attempts: {
    callback_id: number;
    line: string;
    first_seq: number;
    last_seq: number;
    number: number;
    at: Date;
    code: number | null;
    error: string | null;
    took_ms: number;
  };
};
