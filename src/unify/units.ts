/** Conversions into the units of the Web API, rounded to what the sensors can mean. */

const kmPerMile = 1.609344;
const litresPerUsGallon = 3.785411784;

/** Rounds away the noise that conversions add. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

export const kmFromMiles = (miles: number): number => rounded(miles * kmPerMile, 1);
export const clFromUsGallons = (gallons: number): number => rounded(gallons * litresPerUsGallon * 100, 0);
export const degreesFromMilliArcSeconds = (value: number): number => rounded(value / 3_600_000, 6);

/** Steps of 0.1 °C that start at -40 °C. */
export const celsiusFromOffsetTenths = (value: number): number => rounded(value / 10 - 40, 1);
export const percentFromByte = (value: number): number => rounded((value / 255) * 100, 1);
