import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import type { Connection, Status } from '../../../api/model.ts';
import { Card } from '../../../ui/card.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { OriginLine } from '../../../ui/value.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWords } from '../../../words/use-words.ts';
import type { useOrigins } from '../origins.ts';
import { placeText } from '../status-groups.ts';
import { vehicleWords } from '../words/vehicle-words.ts';

// Maps are large: what is told in words does not wait for them.
const SmallMap = lazy(async () => ({ default: (await import('./small-map.tsx')).SmallMap }));

type Given = {
  vehicle: string;
  status: Status;
  connection: Connection | undefined;
  origins: ReturnType<typeof useOrigins>;
};

/** Where the vehicle is, and whether it drives. */
export function WhereCard({ vehicle, status: { lastPosition, kinetic }, connection, origins }: Given) {
  const words = useWords(vehicleWords);
  const format = useFormat();
  const [longitude, latitude] = lastPosition?.geometry.coordinates ?? [];
  const { heading, createdAt } = lastPosition?.properties ?? {};
  const isHidden = connection?.withheld?.privacy !== undefined;
  const speed = kinetic?.speed ?? 0;
  return (
    <Card
      title={words.whereTitle}
      className="where-card"
      actions={<Link href={`/map?vehicle=${encodeURIComponent(vehicle)}`}>{words.onMap}</Link>}
    >
      {longitude === undefined || latitude === undefined ? (
        <Empty title={words.whereNone}>{isHidden && <p>{words.whereHidden}</p>}</Empty>
      ) : (
        <>
          <Suspense fallback={<Loading />}>
            <SmallMap longitude={longitude} latitude={latitude} heading={heading} />
          </Suspense>
          <p>
            <strong className="place">{placeText(latitude, longitude)}</strong>
            {heading !== undefined && <span> · {words.heading(heading)}</span>}
          </p>
          <OriginLine origin={origins({ name: 'position', createdAt })} />
        </>
      )}
      {kinetic && (
        <>
          <p>{kinetic.moving || speed > 0 ? words.drives(format.quantity(speed, 'km/h')) : words.stands}</p>
          <OriginLine origin={origins({ name: 'kinetic', createdAt: kinetic.createdAt })} />
        </>
      )}
    </Card>
  );
}
