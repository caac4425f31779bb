import { Link, useParams, useSearchParams } from 'wouter';
import type { Monitor } from '../../api/model.ts';
import { useFleets, useVehicles } from '../../query/use-vehicles.ts';
import { useFace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, ScreenTitle } from '../../ui/card.tsx';
import { Answer, Empty, Loading } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { Builder } from './builder/builder.tsx';
import { type PresetName, presetNames, presetOf } from './builder/presets.ts';
import { useNear } from './builder/use-near.ts';
import { type Of, whereOf } from './builder/where.ts';
import { builderWords } from './builder-words.ts';
import { formOf, newForm } from './form/form.ts';
import '../../ui/choices.css';
import './monitors.css';
import './builder/builder.css';
import { useMonitors } from './use-monitors.ts';

/** Builds a monitor: from nothing, or from an example that the address may name. */
export function NewMonitor() {
  const { kind } = useFace();
  const words = useWords(builderWords);
  const vehicles = useVehicles();
  const fleets = useFleets();
  const [query] = useSearchParams();
  return (
    <div className="screen">
      <ScreenTitle title={words.newTitle}>
        <Link href="/monitors">{words.all}</Link>
      </ScreenTitle>
      {kind === 'fleetOwner' ? (
        <Answer of={fleets} isEmpty={(all) => all.length === 0}>
          {(all) => <Begun of={{ fleet: query.get('fleet') ?? all[0]?.id ?? '' }} />}
        </Answer>
      ) : (
        <Answer of={vehicles} isEmpty={(all) => all.length === 0}>
          {(all) => <Begun of={{ vehicle: query.get('vehicle') ?? all[0]?.key ?? '' }} />}
        </Answer>
      )}
    </div>
  );
}

/** The example stands in the address, so that a link leads to it. */
function Begun({ of }: { of: Of }) {
  const words = useWords(builderWords);
  const [query, setQuery] = useSearchParams();
  const { near, isAsking } = useNear(of);
  const preset = presetNames.find((name) => name === query.get('example'));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const first = preset ? presetOf(preset, words.presets[preset], { near, zone }) : newForm;
  const choose = (name: PresetName) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      after.set('example', name);
      return after;
    });
  return (
    <>
      <Card title={words.start}>
        <div className="actions actions-start presets">
          {presetNames.map((name) => (
            <Button key={name} look={name === preset ? 'primary' : 'plain'} onPress={() => choose(name)}>
              {words.presets[name]}
            </Button>
          ))}
        </div>
      </Card>
      {/* The place of the example is around the vehicle: first that has to be known. */}
      {preset === 'leave' && isAsking ? (
        <Loading />
      ) : (
        <Builder key={preset ?? 'none'} first={first} firstOf={of} firstWhere={{ kind: 'here' }} />
      )}
    </>
  );
}

/** Changes a monitor. */
export function EditMonitor() {
  const { id } = useParams<{ id: string }>();
  const words = useWords(builderWords);
  const monitors = useMonitors();
  return (
    <div className="screen">
      <ScreenTitle title={words.editTitle}>
        <Link href={`/monitors/${id}`}>{words.events}</Link>
      </ScreenTitle>
      <Answer of={monitors}>
        {(all) => <Changed monitor={all.find(({ monitorId }) => monitorId === id)} />}
      </Answer>
    </div>
  );
}

function Changed({ monitor }: { monitor: Monitor | undefined }) {
  if (!monitor) return <Empty />;
  const form = formOf(monitor.monitor);
  const of = monitor.fleet ? { fleet: monitor.fleet.id } : { vehicle: monitor.vehicle ?? '' };
  const callback = monitor.deliveriesAt.split('/').at(-1) ?? '';
  const where = monitor.fleet
    ? whereOf(form)
    : ({ kind: 'callback', id: decodeURIComponent(callback) } as const);
  return <Builder first={form} firstOf={of} firstWhere={where} monitor={monitor} />;
}
