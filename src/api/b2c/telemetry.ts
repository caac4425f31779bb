import { type Static, Type } from 'typebox';
import type { Access } from '../../auth/access.ts';
import { type GroupName, maskOf } from '../../model/groups.ts';
import { countTelemetry, readTelemetry, type TelemetryFilter } from '../../store/telemetry.ts';
import type { ApiContext } from '../context.ts';
import {
  groupsByExtension,
  groupsByType,
  presentTelemetry,
  Telemetry,
  telemetryTypes,
} from '../present/telemetry.ts';
import { type PrivacyMode, visibilityOf } from '../present/visibility.ts';
import { ApiError } from '../shared/errors.ts';
import { collection } from '../shared/hal.ts';
import { mediaType } from '../shared/media-type.ts';
import { responses, VehicleParams } from '../shared/operation.ts';
import { getSeenVehicle } from '../shared/owned-vehicle.ts';
import { envelope } from '../shared/page-of.ts';
import { cutPage, type Filters, type Key, pagingQuery, readPage } from '../shared/paging.ts';
import { requireAnyScope } from '../shared/require-scope.ts';
import { readTimestamps } from '../shared/timestamps.ts';
import type { B2cApp } from './app.ts';

const pageSizeMax = 2000;

const enumOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] });

const querystring = Type.Object({
  ...pagingQuery(pageSizeMax),
  timestamps: Type.Optional(
    Type.Array(Type.String({ maxLength: 300 }), { description: 'Ranges of time; see docs/web-api.md' }),
  ),
  type: Type.Optional(Type.Array(enumOf(telemetryTypes), { minItems: 1, maxItems: telemetryTypes.length })),
  extension: Type.Optional(Type.Array(enumOf(Object.keys(groupsByExtension)), { minItems: 1, maxItems: 2 })),
});

const schema = {
  operationId: 'getTelemetry',
  tags: ['Telemetry'],
  summary: 'The history of the vehicle, oldest first',
  deprecated: true,
  params: VehicleParams,
  querystring,
  response: responses(collection('telemetries', Telemetry)),
};

/** What the vehicle reported, report by report. */
export function telemetryOperation(app: B2cApp, context: ApiContext): void {
  app.get('/connectedcar/v4/user/vehicles/:id/telemetry', { schema }, async (request, reply) => {
    requireAnyScope(request, ['data:telemetry', 'data:position']);
    const { vehicleId, publicId, mode } = await getSeenVehicle(context, request);
    if (mode === 'Full') throw new ApiError('noData');
    const page = readPage(request.query, pageSizeMax);
    const filters = page.filters ?? filtersOf(request.query);
    const wanted = wantedGroups(filters, request.access, mode);
    const windows = readTimestamps(filters.timestamps ?? always, context.clock.now());
    const filter: TelemetryFilter = { vehicleId, windows, kinds: kindsOf(wanted) };
    const total = page.total ?? (await countTelemetry(context.database, filter));
    const read = await readTelemetry(context.database, filter, { ...page, limit: page.limit + 1 });
    const { items: rows, hasMore } = cutPage(page, read);
    const at = { links: context.links(), id: publicId };
    const telemetries = rows.map((row) => presentTelemetry(row, wanted[row.privacy], at));
    const self = at.links.of(publicId, 'telemetry');
    const body = {
      ...envelope(page, { total, hasMore, self, request, filters, ...keysOf(rows) }),
      _embedded: { telemetries },
    };
    return reply.type(mediaType(request.headers.accept)).send(body as never);
  });
}

const always = ['/9999-01-01T00:00:00Z'];

function filtersOf({ timestamps, type, extension }: Static<typeof querystring>): Filters {
  const given = Object.entries({ timestamps, type, extension }).filter(([, values]) => values !== undefined);
  return Object.fromEntries(given) as Filters;
}

type Wanted = Record<PrivacyMode, ReadonlySet<GroupName>>;

/** The groups that were asked for and may be seen, for each privacy mode that a row can have been written in. */
function wantedGroups({ type, extension = [] }: Filters, access: Access, now: PrivacyMode): Wanted {
  const asked = new Set([
    ...(type ?? telemetryTypes).flatMap((name) => groupsByType[name] ?? []),
    ...extension.flatMap((name) => groupsByExtension[name] ?? []),
  ]);
  const visibleNow = visibilityOf(access, now).groups;
  const seenIn = (mode: PrivacyMode) => {
    const visible = visibilityOf(access, mode).groups;
    return new Set([...asked].filter((name) => visible.has(name) && visibleNow.has(name)));
  };
  return { None: seenIn('None'), Geolocation: seenIn('Geolocation'), Full: seenIn('Full') };
}

function kindsOf(wanted: Wanted): TelemetryFilter['kinds'] {
  return {
    None: maskOf([...wanted.None]),
    Geolocation: maskOf([...wanted.Geolocation]),
    Full: maskOf([...wanted.Full]),
  };
}

function keysOf(rows: readonly { at: number; key: string }[]): { keys?: { first: Key; last: Key } } {
  const [first, last] = [rows[0], rows.at(-1)];
  return first && last ? { keys: { first: [first.at, first.key], last: [last.at, last.key] } } : {};
}
