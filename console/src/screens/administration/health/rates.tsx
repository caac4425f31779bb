import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../units/use-format.ts';
import { useWords } from '../../../words/use-words.ts';
import { type HealthAnswer, type RateName, rateNames } from './health-type.ts';
import { healthWords } from './health-words.ts';
import { sparkPoints } from './spark-line.ts';

const box = { width: 200, height: 40 };

const nameOf = {
  reportsPerSecond: 'reports',
  acknowledgementsPerSecond: 'acknowledgements',
  duplicatesPerSecond: 'duplicates',
  deadLettersPerSecond: 'deadLetters',
  notificationsPerSecond: 'notifications',
} as const satisfies Record<RateName, string>;

/** Each rate as a figure, and as a line since the page was opened. */
export function Rates({ health: { rates }, past }: { health: HealthAnswer; past: readonly HealthAnswer[] }) {
  const words = useWords(healthWords);
  const { number } = useFormat();
  return (
    <Card title={words.rates}>
      <p className="hint">{words.ratesWhy(number(rates.overSeconds))}</p>
      <dl className="administration-rates">
        {rateNames.map((rate) => (
          <div key={rate} className="value">
            <dt>{words[nameOf[rate]]}</dt>
            <dd>
              <span className="value-text">{words.perSecond(number(rates[rate], 2))}</span>
              <Spark name={words[nameOf[rate]]} values={past.map((one) => one.rates[rate])} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Spark({ name, values }: { name: string; values: readonly number[] }) {
  const words = useWords(healthWords);
  const { number } = useFormat();
  if (values.length === 0) return null;
  const label = words.chart(name, number(Math.min(...values), 2), number(Math.max(...values), 2));
  return (
    <svg
      className="administration-spark"
      viewBox={`0 -2 ${box.width} ${box.height + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polyline points={sparkPoints(values, box)} />
    </svg>
  );
}
