import type { Energy, Status } from '../../api/model.ts';
import type { Quantity } from '../../units/units.ts';
import { clockText, secondsOf } from './durations.ts';
import type { labels } from './words/label-words.ts';

export type Label = keyof (typeof labels)['en'];

/** One value of a group. `of` is what it belongs to (a value of the API); a text may be a value of the API. */
export type Row = {
  label: Label;
  of?: string;
  value?: number | string | boolean | undefined;
  quantity?: Quantity;
  /** In the place of a value: a moment (RFC 3339), a length of time (seconds), or several values of the API. */
  at?: string;
  seconds?: number | undefined;
  several?: readonly string[];
};

/** A group of the status as it is shown: `name` is that of its origin, as `provenance` has it. */
export type Group = { name: string; label: Label; createdAt?: string | undefined; rows: Row[] };

/** Every group of a status that is there, each with all its values. */
export function groupsOf(status: Status): Group[] {
  const groups = [
    ...motion(status),
    ...energies(status),
    ...engines(status),
    ...body(status),
    ...rest(status),
  ];
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter(isTold) }))
    .filter(({ rows }) => rows.length > 0);
}

const isTold = ({ value, at, seconds, several }: Row) =>
  value !== undefined || at !== undefined || seconds !== undefined || (several?.length ?? 0) > 0;

function motion({ ignition, powertrain, kinetic, odometer, lastPosition: at }: Status): Group[] {
  const [longitude, latitude, altitude] = at?.geometry.coordinates ?? [];
  const place =
    latitude === undefined || longitude === undefined ? undefined : placeText(latitude, longitude);
  const { heading, signalQuality, type, fixStatus, createdAt } = at?.properties ?? {};
  return [
    group('ignition', ignition?.createdAt, [{ label: 'state', value: ignition?.type }]),
    group('powertrain', powertrain?.createdAt, [{ label: 'state', value: powertrain?.status }]),
    group('kinetic', kinetic?.createdAt, [
      { label: 'speed', value: kinetic?.speed, quantity: 'km/h' },
      { label: 'acceleration', value: kinetic?.acceleration, quantity: 'm/s²' },
      { label: 'moving', value: kinetic?.moving },
    ]),
    group('odometer', odometer?.createdAt, [{ label: 'mileage', value: odometer?.mileage, quantity: 'km' }]),
    group('position', createdAt, [
      { label: 'place', value: place },
      { label: 'heading', value: heading === undefined ? undefined : `${heading}°` },
      { label: 'altitude', value: altitude, quantity: 'm' },
      { label: 'howFound', value: type },
      { label: 'fix', value: fixStatus },
      { label: 'quality', value: signalQuality },
    ]),
  ];
}

/** Such as `48.85661, 2.35222`. */
export const placeText = (latitude: number, longitude: number) =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

function energies({ energies: all = [] }: Status): Group[] {
  return all.flatMap((one) => (one.type === 'Fuel' ? fuel(one) : electric(one)));
}

function fuel({ createdAt, level, autonomy, subType, extension }: Energy): Group[] {
  const { instant, total } = extension?.fuel?.consumptions ?? {};
  return [
    group('energies.Fuel', createdAt, [
      { label: 'level', value: level, quantity: '%' },
      { label: 'range', value: autonomy, quantity: 'km' },
      { label: 'kind', value: subType },
      { label: 'instant', value: instant, quantity: 'L/100km' },
      { label: 'total', value: total, quantity: 'cL' },
    ]),
  ];
}

function electric({ createdAt, level, autonomy, subType, extension }: Energy): Group[] {
  const { load, health } = extension?.electric?.battery ?? {};
  return [
    group('energies.Electric', createdAt, [
      { label: 'level', value: level, quantity: '%' },
      { label: 'range', value: autonomy, quantity: 'km' },
      { label: 'kind', value: subType },
    ]),
    {
      ...group('energies.Electric', createdAt, chargingRows(extension?.electric?.charging)),
      label: 'charging',
    },
    group('energies.Electric.load', load?.createdAt, [
      { label: 'residual', value: load?.residual, quantity: 'Wh' },
      { label: 'capacity', value: load?.capacity, quantity: 'Wh' },
    ]),
    group('energies.Electric.health', health?.createdAt, [
      { label: 'healthCapacity', value: health?.capacity, quantity: '%' },
      { label: 'healthResistance', value: health?.resistance, quantity: '%' },
    ]),
  ];
}

export type Charging = NonNullable<NonNullable<NonNullable<Energy['extension']>['electric']>['charging']>;

/** What is told of charging. */
export function chargingRows(charging: Charging | undefined): Row[] {
  if (!charging) return [];
  const { plugged, status, chargingRate, chargingMode, chargingPowerLevel, remainingTime, type } = charging;
  const programs = (charging.schedule?.programs ?? []).map(
    ({ slot, enabled, start, end, occurence }): Row => ({
      label: 'program',
      of: slot === undefined ? '' : String(slot),
      several: [
        enabled === false ? 'Off' : 'On',
        ...(occurence?.day ?? []),
        `${clockText(start)}–${clockText(end)}`,
      ],
    }),
  );
  return [
    { label: 'plugged', value: plugged },
    { label: 'state', value: status },
    { label: 'remaining', seconds: secondsOf(remainingTime) },
    { label: 'rate', value: chargingRate, quantity: 'km/h-rate' },
    { label: 'mode', value: chargingMode },
    { label: 'power', value: chargingPowerLevel },
    { label: 'until', value: type },
    {
      label: 'delayed',
      value: charging.nextDelayedTime === undefined ? undefined : clockText(charging.nextDelayedTime),
    },
    ...programs,
  ];
}

