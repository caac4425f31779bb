import type { Database } from '../database.ts';

/** Rows of one statement, and statements of one turn. */
const bite = 5000;
const bitesMax = 200;

/** What is left over of monitors, in tables without foreign keys, and what is too old. `before`: $1, where it is asked for. */
const leftovers = [
  // Also of vehicles that are no more in the fleet: they begin anew when they are again.
  `delete from monitor_states where ctid = any(array(
     select s.ctid from monitor_states s
      where not exists (select from monitors m where m.id = s.monitor_id and (m.vehicle_id = s.vehicle_id
        or exists (select from fleet_vehicles f where f.fleet_id = m.fleet_id and f.vehicle_id = s.vehicle_id)))
      limit ${bite} for update of s skip locked))`,
  `delete from monitor_events where ctid = any(array(
     select e.ctid from monitor_events e
      where not exists (select from monitors m where m.id = e.monitor_id) limit ${bite}))`,
];

/** So many may wait for a callback. */
const waitingMax = 100_000;

/** Of a callback for which more wait than may, the oldest are given up: visible as such, and redelivered by hand. */
const crowded = `update notifications set status = 'Deleted', finished_at = now() where ctid = any(array(
   select n.ctid from (
       select callback_id from notifications where status = 'Waiting'
        group by callback_id having count(*) > ${waitingMax}) c
     cross join lateral (
       select ctid from notifications where callback_id = c.callback_id and status = 'Waiting'
        order by seq desc offset ${waitingMax}) n
    limit ${bite}))`;

const tooOld = [
  ['monitor_events', 'created_at'],
  ['notifications', 'created_at'],
  ['notification_attempts', 'at'],
].map(
  ([table, time]) => `delete from ${table} where ctid = any(array(
     select ctid from ${table} where ${time} < $1 order by ${time} limit ${bite}))`,
);

/** Removes what belongs to no monitor any more, gives up what is too much to be told, and removes events and notifications from before a time, bite by bite. */
export async function trimMonitors({ pool }: Database, before: number): Promise<void> {
  const all = [
    ...tooOld.map((text) => ({ text, values: [new Date(before)] })),
    ...[crowded, ...leftovers].map((text) => ({ text, values: [] })),
  ];
  for (const { text, values } of all)
    for (let turn = 0; turn < bitesMax; turn += 1) {
      const { rowCount } = await pool.query(text, values);
      if ((rowCount ?? 0) < bite) break;
    }
}
