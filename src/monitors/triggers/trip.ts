import { statesOf, type Trip } from '../../model/episodes.ts';
import type { DataTrigger } from '../../model/monitor.ts';
import type { VehicleState } from '../../model/vehicle-state.ts';
import { currentTrip, episodeStatesOf } from '../../projections/current-trip.ts';
import { type Datum, type DatumName, data } from '../data-table.ts';
import { changedRows, modeOf, type View } from '../view.ts';
import { comparison } from './compare.ts';
import { type Look, literal, type Operand, still, unknown } from './operand.ts';

const pulse: Look = { is: true, isPulse: true, former: false };

/** Of a view, what there is to tell: nothing where nothing of the kind happened with this report. */
type Happened = (view: View) => string | undefined;

/** What a trigger asks of trips: their beginnings and ends, or the figures of the one under way. */
export function tripOperand(trigger: DataTrigger): Operand {
  const { data: name, value = [] } = trigger;
  if (name === 'vehicle.trip.duration' || name === 'vehicle.trip.distance') return figureOperand(trigger);
  if (name === 'vehicle.trip.start') return happening(name, begun);
  if (name === 'vehicle.trip.stop') return happening(name, (view) => ended(view)?.id);
  if (name === 'vehicle.trip') return happening(name, (view) => begun(view) ?? ended(view)?.id);
  return happening(name, (view) => {
    const states = statesOf(ended(view)?.body.faults ?? []).filter((state) => value.includes(state));
    return ended(view) && states.length > 0 ? states.join(',') : undefined;
  });
}

function happening(name: string, happened: Happened): Operand {
  return {
    groups: [],
    reads: { changes: true },
    look: (view) => (isHidden(view) ? unknown : happened(view) === undefined ? still : pulse),
    tell(view) {
      const value = happened(view);
      return value === undefined ? undefined : literal(name, value);
    },
  };
}

const isHidden = ({ sees, state }: View) => !sees('trips', modeOf(state));

const openIn = (state: VehicleState) => episodeStatesOf(state).trips?.open;

/** The id of a trip that this report began. */
function begun(view: View): string | undefined {
  const startedAt = openIn(view.state)?.startedAt;
  if (startedAt === undefined || startedAt === openIn(view.before)?.startedAt) return undefined;
  return rowsOf(view).find(({ body, endedAt }) => body.startedAt === startedAt && endedAt === undefined)?.id;
}

/**
 * The trip that this report ended. One that was closed because nothing was heard may go on yet: the reports
 * say it, and only then it is told.
 */
function ended(view: View): { id: string; body: Trip } | undefined {
  const open = openIn(view.state);
  return rowsOf(view).find(
    ({ body, endedAt }) => endedAt !== undefined && open?.startedAt !== body.startedAt,
  );
}

const rowsOf = (view: View) => changedRows<Trip>(view, 'trips', 'trips');

/** Of the trip under way, or, with the report that ends one, of that. */
function figureOperand(trigger: DataTrigger): Operand {
  const datum: Datum = data[trigger.data as DatumName];
  const holds = comparison(trigger, datum);
  const figure = trigger.data === 'vehicle.trip.duration' ? 'duration' : 'distance';
  const valueIn = (view: View): { value: number; isOver: boolean } | undefined => {
    const current = currentTrip(view.vehicleId, view.state);
    if (current) return { value: current.body[figure], isOver: false };
    const last = ended(view);
    return last && { value: last.body[figure], isOver: true };
  };
  return {
    groups: [],
    reads: { trip: true },
    look(view) {
      const found = isHidden(view) ? undefined : valueIn(view);
      if (!found) return unknown;
      const is = holds(found.value);
      return found.isOver ? { is, isPulse: true } : { is };
    },
    tell(view) {
      const found = valueIn(view);
      return found && literal(trigger.data, found.value);
    },
  };
}
