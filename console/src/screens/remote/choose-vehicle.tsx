import { useState } from 'react';
import { Link } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { useVehicles } from '../../query/use-vehicles.ts';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Answer } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { remoteWords } from './remote-words.ts';

const shownMost = 60;

/** Which vehicle to ask for something. */
export function ChooseVehicle() {
  const words = useWords(remoteWords);
  const vehicles = useVehicles();
  return (
    <div className="screen">
      <ScreenTitle title={words.title} />
      <Card title={words.choose}>
        <Answer of={vehicles} isEmpty={(all) => all.length === 0}>
          {(all) => <Choices all={all} />}
        </Answer>
      </Card>
    </div>
  );
}

function Choices({ all }: { all: readonly Vehicle[] }) {
  const words = useWords(remoteWords);
  const [sought, setSought] = useState('');
  const wanted = sought.trim().toLowerCase();
  const found = all.filter((one) => `${nameOf(one)} ${one.vin}`.toLowerCase().includes(wanted));
  return (
    <>
      <Field label={words.search} type="search" value={sought} onChange={setSought} />
      {found.length === 0 && <p role="status">{words.noVehicle}</p>}
      <ul className="choices">
        {found.slice(0, shownMost).map((vehicle) => (
          <li key={vehicle.key}>
            <Link href={`/vehicles/${vehicle.key}/remote`} className="choice">
              <strong>{nameOf(vehicle)}</strong>
              <span>{vehicle.vin}</span>
            </Link>
          </li>
        ))}
      </ul>
      {found.length > shownMost && <p className="hint">{words.moreVehicles(found.length - shownMost)}</p>}
    </>
  );
}
