import type { Apply, Batch, VehicleWork } from './batch.ts';

/** Turns the messages of each vehicle into reports; adapters that remember get their memory here. */
export const joinMessages: Apply = {
  name: 'join messages',
  run(batch) {
    for (const work of batch.vehicles.values()) joinVehicle(work, batch);
  },
};

function joinVehicle(work: VehicleWork, batch: Batch): void {
  for (const { join, source, reports, deadLetters } of work.messages) {
    for (const letter of deadLetters) batch.deadLetters.push(letter);
    if (!join) {
      work.reports.push(...reports);
      continue;
    }
    const joined = join(work.state.memory[source]);
    work.reports.push(...joined.reports);
    work.state = { ...work.state, memory: { ...work.state.memory, [source]: joined.memory } };
  }
}
