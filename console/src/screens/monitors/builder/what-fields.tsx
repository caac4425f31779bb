import { useFleets, useVehicles } from '../../../query/use-vehicles.ts';
import { useFace } from '../../../session/session.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { useWords } from '../../../words/use-words.ts';
import { nameOf } from '../../vehicle/vehicle-name.ts';
import { builderWords } from '../builder-words.ts';
import { useFault } from './field-faults.tsx';
import type { Of } from './where.ts';

type Given = { label: string; onLabel(label: string): void; of: Of; onOf(of: Of): void; isFixed: boolean };

/** What it is called, and which vehicle or fleet it watches. */
export function WhatFields({ label, onLabel, of, onOf, isFixed }: Given) {
  const words = useWords(builderWords);
  const fault = useFault('label');
  return (
    <div className="inline-fields">
      <Field label={words.label} value={label} onChange={onLabel} fault={fault} maxLength={256} />
      {!isFixed && <OfField of={of} onOf={onOf} />}
    </div>
  );
}

function OfField({ of, onOf }: Pick<Given, 'of' | 'onOf'>) {
  const words = useWords(builderWords);
  const { kind } = useFace();
  const vehicles = useVehicles().data ?? [];
  const fleets = useFleets().data ?? [];
  if (kind === 'fleetOwner')
    return (
      <Select
        label={words.theFleet}
        choices={fleets.map(({ id, name }) => ({ key: id, text: name }))}
        value={'fleet' in of ? of.fleet : ''}
        onChange={(fleet) => onOf({ fleet })}
      />
    );
  return (
    <Select
      label={words.vehicle}
      choices={vehicles.map((one) => ({ key: one.key, text: nameOf(one) }))}
      value={'vehicle' in of ? of.vehicle : ''}
      onChange={(vehicle) => onOf({ vehicle })}
    />
  );
}
