import { autonomyOf, type Car, compassOf, driven, newCar, restedCar, speedAt } from './car.ts';
import { type Drive, type Driver, dayMs, drivesOf } from './drives.ts';

/** A report as vehicles of generation 2 send it (docs/vehicle-link.md). */
export type WireReport = { id: string; at: string } & Record<string, unknown>;

type Told = { at: number; groups: object };

/** Everything a driver's vehicle reports, in order of time: drives, and four times a day that it stands. */
export function* reportsOf(driver: Driver): Generator<WireReport> {
  let car = newCar(driver.number);
  let id = 0;
  for (let day = 0; day < driver.days; day += 1) {
    const told: Told[] = parkedAt([2, 4], driver.from + day * dayMs, car);
    for (const drive of drivesOf(driver, day)) {
      car = tellDrive(restedCar(car), drive, told);
    }
    told.push(...lit(driver, day), ...parkedAt([21, 23], driver.from + day * dayMs, car));
    for (const { at, groups } of told.sort((one, other) => one.at - other.at)) {
      id += 1;
      yield { id: String(id), at: new Date(at).toISOString(), ...groups };
    }
  }
}

/** Adds the reports of a drive; gives the car as it stands after it. */
function tellDrive(start: Car, drive: Drive, told: Told[]): Car {
  const { startsAt, minutes, everySeconds, isLong } = drive;
  let car = start;
  let speed = 0;
  told.push({ at: startsAt, groups: { ...switched(true), ...positionOf(car), ...energiesOf(car) } });
  for (let seconds = everySeconds; seconds < minutes * 60; seconds += everySeconds) {
    const next = speedAt(seconds, isLong);
    car = driven(car, (next * everySeconds) / 3600);
    told.push({
      at: startsAt + seconds * 1000,
      groups: moving(car, next, (next - speed) / everySeconds / 3.6),
    });
    speed = next;
  }
  const stop = { kinetic: { speed: 0, acceleration: 0, moving: false }, odometer: mileageOf(car) };
  told.push({ at: startsAt + minutes * 60_000, groups: { ...switched(false), ...positionOf(car), ...stop } });
  return car;
}

function moving(car: Car, speed: number, acceleration: number): object {
  const kinetic = { speed: rounded(speed, 1), acceleration: rounded(acceleration, 2), moving: speed > 0 };
  return {
    ...positionOf(car),
    kinetic,
    odometer: mileageOf(car),
    ...energiesOf(car),
    engines: [
      car.motorization === 'Electric'
        ? { type: 'Electric', speed: Math.round(speed * 82) }
        : {
            type: 'Thermic',
            speed: Math.round(900 + speed * 19),
            extension: { thermic: { coolant: { temp: 88.5 } } },
          },
    ],
  };
}

function switched(isOn: boolean): object {
  return {
    ignition: { type: isOn ? 'Start' : 'Stop' },
    powertrain: { status: isOn ? 'Running' : 'Stopped' },
    doorsState: { lockedStates: [isOn ? 'Unlocked' : 'Locked'] },
    alarm: { status: { activation: isOn ? 'Inactive' : 'Active' } },
    maintenance: { daysBeforeMaintenance: 120, mileageBeforeMaintenance: 8_000 },
  };
}

function parkedAt(hours: number[], midnight: number, car: Car): Told[] {
  const groups = {
    ...positionOf(car),
    odometer: mileageOf(car),
    ...energiesOf(car),
    privacy: { state: 'None' },
    battery: { voltage: 91 },
    environment: { air: { temp: 11.5 }, luminosity: { day: false } },
    service: { type: car.motorization === 'Thermic' ? 'Unknown' : car.motorization },
  };
  return hours.map((hour) => ({ at: midnight + hour * 3_600_000, groups }));
}

/** Now and then a lamp is lit for a day. */
function lit({ number, from }: Driver, day: number): Told[] {
  const phase = (day + number) % 5;
  if (phase > 1) return [];
  const active = phase === 0 ? ['AddWasherFluid'] : [];
  return [{ at: from + day * dayMs + 20 * 3_600_000, groups: { alerts: { active } } }];
}

function positionOf(car: Car): object {
  const place = { longitude: rounded(car.longitude, 6), latitude: rounded(car.latitude, 6) };
  const fix = { signalQuality: 90, type: 'Acquire', fixStatus: '3D' };
  return { position: { ...place, heading: compassOf(car), ...fix } };
}

const mileageOf = ({ odometerKm }: Car) => ({ mileage: rounded(odometerKm, 2) });

function energiesOf(car: Car): object {
  const autonomy = autonomyOf(car);
  const fuel = {
    type: 'Fuel',
    subType: 'FossilEnergy',
    level: rounded(car.fuel, 1),
    autonomy: autonomy.fuel,
    extension: { fuel: { consumptions: { total: Math.round(car.fuelUsed) } } },
  };
  const electric = {
    type: 'Electric',
    subType: 'ElectricEnergy',
    level: rounded(car.charge, 1),
    autonomy: autonomy.charge,
    extension: {
      electric: { battery: { load: { capacity: 50_000, residual: Math.round(car.charge * 500) } } },
    },
  };
  const byMotorization = { Thermic: [fuel], Electric: [electric], Hybrid: [fuel, electric] };
  return { energies: byMotorization[car.motorization] };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
