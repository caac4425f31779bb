import { alertSeverities } from '../../model/alert-severities.ts';
import type { Alert } from '../../model/episodes.ts';
import type { DataTrigger } from '../../model/monitor.ts';
import type { VehicleState } from '../../model/vehicle-state.ts';
import { currentAlerts } from '../../projections/current-alerts.ts';
import { changedRows, isHidden, toldIn, type View } from '../view.ts';
import { type Look, type Operand, off, on, still, unknown } from './operand.ts';

type Row = { id: string; body: Alert };

const groups = ['alerts'] as const;

/**
 * Alerts: true while one of those asked for is lit; one more of them that lights up counts anew. `onChange`
 * is a pulse for whatever lights up or goes out.
 */
export function alertOperand(trigger: DataTrigger): Operand {
  const { data, op, value = [], previous } = trigger;
  const isAsked = ({ body }: Row) => value.includes(body.type);
  const lookAtLit = litLook(isAsked, previous);
  return {
    groups,
    reads: { alerts: true },
    look(view, was, memory) {
      if (isHidden(view, groups)) return unknown;
      const before = litIn(view, view.before);
      if (op === 'onChange') return pulse(switched(view, before), { before, previous });
      if (!toldIn(view, view.state)('alerts')) return unknown;
      return lookAtLit({ view, before, was: was ? memory?.was : undefined });
    },
    tell(view, { isPulse, previous: found }) {
      const rows = isPulse
        ? switched(view, litIn(view, view.before))
        : litIn(view, view.state).filter(isAsked);
      if (rows.length === 0) return undefined;
      const body = { objectValues: rows.map(objectOf) };
      const told = { data, value: { type: 'obj.alert' as const, body } };
      return found === undefined ? told : { ...told, previous: found };
    },
  };
}

type Lit = { view: View; before: readonly Row[]; was: string | undefined };

function litLook(isAsked: (row: Row) => boolean, previous: DataTrigger['previous']) {
  return ({ view, before, was }: Lit): Look => {
    const lit = litIn(view, view.state).filter(isAsked);
    if (lit.length === 0) return off;
    const isNew = view.state !== view.before && lit.some((row) => !isAmong(before, row));
    if (previous) return latched({ before: isNew ? before : [], previous }, was);
    return isNew ? { is: true, former: false } : on;
  };
}

const isAmong = (rows: readonly Row[], { id }: Row) => rows.some((row) => row.id === id);

/** Lit alerts that may be seen. */
function litIn({ vehicleId }: View, state: VehicleState): Row[] {
  return currentAlerts(vehicleId, state);
}

/** Those that this report lit or put out. */
function switched(view: View, before: readonly Row[]): Row[] {
  const rows = changedRows<Alert>(view, 'alerts', 'alerts');
  return rows.filter((row) => row.body.active !== isAmong(before, row));
}

type Before = { before: readonly Row[]; previous: DataTrigger['previous'] };

function pulse(rows: readonly Row[], { before, previous }: Before): Look {
  if (rows.length === 0) return still;
  if (!previous) return { is: true, isPulse: true, former: false };
  const found = heldBefore(before, previous);
  return found === undefined ? still : { is: true, isPulse: true, former: false, previous: found };
}

/** It became true beside the right alerts, and stays so for as long as it holds. */
function latched({ before, previous }: Before, was: string | undefined): Look {
  const found = previous && heldBefore(before, previous);
  if (found !== undefined) return { is: true, former: false, memory: { was: found }, previous: found };
  return was === undefined ? off : { is: true, memory: { was }, previous: was };
}

/** The first of the alerts asked for that was lit before. */
const heldBefore = (before: readonly Row[], { value }: NonNullable<DataTrigger['previous']>) =>
  before.map(({ body }) => body.type).find((type) => value.includes(type));

/** An alert as the API has it, without links; where it was lit is in the extension bodies. */
function objectOf({ id, body: { type, active, startedAt, endAt } }: Row): object {
  const createdAt = new Date(startedAt).toISOString();
  const ended = endAt === undefined ? undefined : new Date(endAt).toISOString();
  return {
    id,
    type,
    severity: alertSeverities[type],
    active,
    startedAt: createdAt,
    ...(ended === undefined ? {} : { endAt: ended }),
    createdAt,
    updatedAt: ended ?? createdAt,
  };
}
