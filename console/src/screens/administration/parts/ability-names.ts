import type { Admin } from '../../../api/admin.ts';

type Data = Admin.Capabilities['data'][number];
type Remote = Admin.Capabilities['remote'][number];
type Channel = Admin.WakeUpChannel['channel'];

/** All that the API knows: one that is missing here does not compile. */
const data = {
  'data:vehicle:devices:pnc': true,
  'data:telemetry': true,
  'data:telemetry:environment': true,
  'data:telemetry:privacy': true,
  'data:telemetry:vehicle': true,
  'data:telemetry:vehicle:ignition': true,
  'data:telemetry:vehicle:preconditioning': true,
  'data:telemetry:vehicle:energies': true,
  'data:telemetry:vehicle:engines': true,
  'data:telemetry:vehicle:doorsState': true,
  'data:telemetry:vehicle:powertrain': true,
  'data:telemetry:vehicle:battery': true,
  'data:telemetry:vehicle:safety': true,
  'data:telemetry:vehicle:odometer': true,
  'data:telemetry:vehicle:kinetic': true,
  'data:telemetry:vehicle:transmission': true,
  'data:telemetry:vehicle:adas': true,
  'data:telemetry:vehicle:lightingSystem': true,
  'data:telemetry:vehicle:maintenance': true,
  'data:telemetry:vehicle:drivingBehavior': true,
  'data:telemetry:vehicle:wipingBlades': true,
  'data:telemetry:vehicle:alarm': true,
  'data:position': true,
  'data:trip': true,
  'data:alert': true,
  'data:collision': true,
} satisfies Record<Data, true>;

const remote = {
  preconditioning: true,
  charging: true,
  door: true,
  horn: true,
  lights: true,
  wakeup: true,
  navigation: true,
  stolen: true,
} satisfies Record<Remote, true>;

const channels = {
  all: true,
  mqtt: true,
  http: true,
} satisfies Record<Channel, true>;

export const dataAbilities: readonly string[] = Object.keys(data);
export const remoteAbilities: readonly string[] = Object.keys(remote);
export const wakeUpChannels: readonly string[] = Object.keys(channels);
