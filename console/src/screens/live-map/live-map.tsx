import { useLiveVehicle } from '../../query/live-provider.tsx';
import { useVehicles } from '../../query/use-vehicles.ts';
import { Age } from '../../ui/age.tsx';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { liveMapWords } from './live-map-words.ts';

/** Where the vehicles are. */
export function LiveMap() {
  const words = useWords(liveMapWords);
  const vehicles = useVehicles();
  return (
    <div className="screen">
      <ScreenTitle title={words.title} />
      <Card title={words.vehicles}>
        <Answer of={vehicles} isEmpty={(all) => all.length === 0} empty={<Empty title={words.none} />}>
          {(all) => (
            <ul>
              {all.map(({ key, label, vin }) => (
                <li key={key}>
                  {label ?? vin} <Where vehicle={key} />
                </li>
              ))}
            </ul>
          )}
        </Answer>
      </Card>
    </div>
  );
}

function Where({ vehicle }: { vehicle: string }) {
  const position = useLiveVehicle(vehicle)?.position;
  if (!position) return null;
  const [longitude = 0, latitude = 0] = position.geometry.coordinates;
  return (
    <span>
      {latitude.toFixed(4)}, {longitude.toFixed(4)} · <Age at={position.properties.createdAt} />
    </span>
  );
}
