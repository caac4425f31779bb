/** What `/admin/v1/health` tells; times are RFC 3339. */
export type HealthAnswer = {
  at: string;
  startedAt: string;
  rates: { overSeconds: number } & Record<RateName, number>;
  queue: { messages: number; lanes: { messages: number; oldestSeconds: number }[] };
  database: { bytes: number };
  vehicles: { connected: number; entered: number };
  deliveries: { waiting: number; oldestSeconds: number };
  deadLetters: number;
};

export const rateNames = [
  'reportsPerSecond',
  'acknowledgementsPerSecond',
  'duplicatesPerSecond',
  'deadLettersPerSecond',
  'notificationsPerSecond',
] as const;
export type RateName = (typeof rateNames)[number];
