import type { Admin, AdminApi } from '../../../api/admin.ts';
import { age, column, count, linkTo, MaybeAge, time } from '../blocks/cells.tsx';
import { type Action, type AnyPart, type ListForm, part, related } from '../blocks/forms.ts';
import type { PartWords } from './part-words.ts';

type Of = Admin.RegisteredCallback;

export function callbacksPart(words: PartWords): AnyPart {
  const { column: of, frame, intro } = words;
  const statuses = ['Running', 'Paused', 'Failed'].map((key) => ({ key, text: key }));
  return part<Of>({
    name: 'callbacks',
    title: frame.callbacks,
    intro: intro.callbacks,
    list: {
      ...callbackList(words),
      filters: [
        { name: 'status', label: of.status, choices: [{ key: '', text: frame.any }, ...statuses] },
        { name: 'clientId', label: of.clientId },
      ],
    },
    detail: {
      path: (id) => `/callbacks/${encodeURIComponent(id)}`,
      title: ({ label, id }) => label || id,
      facts: (one) => [
        { label: of.id, value: <code>{one.id}</code> },
        { label: of.kind, value: one.kind },
        { label: of.clientId, value: <code>{one.clientId}</code> },
        { label: of.target, value: one.target },
        { label: of.status, value: <CallbackStatus of={one} /> },
        { label: of.waiting, value: one.waiting },
        { label: of.failingSince, value: one.failingSince && <MaybeAge at={one.failingSince} /> },
        { label: of.nextAttempt, value: one.nextAttemptAt && words.time(one.nextAttemptAt) },
        { label: of.entered, value: <MaybeAge at={one.createdAt} /> },
      ],
      actions: [ping(words), redeliverFailed(words)],
      related: ({ id }) => [related(intro.deliveries, deliveryList(words, id))],
    },
  });
}

/** Callbacks with how they do. */
export function callbackList({ column: of, frame }: PartWords): ListForm<Of> {
  return {
    path: '/callbacks',
    label: frame.callbacks,
    keyOf: ({ id }) => id,
    columns: [
      linkTo(of.label, 'callbacks', ({ id, label }) => ({ id, text: label || id })),
      column(of.kind, ({ kind }) => kind),
      column(of.target, ({ target = '–' }) => target),
      column(of.status, (one) => <CallbackStatus of={one} />),
      count(of.waiting, ({ waiting }) => waiting),
      age(of.failingSince, ({ failingSince }) => failingSince),
    ],
  };
}

function CallbackStatus({ of: { status, failingSince } }: { of: Of }) {
  const look =
    status === 'Failed' || failingSince !== undefined ? 'bad' : status === 'Running' ? 'good' : 'warn';
  return <span className={`badge badge-${look}`}>{status}</span>;
}

const at = (admin: AdminApi, { id }: { id: string }, rest?: string) => admin.of('/callbacks', id, rest);

function deliveryList(
  { column: of, action, intro, frame }: PartWords,
  id: string,
): ListForm<Admin.RegisteredDelivery> {
  const path = `/callbacks/${encodeURIComponent(id)}/deliveries`;
  const statuses = ['Waiting', 'Delivered', 'Deleted'].map((key) => ({ key, text: key }));
  return {
    path,
    label: intro.deliveries,
    empty: intro.noDeliveries,
    keyOf: (one) => one.id,
    columns: [
      age(of.at, ({ createdAt }) => createdAt),
      column(of.kind, ({ kind }) => kind),
      column(of.status, ({ status }) => status),
      time(of.finished, ({ finishedAt }) => finishedAt),
    ],
    filters: [{ name: 'status', label: of.status, choices: [{ key: '', text: frame.any }, ...statuses] }],
    actions: [
      {
        label: action.redeliver,
        role: 'operator',
        question: action.redeliverQuestion,
        run: async (admin, one) => {
          const { queued } = await admin.send<{ queued: number }>(
            'POST',
            admin.of(path, one.id, '/redeliver'),
          );
          return { text: action.queued(queued) };
        },
      },
    ],
  };
}

function ping({ action }: PartWords): Action<Of> {
  return {
    label: action.ping,
    role: 'operator',
    question: action.ping,
    text: action.pingText,
    applies: ({ status }) => status === 'Running',
    run: async (admin, one) => {
      await admin.send('POST', at(admin, one, '/ping'));
      return { text: action.pinged };
    },
  };
}

function redeliverFailed({ action }: PartWords): Action<Of> {
  return {
    label: action.redeliverFailed,
    role: 'operator',
    question: action.redeliverFailed,
    text: action.redeliverText,
    run: async (admin, one) => {
      const { queued } = await admin.send<{ queued: number }>('POST', at(admin, one, '/redeliver'));
      return { text: action.queued(queued) };
    },
  };
}
