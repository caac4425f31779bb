import {
  celsiusFromOffsetTenths,
  clFromUsGallons,
  degreesFromMilliArcSeconds,
  kmFromMiles,
  percentFromByte,
  rounded,
} from '../../unify/units.ts';
import type { JsonObject } from '../read-json.ts';
import { type Block, bit, block } from './block.ts';
import {
  chargingStates,
  doors,
  emergencyCalls,
  ignitions,
  locks,
  privacyStates,
  warningLamps,
} from './codes.ts';
import { alarm, crash } from './incidents.ts';

const position: Block = {
  keys: ['la', 'lo', 'hd', 'sv'],
  read({ la, lo, hd, sv }) {
    if (la === undefined || lo === undefined) return {};
    const fix =
      sv === undefined
        ? {}
        : sv < 3
          ? { type: 'Estimated' }
          : { type: 'Acquire', fixStatus: sv > 3 ? '3D' : '2D' };
    const heading = hd === undefined ? {} : { heading: hd * 2 };
    const place = { longitude: degreesFromMilliArcSeconds(lo), latitude: degreesFromMilliArcSeconds(la) };
    return { position: { ...place, ...heading, ...fix } };
  },
};

const fuel: Block = {
  keys: ['fl', 'fr', 'fc'],
  read({ fl, fr, fc }) {
    if (fl === undefined && fr === undefined && fc === undefined) return {};
    const energy: JsonObject = { type: 'Fuel', subType: 'FossilEnergy' };
    if (fl !== undefined) energy.level = percentFromByte(fl);
    if (fr !== undefined) energy.autonomy = kmFromMiles(fr);
    if (fc !== undefined) energy.extension = { fuel: { consumptions: { total: clFromUsGallons(fc / 100) } } };
    return { 'energies.Fuel': energy };
  },
};

const electricity: Block = {
  keys: ['bl', 'be', 'br', 'cs'],
  read({ bl, be, br, cs }) {
    const groups: JsonObject = {};
    if (be !== undefined) groups['energies.Electric.load'] = { residual: be * 100 };
    if (bl === undefined && br === undefined && cs === undefined) return groups;
    const energy: JsonObject = { type: 'Electric', subType: 'ElectricEnergy' };
    if (bl !== undefined) energy.level = bl / 2;
    if (br !== undefined) energy.autonomy = kmFromMiles(br);
    // A number that is no state goes on as it is: unify refuses it and counts it.
    const charging = cs === undefined ? undefined : (chargingStates[cs] ?? cs);
    if (charging !== undefined) energy.extension = { electric: { charging } };
    groups['energies.Electric'] = energy;
    return groups;
  },
};

const engine: Block = {
  keys: ['rp', 'ct', 'ot'],
  read({ rp, ct, ot }) {
    if (rp === undefined && ct === undefined && ot === undefined) return {};
    const thermic: JsonObject = {};
    if (ct !== undefined) thermic.coolant = { temp: celsiusFromOffsetTenths(ct) };
    if (ot !== undefined) thermic.oil = { temp: celsiusFromOffsetTenths(ot) };
    const speed = rp === undefined ? {} : { speed: rp * 8 };
    const extension = ct === undefined && ot === undefined ? {} : { extension: { thermic } };
    return { 'engines.Thermic': { type: 'Thermic', ...speed, ...extension } };
  },
};

const ignition: Block = {
  keys: ['ig'],
  read({ ig }) {
    const found = ig === undefined ? undefined : ignitions[ig];
    if (ig === undefined) return {};
    // A number that is no state goes on as it is: unify refuses it and counts it.
    return found
      ? { ignition: { type: found.ignition }, powertrain: { status: found.powertrain } }
      : { ignition: { type: ig } };
  },
};

const lighting: Block = {
  keys: ['lt'],
  read({ lt }) {
    if (lt === undefined) return {};
    const status = (position: number) => (bit(lt, position) ? 'On' : 'Off');
    const turn = [
      { direction: 'Left', status: status(0) },
      { direction: 'Right', status: status(1) },
    ];
    const fog = [
      { position: 'Front', status: status(2) },
      { position: 'Rear', status: status(3) },
    ];
    return { lightingSystem: { turn, fog } };
  },
};

/** Everything a record can carry, block by block. */
export const fields: readonly Block[] = [
  ignition,
  position,
  block('kinetic', { sp: (sp) => ({ speed: kmFromMiles(sp / 10), moving: sp > 0 }) }),
  block('odometer', { od: (od) => ({ mileage: kmFromMiles(od / 10) }) }),
  fuel,
  electricity,
  engine,
  block('environment.air', { ta: (ta) => ({ temp: celsiusFromOffsetTenths(ta) }) }),
  block('doorsState', {
    dr: (dr) => ({
      opening: doors.map((identifier, index) => ({ identifier, state: bit(dr, index) ? 'Open' : 'Closed' })),
    }),
    lk: (lk) => ({ lockedStates: [locks[lk] ?? lk] }),
  }),
  lighting,
  block('alerts', { wl: (wl) => ({ active: warningLamps.filter((_, index) => bit(wl, index)) }) }),
  block('safety', {
    sb: (sb) => ({
      beltStatus: ['Driver', 'Passenger'].map((id, index) => ({
        id,
        belt: bit(sb, index) ? 'Omission' : 'Normal',
      })),
    }),
    ec: (ec) => ({ autoECallTriggering: emergencyCalls[ec] ?? ec }),
  }),
  alarm,
  crash,
  block('maintenance', {
    sd: (sd) => ({ daysBeforeMaintenance: sd }),
    sm: (sm) => ({ mileageBeforeMaintenance: rounded(kmFromMiles(sm), 0) }),
  }),
  block('privacy', { pv: (pv) => ({ state: privacyStates[pv] ?? pv }) }),
];
