import type { Remote } from '../../api/model.ts';

/** What was asked for in a few words of the API, such as `Locked`; the kind of action stands beside. */
export function asked(remote: Remote): string {
  const { door, horn, lights, charging, preconditioning, navigation, immobilization, stolen } = remote;
  if (door) return door.forced ? `${door.state}, forced` : door.state;
  if (horn) return horn.state;
  if (lights) return lights.on ? 'on' : 'off';
  if (charging) return keysOf(charging);
  if (preconditioning) return keysOf(preconditioning.airConditioning);
  if (navigation) return String(navigation.positions.length);
  if (immobilization) return immobilization.activate ? 'on' : 'off';
  return stolen ? keysOf(stolen) : '';
}

/** Such as `immediate: true`; of what is an object the name alone. */
const keysOf = (of: object) =>
  Object.entries(of)
    .map(([name, value]) => (typeof value === 'object' ? name : `${name}: ${value}`))
    .join(', ');
