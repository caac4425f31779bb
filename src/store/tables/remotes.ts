import type { Generated } from 'kysely';

/** Commands to vehicles. */
export type RemoteTables = {
  remote_actions: {
    id: Generated<number>;
    public_id: string;
    vehicle_id: number;
    callback_id: number;
    client_id: string;
    user_id: number | null;
    fleet_id: number | null;
    type: string;
    request: string;
    step: string;
    phase: string;
    is_done: Generated<boolean>;
    steps: number;
    created_at: Date;
    updated_at: Date;
    expires_at: Date;
    due_at: Date | null;
  };
  remote_steps: { action_id: number; number: number; at: Date; step: string; is_late: Generated<boolean> };
  wake_ups: { vehicle_id: number; month: string; count: number };
  idempotency_keys: {
    client_id: string;
    key: string;
    request_hash: Buffer;
    action_id: number;
    created_at: Date;
  };
  charge_limits: {
    vehicle_id: number;
    user_id: number;
    callback_id: number;
    percent: number;
    created_at: Date;
    updated_at: Date;
  };
  charge_limit_events: {
    id: Generated<number>;
    vehicle_id: number;
    user_id: number;
    at: Date;
    level: number;
    percent: number;
    privacy: string;
    action_public_id: string | null;
    step: string;
  };
};
