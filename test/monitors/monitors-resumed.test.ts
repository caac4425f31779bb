import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { gone, type Interrupt, type Interrupted, paused } from '../support/interruptions.ts';
import { datum } from '../support/subscribers/watched.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const level = (percent: number) => ({ energies: [{ type: 'Electric', level: percent }] });
const low = datum('vehicle.energy.electric.level', 'lowerThan', '20');
const at = (longitude: number) => ({ position: { longitude, latitude: 48.85, type: 'Acquire' } });
const home = { radius: 2, center: { longitude: 2.35, latitude: 48.85 } };
const [inside, outside] = [at(2.35), at(2.45)];

/** So many events there are, or will be. */
const untilRaised = (events: Interrupted['events'], count: number) =>
  eventually(`event ${count}`, async () => (await events()).length === count);

/** Waits until the clock knows when a monitor is next due on a vehicle, as it is now. */
const untilDue = ({ vehicleId }: Interrupted['vehicle']) =>
  eventually('the monitor is due at a time to come', async () => {
    const { rows } = await cloud.database.pool.query(
      `select from monitor_states s join monitors m on m.id = s.monitor_id and m.revision = s.revision
        where s.vehicle_id = $1 and s.due_at is not null`,
      [vehicleId],
    );
    return rows.length > 0;
  });

describe.each<[string, Interrupt]>([
  ['that was paused', paused],
  ['whose vehicle left the fleet and came back', gone],
])('a monitor %s', (_name, interrupted) => {
  it('reminds of nothing meanwhile, and of what it raises after', async () => {
    const { tell, events, stop, goOn } = await interrupted(cloud, { triggers: [low], refreshEvent: 60 });
    await tell(level(10));
    await untilRaised(events, 1);
    cloud.clock.advance(minuteMs);
    await untilRaised(events, 2);
    await stop();
    cloud.clock.advance(5 * minuteMs);
    await tell(level(9));
    await goOn();
    expect((await events()).map(({ refresh }) => refresh)).toEqual([false, true]);
    await tell(level(8));
    await untilRaised(events, 3);
    for (const count of [4, 5]) {
      cloud.clock.advance(minuteMs);
      await untilRaised(events, count);
    }
    const [again, ...reminders] = (await events()).slice(2);
    expect([again, ...reminders].map((event) => event?.refresh)).toEqual([false, true, true]);
    const since = Date.parse(again?.eventDate ?? '');
    expect(reminders.map(({ eventDate }) => eventDate)).toEqual([1, 2].map((n) => iso(since + n * minuteMs)));
  });

  it('does not count how long the vehicle was in a zone before, and counts anew after', async () => {
    const zone = { transition: 'In', place: home, minDuration: 120 };
    const { tell, events, stop, goOn } = await interrupted(cloud, { triggers: [{ name: 'one', zone }] });
    await tell(outside);
    await tell(inside, 1);
    await stop();
    cloud.clock.advance(5 * minuteMs);
    await goOn();
    // Where it is now is a first fix.
    await tell(inside);
    expect(await events()).toEqual([]);
    cloud.clock.advance(minuteMs);
    await tell(outside);
    cloud.clock.advance(3 * minuteMs);
    const enters = cloud.clock.now();
    await tell(inside);
    expect(await events()).toEqual([]);
    cloud.clock.advance(2 * minuteMs);
    await untilRaised(events, 1);
    const [{ eventDate, refresh } = { eventDate: '', refresh: true }] = await events();
    expect(refresh).toBe(false);
    expect(Date.parse(eventDate)).toBeGreaterThanOrEqual(enters + 2 * minuteMs);
    expect(Date.parse(eventDate)).toBeLessThanOrEqual(cloud.clock.now());
  });

  it('notices the hour that comes after, without a report', async () => {
    const start = cloud.clock.now() + 20 * minuteMs;
    const times = [{ recurrence: 'None', start: iso(start), duration: 'PT1H' }];
    const asked = { triggers: [{ name: 'one', time: { times } }] };
    const { vehicle, tell, events, stop, goOn } = await interrupted(cloud, asked);
    await tell({ kinetic: { moving: true, speed: 50 }, ignition: { type: 'Start' } });
    await stop();
    cloud.clock.advance(5 * minuteMs);
    await goOn();
    await untilDue(vehicle);
    expect(await events()).toEqual([]);
    cloud.clock.advance(15 * minuteMs);
    await untilRaised(events, 1);
    expect(await events()).toMatchObject([{ eventDate: iso(start), refresh: false }]);
  });
});
