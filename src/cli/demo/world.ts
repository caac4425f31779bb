import type { Stay } from '../../../simulator/model/stays.ts';
import type { Motorization } from '../../store/vehicles/enrolment.ts';

/** The vehicles of the demo: four motorizations, both generations, one that nobody simulates. */
export type DemoVehicle = {
  vin: string;
  motorization: Motorization;
  generation: 1 | 2;
  brand: string;
  label: string;
  home: { longitude: number; latitude: number };
  /** It does not drive: for those who send commands. */
  stays?: Stay;
};

export const demoVehicles: readonly DemoVehicle[] = [
  {
    vin: 'VR3DEMOEV00000001',
    motorization: 'Electric',
    generation: 2,
    brand: 'Peugeot',
    label: 'e-208',
    home: { longitude: 2.3522, latitude: 48.8566 },
  },
  {
    vin: 'VR1DEMOPH00000002',
    motorization: 'Hybrid',
    generation: 2,
    brand: 'DS',
    label: 'DS 7 E-Tense',
    home: { longitude: 4.8357, latitude: 45.764 },
    stays: 'Charging',
  },
  {
    vin: 'VF7DEMOIC00000003',
    motorization: 'Thermic',
    generation: 1,
    brand: 'Citroen',
    label: 'C3',
    home: { longitude: 13.405, latitude: 52.52 },
  },
  {
    vin: 'W0LDEMOFC00000004',
    motorization: 'Hydrogen',
    generation: 2,
    brand: 'Opel',
    label: 'Vivaro-e Hydrogen',
    home: { longitude: 8.2473, latitude: 49.9929 },
    stays: 'Asleep',
  },
  {
    vin: 'VF3DEMOIC00000005',
    motorization: 'Thermic',
    generation: 2,
    brand: 'Peugeot',
    label: '308',
    home: { longitude: -3.7038, latitude: 40.4168 },
  },
];

/** The VIN of the one that stays so. */
export function vinOfStaying(stay: Stay): string {
  return demoVehicles.find(({ stays }) => stays === stay)?.vin ?? '';
}

export const spareVehicle = {
  vin: 'VR3DEMOSP00000006',
  motorization: 'Electric',
  brand: 'Peugeot',
  label: 'Spare, for your own tests',
} as const;

export const demoUser = {
  email: 'driver@demo.example',
  realm: 'clientsB2CPeugeot',
  redirectUri: 'mymap://oauth2redirect/fr',
} as const;

export const demoPartner = { login: 'MZP000001', fleet: 'Demo fleet' } as const;

/** Numbers that nobody has. */
export const demoCallCenters = [
  ['CL', '+56 800 000 000'],
  ['BR', '+55 0800 000 0000'],
  ['AR', '+54 0800 000 0000'],
] as const;
