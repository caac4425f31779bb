import type { Remote } from '../../api/model.ts';
import { type WeekDay, weekDays } from '../../words/week-words.ts';

/** A program of preconditioning or charging as it stands in a form; times are those of the day, `HH:MM`. */
export type ProgramForm = {
  slot: number;
  isOn: boolean;
  start: string;
  /** Of charging; empty for none. */
  end: string;
  days: readonly WeekDay[];
};

export const newProgram = (slot: number): ProgramForm => ({
  slot,
  isOn: true,
  start: '07:00',
  end: '',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
});

/** `08:30` is `PT8H30M`: a duration since midnight. */
export function durationFrom(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours === 0 && minutes === 0
    ? 'PT0H'
    : `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}`;
}

/** The other way round; empty for what is no such duration. Seconds are left out. */
export function timeFrom(duration: string | undefined): string {
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration ?? '');
  if (!found) return '';
  const minutes = Number(found[1] ?? 0) * 60 + Number(found[2] ?? 0) + Math.floor(Number(found[3] ?? 0) / 60);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** Whether a form can be sent: it has a time and a day. */
export const isWhole = ({ start, days }: ProgramForm) => /^\d\d:\d\d$/.test(start) && days.length > 0;

const ordered = (days: readonly WeekDay[]) => weekDays.filter((day) => days.includes(day));

/** Sets one program of preconditioning. */
export function climateBody({ slot, isOn, start, days }: ProgramForm): Remote {
  const program = {
    slot,
    actionsType: 'Set',
    enabled: isOn,
    recurrence: 'Daily',
    start: durationFrom(start),
  } as const;
  return {
    preconditioning: { airConditioning: { programs: [{ ...program, occurence: { day: ordered(days) } }] } },
  };
}

export const deleteClimateBody = (slot: number): Remote => ({
  preconditioning: { airConditioning: { programs: [{ slot, actionsType: 'Delete' }] } },
});

/** All programs of charging; only fleets have slots. */
export function chargeBody(programs: readonly ProgramForm[], { hasSlots }: { hasSlots: boolean }): Remote {
  const list = programs.map(({ slot, isOn, start, end, days }) => ({
    ...(hasSlots ? { slot } : {}),
    start: durationFrom(start),
    ...(end === '' ? {} : { end: durationFrom(end) }),
    occurence: { day: ordered(days) },
    enabled: isOn,
  }));
  return { charging: { schedule: { programs: list } } };
}

/** The forms of the programs of charging that a body has; slots where it has none go by the order. */
export function chargeForms(body: Remote): ProgramForm[] {
  return (body.charging?.schedule?.programs ?? []).map((one, index) => formOf(one, index));
}

/** The form of the program of preconditioning that a body sets. */
export function climateForms(body: Remote): ProgramForm[] {
  const programs = body.preconditioning?.airConditioning.programs ?? [];
  return programs.filter(({ actionsType }) => actionsType !== 'Delete').map(formOf);
}

type Program = {
  slot?: number;
  enabled?: boolean;
  start?: string;
  end?: string;
  occurence?: { day?: WeekDay[] };
};

const formOf = (program: Program, index: number): ProgramForm => ({
  slot: program.slot ?? index + 1,
  isOn: program.enabled ?? true,
  start: timeFrom(program.start),
  end: timeFrom(program.end),
  days: program.occurence?.day ?? weekDays,
});
