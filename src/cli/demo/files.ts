import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dataFile, type Settings } from '../../config/settings.ts';
import type { DemoFile, VehicleSecret } from './create-world.ts';

/** What the demo keeps in the data folder between starts; both files hold secrets and are for their owner only. */
export type DemoFiles = { demo: DemoFile; simulated: VehicleSecret[] };

const names = { demo: 'demo.json', simulated: 'demo-vehicles.json' };

export function readDemoFiles(settings: Settings): DemoFiles | undefined {
  const [demo, simulated] = [dataFile(settings, names.demo), dataFile(settings, names.simulated)];
  if (!existsSync(demo) || !existsSync(simulated)) return undefined;
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
  return { demo: read(demo) as DemoFile, simulated: read(simulated) as VehicleSecret[] };
}

export function writeDemoFiles(settings: Settings, { demo, simulated }: DemoFiles): void {
  write(dataFile(settings, names.simulated), simulated);
  write(dataFile(settings, names.demo), demo);
}

/** Whole or not at all. */
function write(file: string, content: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
