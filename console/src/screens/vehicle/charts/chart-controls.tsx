import { useState } from 'react';
import type { Span } from '../../../chart/series.ts';
import { signalWords } from '../../../chart/signal-words.ts';
import type { SignalName } from '../../../chart/signals.ts';
import { Select } from '../../../ui/select.tsx';
import { useAddress } from '../../../ui/use-address.ts';
import { useWords } from '../../../words/use-words.ts';
import { vehicleWords } from '../words/vehicle-words.ts';
import { type ChosenTime, localText, periods } from './chart-time.ts';

type Given = { name: SignalName; offered: readonly SignalName[]; time: ChosenTime };

/** What is drawn, and of which time. */
export function ChartControls({ name, offered, time }: Given) {
  const words = useWords(vehicleWords);
  const { names } = useWords(signalWords);
  const { change } = useAddress();
  const all = offered.includes(name) ? offered : [name, ...offered];
  return (
    <div className="chart-controls">
      <Select
        label={words.signal}
        value={name}
        choices={all.map((key) => ({ key, text: names[key] }))}
        onChange={(signal) => change({ signal })}
      />
      <Select
        label={words.period}
        value={time.period}
        choices={[...periods, 'chosen' as const].map((key) => ({ key, text: words.periods[key] }))}
        onChange={(period) => {
          const [from, to] = time.span.map((at) => new Date(at * 1000).toISOString());
          if (period === 'chosen') change({ from, to, zoom: undefined });
          else change({ period, from: undefined, to: undefined, zoom: undefined });
        }}
      />
      {time.period === 'chosen' && <ChosenSpan key={time.span.join()} span={time.span} />}
    </div>
  );
}

/** From when until when; holds once both are right. */
function ChosenSpan({ span }: { span: Span }) {
  const words = useWords(vehicleWords);
  const { change } = useAddress();
  const [from, setFrom] = useState(localText(span[0]));
  const [to, setTo] = useState(localText(span[1]));
  const isWrong = !(Date.parse(from) < Date.parse(to));
  const hold = () => {
    if (isWrong) return;
    change({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), zoom: undefined });
  };
  return (
    <>
      <MomentField label={words.from} value={from} onChange={setFrom} onDone={hold} />
      <MomentField
        label={words.to}
        value={to}
        onChange={setTo}
        onDone={hold}
        fault={isWrong ? words.wrongSpan : undefined}
      />
    </>
  );
}

type Moment = {
  label: string;
  value: string;
  onChange(value: string): void;
  onDone(): void;
  fault?: string | undefined;
};

function MomentField({ label, value, onChange, onDone, fault }: Moment) {
  return (
    <label className="field moment">
      <span>{label}</span>
      <input
        type="datetime-local"
        value={value}
        aria-invalid={fault !== undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onDone();
        }}
      />
      {fault !== undefined && <span className="field-fault">{fault}</span>}
    </label>
  );
}
