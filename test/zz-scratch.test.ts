import { it } from 'vitest';
import { startTestCloud } from './support/cloud.ts';
import { everyGroup, report } from './support/reports.ts';
it('time', async () => {
  const cloud = await startTestCloud();
  const owner = await cloud.addPartner();
  const driver = await cloud.addDriver();
  const car = await cloud.addVehicle(driver);
  await cloud.addToFleet(owner, car);
  await (await cloud.connect(car)).report(report(Date.now(), everyGroup));
  const p = cloud.database.pool;
  await p.query(`insert into vehicles (vin, motorization) select 'VR1X'||lpad(g::text,13,'0'), 'Electric' from generate_series(1,9999) g`);
  await p.query(`insert into vehicle_services (vehicle_id,name,audience,scopes) select v.id,s.name,s.audience,s.scopes from vehicles v, vehicle_services s where v.id<>${car.vehicleId}`);
  await p.query(`insert into vehicle_states (vehicle_id,state,updated_at,kinds,open_kinds) select v.id,s.state,now(),s.kinds,case when v.id % 3=0 then 1024 else s.open_kinds end from vehicles v, vehicle_states s where v.id<>${car.vehicleId}`);
  await p.query(`insert into fleet_vehicles (fleet_id,vehicle_id,public_id) select m.fleet_id, v.id, md5(v.id::text) from vehicles v, fleet_vehicles m where v.id<>${car.vehicleId}`);
  await p.query('vacuum analyze');


  const { countFleetVehicles } = await import('../src/store/fleets.ts');
  const { kindsByScope } = await import('../src/auth/scopes.ts');
  const { statusGroups } = await import('../src/api/present/status.ts');
  for (const groups of [statusGroups.b2b, ['maintenance'] as const]) for (const isPrivate of [false, true]) {
    const filter = { fleetId: 1, vinPrefix: '', showing: { audiences: isPrivate ? ['fleet','endUser'] as const : ['fleet'] as const, isPrivate, kindsByScope: kindsByScope(groups as any) } };
    const times: number[] = [];
    for (let i=0;i<30;i++) { const t=performance.now(); await countFleetVehicles(cloud.database, filter as any); times.push(performance.now()-t); }
    times.sort((a,b)=>a-b);
    console.log(groups.length, isPrivate, 'p50', times[15]?.toFixed(1), 'min', times[0]?.toFixed(1), 'max', times[28]?.toFixed(1));
  }
  await cloud.stop();
}, 120000);
