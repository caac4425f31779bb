import { Option } from 'commander';
import { withAdminApi } from '../admin-api.ts';
import { type CommandContext, wholeNumber } from '../command.ts';

/** Options of `app limits` and `partner limits`. */
export type QuotaOptions = { day?: number; burst?: number; default?: boolean };

export const perDay = new Option('--day <n>', 'calls within 24 hours').argParser(
  wholeNumber(1, 1_000_000_000_000),
);
export const perSecond = new Option('--burst <n>', 'calls within a second').argParser(
  wholeNumber(1, 1_000_000),
);

type Limits = { perDay: number; perSecond: number; own: ('perDay' | 'perSecond')[] };

/** Changes the quota of whoever has this path, where something is given, and prints it. */
export async function changeQuota(
  context: CommandContext,
  path: string,
  { day, burst, default: isDefault }: QuotaOptions,
): Promise<void> {
  const limits = await withAdminApi(context, async ({ ask }): Promise<Limits> => {
    const found = (await ask({ method: 'GET', path })) as { limits: Limits };
    if (day === undefined && burst === undefined && !isDefault) return found.limits;
    const body = {
      ...(isDefault ? {} : ownOf(found.limits)),
      ...(day === undefined ? {} : { perDay: day }),
      ...(burst === undefined ? {} : { perSecond: burst }),
    };
    return (await ask({ method: 'PUT', path: `${path}/limits`, body })).limits;
  });
  context.print(describeLimits(limits));
}

function ownOf(limits: Limits): Partial<Record<'perDay' | 'perSecond', number>> {
  return Object.fromEntries(limits.own.map((name) => [name, limits[name]]));
}

function describeLimits(limits: Limits): string {
  const line = (name: 'perDay' | 'perSecond') =>
    limits.own.includes(name) ? String(limits[name]) : `${limits[name]}   (of the settings)`;
  return [`within 24 hours  ${line('perDay')}`, `within a second  ${line('perSecond')}`].join('\n');
}
