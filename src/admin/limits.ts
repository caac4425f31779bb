import { Type } from 'typebox';
import type { OwnQuota } from '../store/access/quotas.ts';
import type { AdminSettings } from './context.ts';
import { body } from './schemas.ts';

/** How often an application or fleet owner may call, and which of the two numbers is their own. */
export const Limits = Type.Object(
  {
    perDay: Type.Integer(),
    perSecond: Type.Integer(),
    own: Type.Array(Type.String(), { description: 'Those that are not what the settings say' }),
  },
  { $id: 'Limits' },
);

/** What is to be their own; what is left out is what the settings say. */
export const givenLimits = body({
  perDay: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 })),
  perSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
});

export function limitsOf({ day, burst }: OwnQuota, settings: AdminSettings) {
  const own = { perDay: day, perSecond: burst };
  return {
    perDay: day ?? settings.callsPerDay,
    perSecond: burst ?? settings.callsPerSecond,
    own: Object.entries(own).flatMap(([name, value]) => (value === null ? [] : [name])),
  };
}

export function quotaFrom({ perDay, perSecond }: { perDay?: number; perSecond?: number }): OwnQuota {
  return { day: perDay ?? null, burst: perSecond ?? null };
}
