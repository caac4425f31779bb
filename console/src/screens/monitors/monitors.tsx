import { Link } from 'wouter';
import type { Monitor } from '../../api/model.ts';
import { Age } from '../../ui/age.tsx';
import { ScreenTitle } from '../../ui/card.tsx';
import { Answer, Empty } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { presetNames } from './builder/presets.ts';
import { builderWords } from './builder-words.ts';
import { formOf } from './form/form.ts';
import { monitorWords } from './monitor-words.ts';
import './monitors.css';
import { MonitorActions, StatusBadge } from './parts/monitor-actions.tsx';
import { useSayings } from './parts/use-sayings.ts';
import { Watched } from './parts/watched.tsx';
import { useMonitors } from './use-monitors.ts';

/** All monitors, and the way to another. */
export function Monitors() {
  const words = useWords(monitorWords);
  const building = useWords(builderWords);
  const monitors = useMonitors();
  const build = (
    <Link href="/monitors/new" className="button button-primary">
      {words.build}
    </Link>
  );
  return (
    <div className="screen">
      <ScreenTitle title={words.title}>{build}</ScreenTitle>
      <Answer
        of={monitors}
        isEmpty={(all) => all.length === 0}
        empty={
          <Empty title={words.none}>
            <p>{words.noneWhy}</p>
            <div className="actions examples">
              {presetNames.map((name) => (
                <Link key={name} href={`/monitors/new?example=${name}`} className="button button-plain">
                  {building.presets[name]}
                </Link>
              ))}
            </div>
          </Empty>
        }
      >
        {(all) => (
          <ul className="monitor-list">
            {all.map((monitor) => (
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
