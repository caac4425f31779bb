import type { LiveEvent, LiveState } from '../api/live.ts';
import type { Position, Status, Trip, Vehicle } from '../api/model.ts';
import { mergeStatus } from './merge-status.ts';

/** What the stream has told of a vehicle. */
export type LiveVehicle = {
  key: string;
  position?: Position;
  status: Partial<Status>;
  trip?: Trip;
  /** Ids of the alerts that are lit. */
  alerts: ReadonlySet<string>;
  isStolen: boolean;
  /** When this page heard of it last, by its own clock; undefined while only the past was told. */
  heardAt?: number;
};

export type Listener = () => void;

/**
 * What is known of all vehicles, outside React: thousands change in a second, and listeners are called at most once
 * for each frame.
 */
export type LiveStore = {
  vehicles: ReadonlyMap<string, LiveVehicle>;
  state: LiveState;
  /** Tells under which key the stream's vehicles are. */
  know(vehicles: readonly Vehicle[]): void;
  /** The key of a vehicle by the id that the stream has. */
  keyOf(id: string): string | undefined;
  take(event: LiveEvent, now: number): void;
  setState(state: LiveState): void;
  subscribe(listener: Listener): () => void;
  version(): number;
};

/** `later` calls once, before the next frame is drawn. */
export function createLiveStore(later: (call: () => void) => void): LiveStore {
  const told = createTold();
  const { tell, subscribe, version } = createTelling(later);
  let state: LiveState = 'connecting';
  return {
    vehicles: told.vehicles,
    get state() {
      return state;
    },
    know(all) {
      for (const { id, key } of all) told.know(id, key);
      tell();
    },
    keyOf: told.keyOf,
    take(event, now) {
      told.take(event, now);
      tell();
    },
    setState(next) {
      state = next;
      tell();
    },
    subscribe,
    version,
  };
}

/** Calls listeners once for all that changes before the next frame. */
function createTelling(later: (call: () => void) => void) {
  const listeners = new Set<Listener>();
  let version = 0;
  let isDue = false;
  return {
    version: () => version,
    tell() {
      version += 1;
      if (isDue) return;
      isDue = true;
      later(() => {
        isDue = false;
        for (const listener of listeners) listener();
      });
    },
    subscribe(listener: Listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What was told, under the keys of the vehicles; of one whose key is not known yet it waits. */
function createTold() {
  const vehicles = new Map<string, LiveVehicle>();
  const early = new Map<string, LiveVehicle>();
  const keysById = new Map<string, string>();
  let isLive = false;
  const change = (id: string, event: LiveEvent, now: number) => {
    const known = keysById.get(id);
    const [place, key] = known === undefined ? [early, id] : [vehicles, known];
    const before = place.get(key) ?? { key, status: {}, alerts: new Set<string>(), isStolen: false };
    place.set(key, { ...step(before, event), ...(isLive ? { heardAt: now } : {}) });
  };
  const forget = (id: string) => {
    const key = keysById.get(id);
    if (key !== undefined) vehicles.delete(key);
    early.delete(id);
  };
  return {
    vehicles,
    keyOf: (id: string) => keysById.get(id),
    know(id: string, key: string) {
      keysById.set(id, key);
      const waiting = early.get(id);
      if (waiting) vehicles.set(key, { ...waiting, key });
      early.delete(id);
    },
    take(event: LiveEvent, now: number) {
      if (event.event === 'ready') isLive = true;
      else if (event.event === 'gone') forget(event.vehicle);
      else if ('vehicle' in event) change(event.vehicle, event, now);
      else if (event.event === 'reset') {
        isLive = false;
        vehicles.clear();
        early.clear();
      }
    },
  };
}

/** A vehicle after an event. */
export function step(before: LiveVehicle, event: LiveEvent): LiveVehicle {
  switch (event.event) {
    case 'position':
      return { ...before, position: event.position };
    case 'status':
      return { ...before, status: mergeStatus(before.status, event.status) };
    case 'trip':
      return withTrip(before, event);
    case 'alert':
      return { ...before, alerts: withAlert(before.alerts, event) };
    case 'stolen':
      return { ...before, isStolen: event.change === 'started' };
    default:
      return before;
  }
}

function withTrip(before: LiveVehicle, { trip, change }: Extract<LiveEvent, { event: 'trip' }>): LiveVehicle {
  if (change === 'started') return { ...before, trip };
  const { trip: current, ...others } = before;
  return current === undefined || current.id === trip.id ? others : before;
}

function withAlert(
  before: ReadonlySet<string>,
  { alert, change }: Extract<LiveEvent, { event: 'alert' }>,
): ReadonlySet<string> {
  const after = new Set(before);
  if (change === 'opened' || (change === 'changed' && alert.active)) after.add(alert.id);
  else after.delete(alert.id);
  return after;
}
