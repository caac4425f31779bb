import type { ReactNode } from 'react';
import type { Quantity } from '../units/units.ts';
import { useFormat } from '../units/use-format.ts';
import { sharedWords } from '../words/shared-words.ts';
import { useWords } from '../words/use-words.ts';
import { Age } from './age.tsx';

/** Where a value comes from: when it was measured, when it arrived, from what. RFC 3339 times. */
export type Origin = {
  createdAt?: string | undefined;
  receivedAt?: string | undefined;
  source?: string | undefined;
};

type Given = {
  label: string;
  /** A number of the API with its unit there, or a text that is shown as it is. */
  value: number | string | boolean | undefined;
  quantity?: Quantity;
  origin?: Origin | undefined;
  children?: ReactNode;
};

/** One value with its unit and its times: measured in sight, received and source beside. */
export function Value({ label, value, quantity = 'number', origin, children }: Given) {
  return (
    <div className="value">
      <dt>{label}</dt>
      <dd>
        <span className="value-text">
          <ValueText value={value} quantity={quantity} />
        </span>
        {children}
        {origin && <OriginLine origin={origin} />}
      </dd>
    </div>
  );
}

/** A number in the units of who looks; yes or no; a text as it is. */
export function ValueText({ value, quantity = 'number' }: Pick<Given, 'value' | 'quantity'>) {
  const format = useFormat();
  const words = useWords(sharedWords);
  if (value === undefined) return words.unknown;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return typeof value === 'number' ? format.quantity(value, quantity) : value;
}

/** When a group was measured, when it arrived, and from which source. */
export function OriginLine({ origin: { createdAt, receivedAt, source } }: { origin: Origin }) {
  const words = useWords(sharedWords);
  return (
    <span className="origin">
      {createdAt !== undefined && (
        <span>
          {words.measuredWord} <Age at={createdAt} />
        </span>
      )}
      {receivedAt !== undefined && (
        <span>
          {words.receivedWord} <Age at={receivedAt} />
        </span>
      )}
      {source !== undefined && <span>{words.source(source)}</span>}
    </span>
  );
}
