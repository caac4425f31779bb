import type { Monitor } from '../../../api/model.ts';
import { useVehicles } from '../../../query/use-vehicles.ts';
import { useWords } from '../../../words/use-words.ts';
import { nameOf } from '../../vehicle/vehicle-name.ts';
import { monitorWords } from '../monitor-words.ts';

/** The vehicle or the fleet that a monitor watches. */
export function Watched({ vehicle, fleet }: Pick<Monitor, 'vehicle' | 'fleet'>) {
  const words = useWords(monitorWords);
  const vehicles = useVehicles();
  if (fleet) return words.fleet(fleet.name);
  const found = vehicles.data?.find(({ key }) => key === vehicle);
  return found ? nameOf(found) : (vehicle ?? '');
}
