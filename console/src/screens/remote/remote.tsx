import { Link, useParams } from 'wouter';
import type { Vehicle } from '../../api/model.ts';
import { problemOf } from '../../api/problem.ts';
import { useStatus } from '../../query/use-vehicle-data.ts';
import { useVehicle } from '../../query/use-vehicles.ts';
import { useFace } from '../../session/session.tsx';
import { ScreenTitle } from '../../ui/card.tsx';
import { Answer, Failed } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { ChargeLimitCard } from './cards/charge-limit-card.tsx';
import { ChargingCard } from './cards/charging-card.tsx';
import { ClimateCard } from './cards/climate-card.tsx';
import { NavigationCard } from './cards/navigation-card.tsx';
import { DoorsCard, HornLightsCard, WakeCard } from './cards/quick-cards.tsx';
import { ChooseVehicle } from './choose-vehicle.tsx';
import type { Desk } from './desk.ts';
import { UnderWay } from './following.tsx';
import { History } from './history.tsx';
import { isDone } from './life-cycle.ts';
import '../../ui/choices.css';
import './remote.css';
import { TheftCard } from './cards/theft-card.tsx';
import { remoteWords } from './remote-words.ts';
import { useHistory, useSend } from './use-remote.ts';
import { VehicleNow } from './vehicle-now.tsx';

/** Asks a vehicle to do something, and shows what becomes of it. */
export function Remote() {
  const { key } = useParams<{ key?: string }>();
  return key === undefined ? <ChooseVehicle /> : <OfVehicle key={key} vehicle={key} />;
}

function OfVehicle({ vehicle: key }: { vehicle: string }) {
  const words = useWords(remoteWords);
  const vehicle = useVehicle(key);
  return (
    <div className="screen">
      <ScreenTitle title={vehicle.data ? `${words.title} · ${nameOf(vehicle.data)}` : words.title}>
        <Link href="/remote">{words.chooseOther}</Link>
      </ScreenTitle>
      <Answer of={vehicle}>{(one) => <Actions vehicle={one} />}</Answer>
    </div>
  );
}

function Actions({ vehicle }: { vehicle: Vehicle }) {
  const { key } = vehicle;
  const { kind } = useFace();
  const status = useStatus(key).data;
  const past = useHistory(key);
  const { send, sent, dismiss, error, isSending } = useSend(key);
  const desk: Desk = { vehicle, kind, status, send, isSending };
  const pending = (past.data ?? []).filter(({ action }) => !isDone(action.status));
  return (
    <div className="remote">
      <div className="remote-side">
        {error && <Refused error={error} />}
        <UnderWay vehicle={key} pending={pending} sent={sent} onDismiss={dismiss} />
        <VehicleNow vehicle={vehicle} status={status} />
      </div>
      <div className="remote-cards">
        <DoorsCard desk={desk} />
        <HornLightsCard desk={desk} />
        <ClimateCard desk={desk} />
        <ChargingCard desk={desk} />
        {kind === 'driver' && <ChargeLimitCard desk={desk} />}
        <NavigationCard desk={desk} />
        <WakeCard desk={desk} />
        {kind === 'fleetOwner' && <TheftCard desk={desk} />}
      </div>
      <History past={past} />
    </div>
  );
}

/** The request was not even written down. */
function Refused({ error }: { error: unknown }) {
  const words = useWords(remoteWords);
  return (
    <section className="card" aria-label={words.refusedTitle}>
      {problemOf(error).isForbidden && <p>{words.missingScope}</p>}
      <Failed error={error} />
    </section>
  );
}
