import { Option } from 'commander';
import type { Settings } from '../config/settings.ts';
import type { OwnQuota } from '../store/quotas.ts';
import { wholeNumber } from './command.ts';

/** Options of `app limits` and `partner limits`. */
export type QuotaOptions = { day?: number; burst?: number; default?: boolean };

export const perDay = new Option('--day <n>', 'calls within 24 hours').argParser(
  wholeNumber(1, 1_000_000_000_000),
);
export const perSecond = new Option('--burst <n>', 'calls within a second').argParser(
  wholeNumber(1, 1_000_000),
);

/** What is to change; with `--default` both go back to the settings, but for what is given beside it. */
export function quotaFrom({ day, burst, default: isDefault }: QuotaOptions): Partial<OwnQuota> {
  return {
    ...(isDefault ? { day: null, burst: null } : {}),
    ...(day === undefined ? {} : { day }),
    ...(burst === undefined ? {} : { burst }),
  };
}

export function describeQuota({ day, burst }: OwnQuota, settings: Settings): string {
  const line = (own: number | null, byDefault: number) =>
    own === null ? `${byDefault}   (of the settings)` : String(own);
  return [
    `within 24 hours  ${line(day, settings.callsPerDay)}`,
    `within a second  ${line(burst, settings.callsPerSecond)}`,
  ].join('\n');
}
