import type { JsonObject } from '../read-json.ts';
import type { Block } from './block.ts';
import {
  alarmStates,
  alarmTriggers,
  crashSensorStates,
  crashSensors,
  crashSeverities,
  crashSides,
} from './codes.ts';
import { millisecondsFrom2000 } from './times.ts';

/** Furthest from 1970 that a JavaScript date can be, milliseconds. */
const dateMax = 8.64e15;

/** A trigger without its time cannot be told from the one before, so it takes both keys. */
export const alarm: Block = {
  keys: ['al', 'ax', 'aw'],
  read({ al, ax, aw }) {
    const groups: JsonObject = {};
    // A number that is no code goes on as it is: unify refuses it and counts it.
    if (al !== undefined) groups['alarm.status'] = { activation: alarmStates[al] ?? al };
    if (ax !== undefined && aw !== undefined)
      groups['alarm.trigger'] = { type: alarmTriggers[ax] ?? ax, startAt: timeFrom2000(aw) };
    return groups;
  },
};

function timeFrom2000(seconds: number): string | number {
  const at = millisecondsFrom2000(seconds);
  return Math.abs(at) > dateMax ? seconds : new Date(at).toISOString();
}

/** Two bits of a word. */
function pair(word: number, shift: number): 0 | 1 | 2 | 3 {
  return ((word >>> shift) & 3) as 0 | 1 | 2 | 3;
}

export const crash: Block = {
  keys: ['cr'],
  read({ cr }) {
    if (cr === undefined) return {};
    const details: JsonObject[] = crashSides.flatMap((side, index) => {
      const severity = crashSeverities[pair(cr, 2 * index)];
      return severity ? [{ side, severity }] : [];
    });
    const sensors: JsonObject = {};
    for (const [name, shift] of Object.entries(crashSensors)) {
      const state = crashSensorStates[pair(cr, shift)];
      if (state !== undefined) sensors[name] = state;
    }
    const isTold = details.length > 0 || Object.values(sensors).includes(true);
    if (!isTold) return {};
    // Rolled over, or somebody was hit, and no side says so: the group wants one.
    const sides = details.length > 0 ? details : [{ side: sensors.tippedOver ? 'Lateral' : 'Front' }];
    return { collision: { details: sides, ...sensors } };
  },
};
