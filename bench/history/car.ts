/** What drives: where it is, and what it has left. Angles are radians from east. */
export type Car = {
  motorization: 'Electric' | 'Hybrid' | 'Thermic';
  longitude: number;
  latitude: number;
  /** Where the road leads; it winds about this. */
  course: number;
  odometerKm: number;
  /** %. */
  fuel: number;
  charge: number;
  /** cL. */
  fuelUsed: number;
};

const motorizations = ['Electric', 'Thermic', 'Hybrid'] as const;

export function motorizationOf(number: number): Car['motorization'] {
  return motorizations[number % motorizations.length]!;
}

export function newCar(number: number): Car {
  return {
    motorization: motorizationOf(number),
    longitude: 1.5 + (number % 40) * 0.05,
    latitude: 47.5 + Math.floor(number / 40) * 0.05,
    course: number,
    odometerKm: 4_000 + number * 913.7,
    fuel: 92,
    charge: 88,
    fuelUsed: 40_000 + number * 1_000,
  };
}

/** Speed after so many seconds of a drive, km/h: stops now and then, and is faster on a long way. */
export function speedAt(seconds: number, isLong: boolean): number {
  const usual = isLong ? 88 : 38;
  return Math.max(0, usual + 0.7 * usual * Math.sin(seconds / 97) + 8 * Math.sin(seconds / 13));
}

const kmPerDegree = 111.2;
const whole = { kmOfCharge: 380, kmOfFuel: 700, tankCl: 4_800 };

/** The car so many km further along its winding road. */
export function driven(car: Car, km: number): Car {
  const heading = headingOf(car);
  const isElectric = car.motorization === 'Electric' || (car.motorization === 'Hybrid' && car.charge > 15);
  const fuel = isElectric ? 0 : (km / whole.kmOfFuel) * 100;
  return {
    ...car,
    longitude:
      car.longitude + (km * Math.cos(heading)) / (kmPerDegree * Math.cos(car.latitude * (Math.PI / 180))),
    latitude: car.latitude + (km * Math.sin(heading)) / kmPerDegree,
    odometerKm: car.odometerKm + km,
    charge: Math.max(2, car.charge - (isElectric ? (km / whole.kmOfCharge) * 100 : 0)),
    fuel: Math.max(2, car.fuel - fuel),
    fuelUsed: car.fuelUsed + (fuel / 100) * whole.tankCl,
  };
}

function headingOf({ course, odometerKm }: Car): number {
  return course + 0.6 * Math.sin(odometerKm / 1.3) + 0.35 * Math.sin(odometerKm / 0.4);
}

/** Degrees from north. */
export function compassOf(car: Car): number {
  const degrees = 90 - (headingOf(car) * 180) / Math.PI;
  return Math.round(((degrees % 360) + 360) % 360);
}

/** Filled up, and turned round for the way back. */
export function restedCar(car: Car): Car {
  const fuel = car.fuel < 20 ? 97 : car.fuel;
  const charge = car.charge < 50 ? 90 : car.charge;
  return { ...car, fuel, charge, course: car.course + Math.PI };
}

/** km left of each energy. */
export function autonomyOf({ fuel, charge }: Car): { fuel: number; charge: number } {
  return {
    fuel: Math.round((fuel / 100) * whole.kmOfFuel),
    charge: Math.round((charge / 100) * whole.kmOfCharge),
  };
}
