import { useQuery } from '@tanstack/react-query';
import { CheckboxGroup, Label } from 'react-aria-components';
import { watchLabel } from '../../../api/face-monitors.ts';
import { labelOf } from '../../../api/face-remotes.ts';
import type { Callback } from '../../../api/model.ts';
import { keys } from '../../../query/keys.ts';
import { useFace } from '../../../session/session.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { Tick } from '../../../ui/tick.tsx';
import { useWordFor, useWords } from '../../../words/use-words.ts';
import { builderWords } from '../builder-words.ts';
import { extendedWords } from '../data-words.ts';
import type { MonitorForm } from '../form/form.ts';
import { useFault } from './field-faults.tsx';
import { NumberField } from './number-field.tsx';
import type { Where } from './where.ts';

type Given = {
  form: MonitorForm;
  onChange(form: MonitorForm): void;
  where: Where;
  onWhere(where: Where): void;
  /** A driver's monitor keeps the callback that it was made with. */
  isFixed: boolean;
};

/** Where to tell, how often, and what comes along. */
export function TellsFields({ form, onChange, where, onWhere, isFixed }: Given) {
  const words = useWords(builderWords);
  const remindFault = useFault('subscribeParam.refreshEvent');
  return (
    <div className="condition-fields">
      {!isFixed && <WhereFields where={where} onWhere={onWhere} />}
      <NumberField
        label={words.remind}
        description={words.remindWhy}
        value={form.remindEveryS === 0 ? '' : String(form.remindEveryS)}
        fault={remindFault}
        onChange={(text) => onChange({ ...form, remindEveryS: text === '' ? 0 : Number(text) })}
      />
      {where.kind !== 'here' && <Extended form={form} onChange={onChange} />}
    </div>
  );
}

function WhereFields({ where, onWhere }: Pick<Given, 'where' | 'onWhere'>) {
  const words = useWords(builderWords);
  const face = useFace();
  const { data: callbacks = [] } = useQuery({
    queryKey: keys.callbacks,
    queryFn: ({ signal }) => face.callbacks(signal),
  });
  const others = callbacks.filter((one) => takesMonitors(one) && labelOf(one) !== watchLabel);
  const choices = [
    { key: 'here', text: words.here },
    ...others.map((one) => ({ key: `callback ${one.id}`, text: labelOf(one) ?? one.id })),
    { key: 'webhook', text: words.newWebhook },
  ];
  const key = where.kind === 'callback' ? `callback ${where.id}` : where.kind;
  const choose = (next: string) => {
    if (next === 'here') onWhere({ kind: 'here' });
    else if (next === 'webhook') onWhere({ kind: 'webhook', name: 'Webhook', target: '' });
    else onWhere({ kind: 'callback', id: next.slice('callback '.length) });
  };
  return (
    <>
      <Select label={words.where} choices={choices} value={key} onChange={choose} />
      {where.kind === 'here' && (
        <p className="hint">{face.kind === 'driver' ? words.hereWhy : words.hereFleetWhy}</p>
      )}
      {where.kind === 'webhook' && <WebhookFields where={where} onWhere={onWhere} />}
    </>
  );
}

const takesMonitors = ({ subscribe }: Callback) => {
  const { type } = subscribe as { type?: string[] };
  return type === undefined || type.includes('Monitor');
};

type Webhook = Extract<Where, { kind: 'webhook' }>;

function WebhookFields({ where, onWhere }: { where: Webhook; onWhere(where: Where): void }) {
  const words = useWords(builderWords);
  const ofDriver = useFault('callback.webhook');
  const ofFleet = useFault('subscribeParam.callback');
  return (
    <div className="inline-fields">
      <Field label={words.webhookName} value={where.name} onChange={(name) => onWhere({ ...where, name })} />
      <Field
        label={words.target}
        type="url"
        placeholder="https://"
        description={words.targetWhy}
        value={where.target}
        fault={ofDriver ?? ofFleet}
        onChange={(target) => onWhere({ ...where, target })}
      />
    </div>
  );
}

const common = [
  'vehicle.position',
  'vehicle.status',
  'vehicle.telemetry',
  'vehicle.doorsState',
  'vehicle.alerts',
  'vehicle.trip',
  'vehicle.maintenance',
  'vehicle.collisions',
];

function Extended({ form, onChange }: Pick<Given, 'form' | 'onChange'>) {
  const words = useWords(builderWords);
  const name = useWordFor(extendedWords);
  const { kind } = useFace();
  const offered = [...common, kind === 'driver' ? 'vehicle.alarm' : 'vehicle.stolen'];
  const all = [...offered, ...form.extended.filter((one) => !offered.includes(one))];
  return (
    <CheckboxGroup
      className="field words-field"
      value={[...form.extended]}
      onChange={(chosen) => onChange({ ...form, extended: all.filter((one) => chosen.includes(one)) })}
    >
      <Label className="field-label">{words.extended}</Label>
      <div className="words-list">
        {all.map((one) => (
          <Tick key={one} value={one}>
            {name(one)}
          </Tick>
        ))}
      </div>
    </CheckboxGroup>
  );
}
