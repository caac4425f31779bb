import { onTestFinished } from 'vitest';
import { numbersOf, type Vehicle } from './ledger.ts';
import { Reporter } from './reporter.ts';
import type { Roadwire } from './roadwire.ts';
import { until } from './until.ts';

/** Vehicles that report without end until the test is over. */
export type Fleet = {
  /** Reports of all of them that were acknowledged so far. */
  acknowledged(): number;
  /** Resolves when each had more than `count` further reports acknowledged. */
  untilMoreThan(count: number): Promise<void>;
  /** Sends what is still unacknowledged again; then gives what was sent and what is in the history, by VIN. */
  finish(): Promise<{ sent: Record<string, number[]>; kept: Record<string, number[]> }>;
};

/** `roadwire` is asked at each connection: one that was started again has other ports. */
export function startFleet(vehicles: Vehicle[], roadwire: () => Roadwire): Fleet {
  const reporters = vehicles.map((vehicle) => new Reporter(vehicle, () => roadwire().where.mqttPort));
  onTestFinished(async () => {
    for (const reporter of reporters) await reporter.stop();
  });
  return {
    acknowledged: () => reporters.reduce((sum, { acknowledged: { size } }) => sum + size, 0),
    async untilMoreThan(count) {
      const before = reporters.map(({ acknowledged: { size } }) => size);
      const isDone = () =>
        reporters.every(({ acknowledged: { size } }, index) => size > before[index]! + count);
      await until('every vehicle had more reports acknowledged', isDone).catch((cause: unknown) => {
        throw new Error(`Roadwire logged last:\n${roadwire().log.slice(-3000)}`, { cause });
      });
    },
    async finish() {
      await Promise.all(reporters.map((reporter) => reporter.finish()));
      const sent: Record<string, number[]> = {};
      const kept: Record<string, number[]> = {};
      for (const reporter of reporters) {
        sent[reporter.vehicle.vin] = reporter.sent;
        kept[reporter.vehicle.vin] = await numbersOf(roadwire().where.databaseUrl, reporter.vehicle);
      }
      return { sent, kept };
    },
  };
}
