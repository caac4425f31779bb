import { useVehicles } from '../../query/use-vehicles.ts';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { demoWords } from './demo-words.ts';
import type { Pressed } from './use-happenings.ts';

/** What came of a press, in words; the simulator's reason follows the name of the vehicle. */
export function useOutcomeText(): (pressed: Pressed) => string {
  const words = useWords(demoWords);
  const { data: vehicles = [] } = useVehicles();
  return ({ outcome, vehicle: key, why = '' }) => {
    const vehicle = vehicles.find((one) => one.key === key);
    switch (outcome) {
      case 'sending':
        return words.sending;
      case 'accepted':
        return words.accepted;
      case 'refused':
        return words.refusedOf(
          vehicle ? nameOf(vehicle) : key,
          (words.reasons as Record<string, string>)[why] ?? why,
        );
      case 'failed':
        return words.failedOf(why);
    }
  };
}
