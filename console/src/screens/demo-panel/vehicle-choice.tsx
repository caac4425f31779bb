import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import type { Vehicle } from '../../api/model.ts';
import { viewOf } from '../../map/vehicles/vehicle-view.ts';
import { useLiveVehicle } from '../../query/live-provider.tsx';
import { useNow } from '../../units/use-now.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import { capitalized } from '../vehicle/status-group.tsx';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { valueWords } from '../vehicle/words/value-words.ts';
import { demoWords } from './demo-words.ts';

type Given = { vehicles: readonly Vehicle[]; chosen: string; onChoose(key: string): void };

/** Which vehicle it happens to, each with what it does now. */
export function VehicleChoice({ vehicles, chosen, onChoose }: Given) {
  const words = useWords(demoWords);
  return (
    <RadioGroup className="demo-vehicles" value={chosen} onChange={onChoose}>
      <Label className="demo-choose">{words.choose}</Label>
      <div className="demo-radios">
        {vehicles.map((vehicle) => (
          <Choice key={vehicle.key} vehicle={vehicle} />
        ))}
      </div>
    </RadioGroup>
  );
}

function Choice({ vehicle }: { vehicle: Vehicle }) {
  const words = useWords(demoWords);
  const wordFor = useWordFor(valueWords);
  const live = useLiveVehicle(vehicle.key);
  const { state, alerts } = viewOf(vehicle, live, useNow());
  return (
    <RadioField value={vehicle.key}>
      <RadioButton className="demo-vehicle">
        <strong>{nameOf(vehicle)}</strong>
        <span>
          {capitalized(wordFor(vehicle.motorization))} · {words.states[state]}
          {alerts > 0 && ` · ⚠ ${alerts}`}
        </span>
      </RadioButton>
    </RadioField>
  );
}
