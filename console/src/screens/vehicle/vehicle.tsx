import './vehicle.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import type { Vehicle as OneVehicle } from '../../api/model.ts';
import { groupsOfStatus } from '../../chart/signals.ts';
import { keys } from '../../query/keys.ts';
import { useMaintenance } from '../../query/use-vehicle-data.ts';
import { useVehicle } from '../../query/use-vehicles.ts';
import { useFace } from '../../session/session.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { ChargingCard } from './cards/charging-card.tsx';
import { DoorsCard } from './cards/doors-card.tsx';
import { EnergyCard } from './cards/energy-card.tsx';
import { EverythingCard } from './cards/everything-card.tsx';
import { MaintenanceCard } from './cards/maintenance-card.tsx';
import { PrivacyCard } from './cards/privacy-card.tsx';
import { RawCard } from './cards/raw-card.tsx';
import { WhereCard } from './cards/where-card.tsx';
import { SignalChart } from './charts/signal-chart.tsx';
import { useOrigins } from './origins.ts';
import { VehicleTitle } from './vehicle-title.tsx';
import { vehicleWords } from './words/vehicle-words.ts';

/** One vehicle: how it is now, how it was, and how the API says it. */
export function Vehicle() {
  const { key = '' } = useParams<{ key: string }>();
  const words = useWords(vehicleWords);
  const vehicle = useVehicle(key);
  return (
    <div className="screen vehicle">
      <Answer
        of={vehicle}
        empty={
          <Empty title={words.notThere}>
            <p>{words.notThereWhy}</p>
          </Empty>
        }
      >
        {(one) => (
          <>
            <VehicleTitle vehicle={one} />
            <Known vehicle={one} />
          </>
        )}
      </Answer>
    </div>
  );
}

/** The live stream brings values without their origins: these are asked for so often. */
const originsEveryMs = 15_000;

function useFreshStatus(key: string) {
  const face = useFace();
  return useQuery({
    queryKey: keys.of(key, 'status'),
    queryFn: ({ signal }) => face.statusWithOrigins(key, signal),
    refetchInterval: originsEveryMs,
    placeholderData: keepPreviousData,
  });
}

function Known({ vehicle }: { vehicle: OneVehicle }) {
  const { key, connection } = vehicle;
  const words = useWords(vehicleWords);
  const status = useFreshStatus(key);
  const maintenance = useMaintenance(key);
  const origins = useOrigins(status.data?._embedded?.extension?.provenance);
  const nothing = (
    <>
      <Empty title={words.statusNone}>
        <p>{words.statusNoneWhy}</p>
      </Empty>
      <PrivacyCard status={undefined} connection={connection} origins={origins} />
    </>
  );
  return (
    <Answer of={status} empty={nothing}>
      {(data) => (
        <>
          <div className="vehicle-cards">
            <WhereCard vehicle={key} status={data} connection={connection} origins={origins} />
            <EnergyCard status={data} origins={origins} />
            <DoorsCard status={data} origins={origins} />
            <ChargingCard status={data} origins={origins} />
            <MaintenanceCard vehicle={key} />
            <PrivacyCard status={data} connection={connection} origins={origins} />
          </div>
          <SignalChart vehicle={key} groups={groupsOfStatus(data, maintenance.data)} />
          <EverythingCard status={data} origins={origins} />
          <RawCard vehicle={vehicle} status={data} maintenance={maintenance.data} />
        </>
      )}
    </Answer>
  );
}
