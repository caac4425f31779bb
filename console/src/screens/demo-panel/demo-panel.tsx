import './demo-panel.css';
import { useMemo } from 'react';
import { type Happenings, happeningAddress } from '../../api/demo.ts';
import type { Vehicle } from '../../api/model.ts';
import { problemOf } from '../../api/problem.ts';
import { useStatus } from '../../query/use-vehicle-data.ts';
import { useVehicles } from '../../query/use-vehicles.ts';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useWords } from '../../words/use-words.ts';
import { ActionForm } from './action-form.tsx';
import { groupsOf, nearest } from './actions.ts';
import { demoWords } from './demo-words.ts';
import { EffectCard } from './effect-card.tsx';
import { PressLog } from './press-log.tsx';
import { useHappenings, useMaking } from './use-happenings.ts';
import { VehicleChoice } from './vehicle-choice.tsx';

/** Makes things happen to the simulated vehicles of the demo, and shows what comes of it. */
export function DemoPanel() {
  const words = useWords(demoWords);
  const vehicles = useVehicles();
  const happenings = useHappenings();
  const isElsewhere = happenings.error !== null && problemOf(happenings.error).isNothing;
  return (
    <div className="screen">
      <ScreenTitle title={words.title} />
      <p className="hint">{words.intro}</p>
      <Answer of={happenings} empty={<Empty title={isElsewhere ? words.onlyHere : words.notReady} />}>
        {(offered) => (
          <Answer of={vehicles}>
            {(all) => <Panel offered={offered} vehicles={simulatedOf(all, offered)} />}
          </Answer>
        )}
      </Answer>
    </div>
  );
}

const simulatedOf = (all: readonly Vehicle[], { vehicles }: Happenings) =>
  all.filter(({ vin }) => vehicles.includes(vin));

function Panel({ offered, vehicles }: { offered: Happenings; vehicles: readonly Vehicle[] }) {
  const words = useWords(demoWords);
  const { query, change } = useAddress();
  const { pressed, make } = useMaking();
  const vehicle = vehicles.find(({ key }) => key === query.get('vehicle')) ?? vehicles[0];
  if (!vehicle)
    return (
      <Empty title={words.none}>
        <p>{words.noneWhy}</p>
      </Empty>
    );
  const own = pressed.filter((one) => one.vehicle === vehicle.key);
  return (
    <>
      <VehicleChoice vehicles={vehicles} chosen={vehicle.key} onChoose={(key) => change({ vehicle: key })} />
      <div className="demo">
        <Actions
          key={vehicle.key}
          offered={offered}
          vehicle={vehicle}
          lastOf={(kind) => own.find((one) => one.kind === kind)}
          onMake={(happening) => make(vehicle, happening)}
        />
        <div className="demo-side">
          <EffectCard key={vehicle.key} vehicle={vehicle} since={own[0]?.id ?? 0} />
          <PressLog pressed={pressed} vehicles={vehicles} address={happeningAddress(vehicle.vin)} />
        </div>
      </div>
    </>
  );
}

type Given = {
  offered: Happenings;
  vehicle: Vehicle;
  lastOf(kind: string): Parameters<typeof ActionForm>[0]['last'];
  onMake: Parameters<typeof ActionForm>[0]['onMake'];
};

function Actions({ offered, vehicle, lastOf, onMake }: Given) {
  const words = useWords(demoWords);
  const { data: status } = useStatus(vehicle.key);
  const groups = useMemo(() => groupsOf(offered), [offered]);
  const [longitude, latitude] = status?.lastPosition?.geometry.coordinates ?? [];
  const near = useMemo(
    () =>
      longitude === undefined || latitude === undefined
        ? undefined
        : nearest(offered.places, { longitude, latitude }),
    [offered, longitude, latitude],
  );
  return (
    <div className="demo-actions">
      {groups.map(({ name, actions }) => (
        <Card key={name} title={words.groups[name]}>
          <ul className="happenings">
            {actions.map((action) => (
              <ActionForm
                key={action.kind}
                action={action}
                near={near}
                last={lastOf(action.kind)}
                onMake={onMake}
              />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
