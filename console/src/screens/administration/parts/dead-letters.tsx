import { Card } from '../../../ui/card.tsx';
import { age, column, count, linkTo, MaybeAge } from '../blocks/cells.tsx';
import { type Action, type AnyPart, part } from '../blocks/forms.ts';
import { Command } from '../blocks/outcome.tsx';
import type { PartWords } from './part-words.ts';
import { readBytes } from './read-bytes.ts';

/** A message that could not be read; times are RFC 3339. */
type Row = {
  id: number;
  vin: string;
  channel: string;
  receivedAt: string;
  reason: string;
  bytes: number;
  retryAskedAt?: string;
};
/** With its bytes in base64. */
type Of = Row & { payload: string };

export function deadLettersPart(words: PartWords): AnyPart {
  const { column: of, frame, intro } = words;
  return part<Row, Of>({
    name: 'dead-letters',
    title: frame.deadLetters,
    intro: intro.deadLetters,
    additions: [retryAll(words)],
    list: {
      path: '/deadLetters',
      label: frame.deadLetters,
      empty: intro.noDeadLetters,
      keyOf: ({ id }) => String(id),
      columns: [
        linkTo(of.received, 'dead-letters', ({ id, receivedAt }) => ({
          id: String(id),
          text: words.time(receivedAt),
        })),
        linkTo(of.vin, 'vehicles', ({ vin }) => ({ id: vin })),
        column(of.channel, ({ channel }) => channel),
        column(of.reason, ({ reason }) => reason),
        count(of.bytes, ({ bytes }) => bytes),
        age(of.retryAsked, ({ retryAskedAt }) => retryAskedAt),
      ],
      filters: [
        { name: 'vin', label: of.vin },
        { name: 'channel', label: of.channel },
        { name: 'reason', label: of.reasonPart },
      ],
      actions: [retryOne(words)],
    },
    detail: {
      path: (id) => `/deadLetters/${encodeURIComponent(id)}`,
      role: 'operator',
      title: ({ id, vin }) => `${vin} · ${id}`,
      facts: (one) => [
        { label: of.reason, value: one.reason },
        { label: of.vin, value: one.vin },
        { label: of.channel, value: one.channel },
        { label: of.received, value: <MaybeAge at={one.receivedAt} /> },
        { label: of.bytes, value: one.bytes },
        { label: of.retryAsked, value: one.retryAskedAt && <MaybeAge at={one.retryAskedAt} /> },
      ],
      actions: [retryOne(words)],
      more: ({ payload }) => <Bytes payload={payload} words={words} />,
    },
  });
}

function retryAll({ action }: PartWords): Action<undefined> {
  return {
    label: action.retryAll,
    role: 'operator',
    question: action.retryAll,
    text: action.retryText,
    run: async (admin) => {
      const { asked } = await admin.send<{ asked: number }>('POST', '/deadLetters/retry');
      return { text: action.asked(asked) };
    },
  };
}

function retryOne({ action }: PartWords): Action<Row> {
  return {
    label: action.retry,
    role: 'operator',
    question: action.retryQuestion,
    text: action.retryText,
    run: async (admin, { id }) => {
      const { asked } = await admin.send<{ asked: number }>(
        'POST',
        admin.of('/deadLetters', String(id), '/retry'),
      );
      return { text: action.asked(asked) };
    },
  };
}

function Bytes({ payload, words: { intro } }: { payload: string; words: PartWords }) {
  const { form, text } = readBytes(payload);
  const label = { text: intro.bytesText, json: intro.bytesJson, hex: intro.bytesHex }[form];
  return (
    <Card title={intro.bytes}>
      <p className="hint">{intro.bytesNote}</p>
      <Command label={label} text={text} />
    </Card>
  );
}