function engines({ engines: all = [] }: Status): Group[] {
  return all.map(({ createdAt, type, speed, extension }) => {
    const { coolant, oil, air } = extension?.thermic ?? {};
    return group(type === 'Thermic' ? 'engines.Thermic' : 'engines.Electric', createdAt, [
      { label: 'rotation', value: speed, quantity: 'rpm' },
      { label: 'coolantTemp', value: coolant?.temp, quantity: '°C' },
      { label: 'coolantLevel', value: coolant?.level, quantity: '%' },
      { label: 'oilTemp', value: oil?.temp, quantity: '°C' },
      { label: 'oilLevel', value: oil?.level, quantity: '%' },
      { label: 'intakeTemp', value: air?.temp, quantity: '°C' },
    ]);
  });
}

function body({ doorsState, safety, lightingSystem, alarm, wipingBlades }: Status): Group[] {
  const lamps = (label: Label, all: NonNullable<typeof lightingSystem>['turn'] = []): Row[] =>
    all.map(({ direction = '', position = '', status }) => ({
      label,
      of: `${position}${direction}`,
      value: status,
    }));
  const { trigger, status: alarmStatus } = alarm ?? {};
  return [
    group('doorsState', doorsState?.createdAt, [
      { label: 'locks', several: doorsState?.lockedStates ?? [] },
      ...(doorsState?.opening ?? []).map(
        ({ identifier, state }): Row => ({ label: 'door', of: identifier, value: state }),
      ),
    ]),
    group('safety', safety?.createdAt, [
      ...(safety?.beltStatus ?? []).map(({ id, belt }): Row => ({ label: 'belt', of: id, value: belt })),
      { label: 'eCall', value: safety?.autoECallTriggering },
    ]),
    group('lightingSystem', lightingSystem?.createdAt, [
      ...lamps('turnLamp', lightingSystem?.turn),
      ...lamps('fogLamp', lightingSystem?.fog),
    ]),
    group('wipingBlades', wipingBlades?.createdAt, [
      { label: 'moving', value: wipingBlades?.active },
      { label: 'speed', value: wipingBlades?.speed },
    ]),
    group('alarm.status', alarmStatus?.createdAt, [{ label: 'state', value: alarmStatus?.activation }]),
    group('alarm.trigger', trigger?.createdAt, [
      { label: 'cause', value: trigger?.type },
      ...(trigger ? [{ label: 'since', at: trigger.startAt } as const] : []),
    ]),
  ];
}

function rest(status: Status): Group[] {
  const { environment, battery, privacy, service, drivingBehavior } = status;
  return [
    group('environment.air', environment?.air?.createdAt, [
      { label: 'outside', value: environment?.air?.temp, quantity: '°C' },
    ]),
    group('environment.luminosity', environment?.luminosity?.createdAt, [
      { label: 'day', value: environment?.luminosity?.day },
    ]),
    group('drivingBehavior', drivingBehavior?.createdAt, [{ label: 'mode', value: drivingBehavior?.mode }]),
    group('preconditioning', status.preconditioning?.airConditioning?.createdAt, preconditioningRows(status)),
    group('battery', battery?.createdAt, [
      { label: 'healthCapacity', value: battery?.voltage, quantity: '%' },
    ]),
    group('privacy', privacy?.createdAt, [{ label: 'mode', value: privacy?.state }]),
    group('service', service?.createdAt, [{ label: 'kind', value: service?.type }]),
    group('transmission', undefined, transmissionRows(status)),
    group('adas', undefined, adasRows(status)),
  ];
}

function preconditioningRows({ preconditioning }: Status): Row[] {
  const { status, startingCause, failureCause, programs = [] } = preconditioning?.airConditioning ?? {};
  return [
    { label: 'state', value: status },
    { label: 'startedBy', value: startingCause },
    { label: 'failure', value: failureCause },
    ...programs.map(
      ({ slot, enabled, start, occurence, recurrence }): Row => ({
        label: 'program',
        of: slot === undefined ? '' : String(slot),
        several: [enabled ? 'On' : 'Off', ...(occurence?.day ?? [recurrence ?? '']), clockText(start)].filter(
          Boolean,
        ),
      }),
    ),
  ];
}

function transmissionRows({ transmission }: Status): Row[] {
  const { mode = {}, ratio } = transmission?.gearbox ?? {};
  const on = Object.entries(mode).flatMap(([name, isOn]) => (isOn ? [name] : []));
  return [
    { label: 'gear', value: ratio },
    { label: 'mode', several: on },
  ];
}

/** Driver assistance, by the names that the API has for it. */
function adasRows({ adas }: Status): Row[] {
  if (!adas) return [];
  const { parkAssist, sli, ...others } = adas;
  return [
    { label: 'speedLimit', value: sli, quantity: 'km/h' },
    { label: 'parkAssist', of: 'Front', several: parkAssist?.front ?? [] },
    { label: 'parkAssist', of: 'Rear', several: parkAssist?.rear ?? [] },
    ...Object.entries(others).map(([name, value]): Row => ({ label: 'assistance', of: name, value })),
  ];
}

function group(name: Label, createdAt: string | undefined, rows: Row[]): Group {
  return { name, label: name, createdAt, rows };
}
