/** A drive of a day: when it begins, epoch milliseconds, how long it takes and how often it is reported. */
export type Drive = { startsAt: number; minutes: number; everySeconds: number; isLong: boolean };

/** Somebody with habits: `number` decides them. `days` days of theirs begin at midnight UTC of `from`. */
export type Driver = {
  number: number;
  /** Whether every few seconds are reported, and one drive takes three hours. */
  isDense: boolean;
  from: number;
  days: number;
};

const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** The drives of the day that begins at `midnight`: to work and back, every third day an errand. */
export function drivesOf(driver: Driver, day: number): Drive[] {
  const midnight = driver.from + day * dayMs;
  const at = (hours: number, minutes: number) => midnight + (hours * 60 + minutes) * minuteMs;
  const everySeconds = driver.isDense ? 5 : 45;
  const minutes = driver.isDense ? 36 : 25 + (driver.number % 15);
  const wobble = (driver.number * 7 + day * 3) % 45;
  const usual = { minutes, everySeconds, isLong: false };
  const [there, back] = [at(6, 30 + wobble), at(17, wobble)];
  return [{ ...usual, startsAt: there }, ...noonDrives(driver, day, at(12, 5)), { ...usual, startsAt: back }];
}

/** One drive in the life of a dense driver takes three hours and is reported each second. */
function noonDrives({ isDense, days, number }: Driver, day: number, startsAt: number): Drive[] {
  if (isDense)
    return day === days - 2 ? [{ startsAt, minutes: longMinutes, everySeconds: 1, isLong: true }] : [];
  return (day + number) % 3 === 0 ? [{ startsAt, minutes: 15, everySeconds: 45, isLong: false }] : [];
}

export const longMinutes = 180;
