import type { LiveEvent } from '../src/api/live.ts';
import type { Vehicle } from '../src/api/model.ts';

const motorizations = ['Electric', 'Hybrid', 'Thermic', 'Hydrogen'] as const;
const towns = [
  [2.35, 48.86],
  [4.84, 45.76],
  [13.4, 52.52],
  [9.19, 45.46],
  [-3.7, 40.42],
  [-0.13, 51.51],
  [16.37, 48.21],
  [21.01, 52.23],
] as const;

/** So many vehicles around the large towns of Europe. */
export function herdOf(count: number): Vehicle[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `v${index}`;
    const motorization = motorizations[index % motorizations.length] ?? 'Electric';
    return {
      key,
      id: key,
      vin: `VR1BENCH${String(index).padStart(9, '0')}`,
      label: `Car ${index}`,
      motorization,
    };
  }) as Vehicle[];
}

/** Where a vehicle is told to be after so many reports: round its town, each at its own pace. */
export function reportOf(index: number, turn: number): LiveEvent {
  const [longitude, latitude] = towns[index % towns.length] ?? towns[0];
  const distance = 0.05 + ((index * 7919) % 1000) / 1500;
  const angle = index + turn * 0.01 * (1 + (index % 5));
  const coordinates = [longitude + distance * Math.cos(angle), latitude + distance * 0.7 * Math.sin(angle)];
  const heading = (((90 - (angle * 180) / Math.PI) % 360) + 360) % 360;
  const properties = { createdAt: new Date().toISOString(), heading };
  const position = { type: 'Feature', geometry: { type: 'Point', coordinates }, properties };
  return { event: 'position', vehicle: `v${index}`, position } as LiveEvent;
}
