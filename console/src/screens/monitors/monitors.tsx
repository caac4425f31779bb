import { Link, useSearchParams } from 'wouter';
import type { Monitor, Vehicle } from '../../api/model.ts';
import { useVehicles } from '../../query/use-vehicles.ts';
import { Age } from '../../ui/age.tsx';
import { ScreenTitle } from '../../ui/card.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { nameOf } from '../vehicle/vehicle-name.ts';
import { presetNames } from './builder/presets.ts';
import { builderWords } from './builder-words.ts';
import { formOf } from './form/form.ts';
import { monitorWords } from './monitor-words.ts';
import './monitors.css';
import { MonitorActions, StatusBadge } from './parts/monitor-actions.tsx';
import { useSayings } from './parts/use-sayings.ts';
import { Watched } from './parts/watched.tsx';
import { useMonitors } from './use-monitors.ts';

/** All monitors, or with `vehicle` in the address those that watch it; and the way to another. */
export function Monitors() {
  const words = useWords(monitorWords);
  const building = useWords(builderWords);
  const monitors = useMonitors();
  const vehicles = useVehicles();
  const [query] = useSearchParams();
  const only = query.get('vehicle') ?? undefined;
  const one = vehicles.data?.find(({ key }) => key === only);
  const build = (
    <Link href={addressOfNew(one)} className="button button-primary">
      {words.build}
    </Link>
  );
  return (
    <div className="screen">
      <ScreenTitle title={one ? words.titleOf(nameOf(one)) : words.title}>{build}</ScreenTitle>
      {only !== undefined && (
        <p className="hint">
          <Link href="/monitors">{words.all}</Link>
        </p>
      )}
      <Answer
        of={monitors}
        isEmpty={(all) => !vehicles.isPending && watching(all, only, one).length === 0}
        empty={
          <Empty title={words.none}>
            <p>{words.noneWhy}</p>
            <div className="actions examples">
              {presetNames.map((name) => (
                <Link key={name} href={addressOfNew(one, name)} className="button button-plain">
                  {building.presets[name]}
                </Link>
              ))}
            </div>
          </Empty>
        }
      >
        {(all) => (
          <ul className="monitor-list">
            {watching(all, only, one).map((monitor) => (
              <li key={monitor.at}>
                <MonitorCard monitor={monitor} />
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </div>
  );
}

/** Those that watch a vehicle, by itself or with its fleet; all where none is asked for. */
function watching(all: readonly Monitor[], only: string | undefined, vehicle: Vehicle | undefined) {
  if (only === undefined) return all;
  return all.filter(({ vehicle: key, fleet }) => (fleet ? fleet.id === vehicle?.fleet?.id : key === only));
}

/** Where one is built: for the vehicle in question, or its fleet, and from an example if one is named. */
function addressOfNew(vehicle: Vehicle | undefined, example?: string): string {
  const query = new URLSearchParams();
  if (example) query.set('example', example);
  if (vehicle?.fleet) query.set('fleet', vehicle.fleet.id);
  else if (vehicle) query.set('vehicle', vehicle.key);
  return `/monitors/new${query.size > 0 ? `?${query}` : ''}`;
}

function MonitorCard({ monitor }: { monitor: Monitor }) {
  const words = useWords(monitorWords);
  const { sentence } = useSayings();
  const form = formOf(monitor.monitor);
  return (
    <article className="card monitor-card" aria-label={monitor.monitor.label}>
      <header className="card-header">
        <h2>
          <Link href={`/monitors/${monitor.monitorId}`}>{monitor.monitor.label}</Link>
        </h2>
        <StatusBadge status={monitor.status} />
      </header>
      <p className="monitor-sentence">{sentence(form.tree, form.conditions)}</p>
      <p className="hint">
        <Watched {...monitor} /> · {words.changed} <Age at={monitor.updatedAt} />
      </p>
      {monitor.status === 'Failed' && <p className="hint">{words.failedWhy}</p>}
      <MonitorActions monitor={monitor} />
    </article>
  );
}
