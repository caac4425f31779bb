import type { Remote } from '../../api/model.ts';

/** A place on the way, in degrees; `id` tells those of a form apart. */
export type Stop = { id: number; longitude: number; latitude: number };

export const stopsMost = 10;

export const navigationBody = (stops: readonly Stop[]): Remote => ({
  navigation: {
    positions: stops.map(({ longitude, latitude }) => ({
      type: 'Point',
      coordinates: [longitude, latitude],
    })),
  },
});

/** Degrees of what was typed, with a point or a comma; undefined for what is none. */
export function degreesFrom(text: string, most: number): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  return Math.abs(value) <= most ? value : undefined;
}

/** Six digits are a tenth of a metre. */
export const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
