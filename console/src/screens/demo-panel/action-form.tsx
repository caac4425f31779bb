import { useState } from 'react';
import type { Happening } from '../../api/demo.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { useFormat } from '../../units/use-format.ts';
import { alertWords } from '../../words/alert-words.ts';
import { useWordFor, useWords } from '../../words/use-words.ts';
import type { Action, Near, Parameter } from './actions.ts';
import { demoWords } from './demo-words.ts';
import type { Pressed } from './use-happenings.ts';
import { useOutcomeText } from './use-outcome-text.ts';

type Given = {
  action: Action;
  /** Places by their distance, where the distance is known. */
  near: readonly Near[] | undefined;
  /** What came of the newest press of it on this vehicle. */
  last: Pressed | undefined;
  onMake(happening: Happening): void;
};

/** One thing to make happen, with what has to be chosen for it, and what came of it. */
export function ActionForm({ action: { kind, parameters }, near, last, onMake }: Given) {
  const words = useWords(demoWords);
  const outcomeText = useOutcomeText();
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const nearestFirst = near?.map(({ name }) => name);
  const choicesOf = ({ name, choices }: Parameter) =>
    name === 'place' ? (nearestFirst ?? choices) : choices;
  const chosenOf = (one: Parameter) =>
    chosen[one.name] ?? (one.isFree ? '' : firstOf(one.name, choicesOf(one)));
  const make = () => {
    const given = parameters
      .map((one) => [one.name, chosenOf(one)] as const)
      .filter(([, value]) => value !== '');
    onMake({ kind, ...Object.fromEntries(given) });
  };
  const hint = (words.hints as Record<string, string>)[kind];
  return (
    <li className="happening">
      <div className="happening-line">
        {parameters.map((one) => (
          <ParameterChoice
            key={one.name}
            kind={kind}
            parameter={{ ...one, choices: choicesOf(one) }}
            near={near}
            value={chosenOf(one)}
            onChange={(value) => setChosen({ ...chosen, [one.name]: value })}
          />
        ))}
        <Button onPress={make} isPending={last?.outcome === 'sending'}>
          {(words.kinds as Record<string, string>)[kind] ?? kind}
        </Button>
      </div>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <p role="status" className={`happening-outcome outcome-${last?.outcome ?? 'none'}`}>
        {last && outcomeText(last)}
      </p>
    </li>
  );
}

/** The first is taken; nobody wants to choose the mode that is there already. */
const firstOf = (name: string, choices: readonly string[]) =>
  (name === 'mode' ? choices.find((one) => one !== 'None') : undefined) ?? choices[0] ?? '';

type ChoiceGiven = {
  kind: string;
  parameter: Parameter;
  near: readonly Near[] | undefined;
  value: string;
  onChange(value: string): void;
};

function ParameterChoice({ kind, parameter: { name, choices, isFree }, near, value, onChange }: ChoiceGiven) {
  const words = useWords(demoWords);
  const alertFor = useWordFor(alertWords);
  const format = useFormat();
  const textOf = (choice: string) => {
    const km = name === 'place' ? near?.find((one) => one.name === choice)?.km : undefined;
    if (km !== undefined) return words.here(choice, format.quantity(km, 'km'));
    return name === 'type' ? alertFor(choice) : ((words.values as Record<string, string>)[choice] ?? choice);
  };
  const all = choices.map((key) => ({ key, text: textOf(key) }));
  const label = (words.parameters as Record<string, string>)[name] ?? `${kind} ${name}`;
  return (
    <Select
      label={label}
      value={value}
      choices={isFree ? [{ key: '', text: words.every }, ...all] : all}
      onChange={onChange}
    />
  );
}
