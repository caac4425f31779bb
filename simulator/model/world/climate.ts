import type { Place } from './sphere.ts';

const dayMs = 86_400_000;
const degree = Math.PI / 180;

/** Hour of the sun at this longitude, 0 to 24; noon is when it stands highest. */
function solarHour(at: number, longitude: number): number {
  const hour = ((at % dayMs) / 3_600_000 + longitude / 15) % 24;
  return hour < 0 ? hour + 24 : hour;
}

/** 1 at midsummer of the northern half, -1 at its midwinter. `at`: epoch milliseconds. */
function season(at: number): number {
  const dayOfYear = (at / dayMs) % 365.2425;
  return Math.cos(((dayOfYear - 171) / 365.2425) * 2 * Math.PI);
}

/** Whether the sun is above the horizon. `at`: epoch milliseconds. */
export function isDay(at: number, place: Place): boolean {
  const declination = 23.44 * degree * season(at);
  const latitude = place.latitude * degree;
  const hourAngle = (solarHour(at, place.longitude) - 12) * 15 * degree;
  const height =
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  return height > 0;
}

/** Air temperature in °C by latitude, season and hour: coldest before dawn, warmest at three. */
export function outsideCelsius(at: number, place: Place): number {
  const distance = Math.abs(place.latitude);
  const yearly = 29 - 0.38 * distance;
  const swing = Math.min(14, distance / 5) * Math.sign(place.latitude);
  // The air follows the sun by about a month.
  const seasonal = swing * season(at - 30 * dayMs);
  const daily = 4.5 * Math.cos(((solarHour(at, place.longitude) - 15) / 24) * 2 * Math.PI);
  return yearly + seasonal + daily;
}
