import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ruleOf, told, watch } from '../../test/support/watched-vehicle.ts';
import type { Groups } from '../model/groups.ts';
import type { Trigger } from '../model/monitor.ts';
import type { RaisedEvent, Sees } from './rule.ts';

/**
 * A clerk who looks at everything again every ten seconds, and writes down what he would have told: what
 * the engine raises has to be the same, although it looks only when something may have changed.
 */
const beatMs = 10_000;
const beats = (count: number) => count * beatMs;
const t0 = Date.UTC(2026, 4, 4, 19, 50);
const ten = Date.UTC(2026, 4, 4, 20);
const dwellMs = beats(6);
const silenceMs = beats(180);
const refreshMs = beats(6);

const center = { longitude: 2.35, latitude: 48.85 };
const place = { radius: 10, center };
const places = { in: { longitude: 2.34, latitude: 48.86 }, out: { longitude: 4.83, latitude: 45.76 } };
const night = { recurrence: 'Daily' as const, start: 'PT22H', duration: 'PT10M' };

const triggers: Trigger[] = [
  { name: 'low', data: { data: 'vehicle.energy.electric.level', op: 'lowerThan', value: ['20'] } },
  { name: 'plug', data: { data: 'vehicle.energy.charging.plugged', op: 'onChange' } },
  { name: 'alert', data: { data: 'vehicle.alert', op: 'includedIn', value: ['FuelLevelLow', 'RiskOfIce'] } },
  { name: 'zone', zone: { transition: 'In', place } },
  { name: 'dwell', zone: { transition: 'Out', place, minDuration: dwellMs / 1000 } },
  { name: 'night', time: { times: [night], timeZone: 'Europe/Paris' } },
];
const names = triggers.map(({ name }) => name);

/** So that being in use is what the kinetic group tells, and no trip. */
const seesNoTrips: Sees = (what) => what !== 'trips';

type Alert = 'FuelLevelLow' | 'RiskOfIce' | 'AddWasherFluid';
type Told = { level?: number; plugged?: boolean; at?: 'in' | 'out'; lit?: Alert[]; moving?: boolean };

function groupsOf({ level, plugged, at, lit, moving }: Told): Groups {
  const hasEnergy = level !== undefined || plugged !== undefined;
  return {
    odometer: { mileage: 1 },
    ...(hasEnergy && {
      'energies.Electric': {
        type: 'Electric',
        ...(level !== undefined && { level }),
        ...(plugged !== undefined && { extension: { electric: { charging: { plugged } } } }),
      },
    }),
    ...(at && { position: places[at] }),
    ...(lit && { alerts: { active: lit } }),
    ...(moving !== undefined && { kinetic: { moving } }),
  };
}

type Fact = { is: boolean | undefined; former: boolean | undefined };

/** What the clerk has in his book. */
function createClerk(isTrue: (values: Record<string, boolean>) => boolean) {
  const book = { levels: [] as number[], plugs: [] as boolean[], lit: [] as Alert[] | undefined };
  book.lit = undefined;
  const fixes: { at: number; is: 'in' | 'out' }[] = [];
  let kinetic: { at: number; moving: boolean } | undefined;
  let facts: Record<string, Fact> = {};
  let dwell: { counts: 'in' | 'out'; since?: number } | undefined;
  let eventAt: number | undefined;
  const raised: { at: number; refresh: boolean }[] = [];

  const was = (name: string) => facts[name]?.is;

  function dwelling(now: number): Fact {
    const fix = fixes.at(-1);
    if (!fix) return { is: undefined, former: undefined };
    dwell ??= { counts: fix.is };
    const before = dwell.counts;
    if (fix.is === dwell.counts) dwell = { counts: fix.is };
    else dwell = { ...dwell, since: dwell.since ?? fix.at };
    if (dwell.since !== undefined && now - dwell.since >= dwellMs) dwell = { counts: fix.is };
    return { is: dwell.counts === 'out', former: before === 'out' };
  }

  function look(now: number, news: Told): Record<string, Fact> {
    const level = book.levels.at(-1);
    const isPulse =
      news.plugged !== undefined && book.plugs.length > 1 && book.plugs.at(-1) !== book.plugs.at(-2);
    const fix = fixes.at(-1);
    const inUse = kinetic?.moving === true && now < kinetic.at + silenceMs;
    const watched = book.lit?.filter((one) => one !== 'AddWasherFluid');
    return {
      low: { is: level === undefined ? undefined : level < 20, former: was('low') },
      plug: { is: book.plugs.length === 0 ? was('plug') : isPulse, former: isPulse ? false : was('plug') },
      alert: { is: watched && watched.length > 0, former: freshlyLit(news) ? false : was('alert') },
      zone: { is: fix && fix.is === 'in', former: was('zone') ?? (fix && fix.is === 'in') },
      dwell: dwelling(now),
      night: { is: inUse && now >= ten && now < ten + beats(60), former: was('night') },
    };
  }

  let litBefore: readonly Alert[] = [];
  const freshlyLit = ({ lit }: Told) =>
    lit?.some((one) => one !== 'AddWasherFluid' && !litBefore.includes(one));

  /** Whether it is true whatever is not known may be. */
  const holds = (values: Record<string, boolean | undefined>) => {
    const open = names.filter((name) => values[name] === undefined);
    return Array.from({ length: 2 ** open.length }, (_, guess) =>
      isTrue(
        Object.fromEntries(
          names.map((name) => [name, values[name] ?? ((guess >> open.indexOf(name)) & 1) === 1]),
        ),
      ),
    ).every(Boolean);
  };
  const pick = (of: Record<string, Fact>, key: keyof Fact) =>
    Object.fromEntries(Object.entries(of).map(([name, fact]) => [name, fact[key]]));

  function note(now: number, news: Told): void {
    const { level, plugged, at, lit, moving } = news;
    if (level !== undefined) book.levels.push(level);
    if (plugged !== undefined) book.plugs.push(plugged);
    if (at) fixes.push({ at: now, is: at });
    if (moving !== undefined) kinetic = { at: now, moving };
    litBefore = book.lit ?? [];
    if (lit) book.lit = lit;
  }

  return {
    raised,
    beat(now: number, news: Told | undefined): void {
      if (news) note(now, news);
      const seen = look(now, news ?? {});
      const isRising = !holds(pick(seen, 'former')) && holds(pick(seen, 'is'));
      facts = { ...seen, plug: { is: seen.plug?.is === undefined ? undefined : false, former: undefined } };
      const stays = holds(pick(facts, 'is'));
      if (isRising) raised.push({ at: now, refresh: false });
      else if (stays && eventAt !== undefined && (now - eventAt) % refreshMs === 0)
        raised.push({ at: now, refresh: true });
      if (isRising) eventAt = now;
      if (!stays) eventAt = undefined;
    },
  };
}

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const anyTold: fc.Arbitrary<Told> = fc
  .record({
    level: maybe(fc.constantFrom(10, 19, 20, 50)),
    plugged: maybe(fc.boolean()),
    at: maybe(fc.constantFrom('in' as const, 'out' as const)),
    lit: maybe(fc.subarray<Alert>(['FuelLevelLow', 'RiskOfIce', 'AddWasherFluid'])),
    moving: maybe(fc.boolean()),
  })
  .map((one) => JSON.parse(JSON.stringify(one)) as Told);
const anyStory = fc.array(
  fc.record({
    gap: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 220 })),
    told: anyTold,
  }),
  { minLength: 1, maxLength: 25 },
);

/** Expressions over some of the triggers, for both. */
const { anyExpression } = fc.letrec<{ anyExpression: string }>((tie) => ({
  anyExpression: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...names),
    tie('anyExpression').map((inner) => `!(${inner})`),
    fc
      .tuple(tie('anyExpression'), fc.constantFrom('&', '|'), tie('anyExpression'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
  ),
}));

function usable(expression: string): boolean {
  const used = names.filter((name) => expression.includes(name));
  if (used.length > 5) return false;
  const answers = Array.from({ length: 2 ** used.length }, (_, bits) =>
    evaluatorOf(expression)(
      Object.fromEntries(used.map((name, index) => [name, ((bits >> index) & 1) === 1])),
    ),
  );
  return answers.includes(true) && answers.includes(false);
}

function evaluatorOf(expression: string): (values: Record<string, boolean>) => boolean {
  const script = expression
    .replace(/[a-z]+/g, (name) => `v.${name}`)
    .replaceAll('&', '&&')
    .replaceAll('|', '||');
  return new Function('v', `return ${script};`) as (values: Record<string, boolean>) => boolean;
}

const briefly = (events: readonly RaisedEvent[]) => events.map(({ at, refresh }) => ({ at, refresh }));

/** The engine with a clock that wakes it when it asked for that, or one that never does until the end. */
function run(
  boolExp: string,
  story: readonly { gap: number; told: Told }[],
  isWoken: boolean,
): RaisedEvent[] {
  const used = triggers.filter(({ name }) => boolExp.includes(name));
  const car = watch(ruleOf({ triggers: used, boolExp, refreshEvent: refreshMs / 1000, sees: seesNoTrips }));
  const events: RaisedEvent[] = [];
  const wake = (until: number) => {
    for (let dueAt = car.dueAt(); dueAt !== undefined && dueAt <= until; dueAt = car.dueAt()) {
      if (!isWoken) return;
      events.push(...car.tick(dueAt));
    }
  };
  let at = t0;
  for (const { gap, told: news } of story) {
    wake(at + beats(gap) - 1);
    at += beats(gap);
    events.push(...car.report(at, groupsOf(news)));
  }
  wake(at + beats(200));
  return events;
}

it('what is raised is what a clerk would tell who looks at everything all the time', () => {
  fc.assert(
    fc.property(anyExpression.filter(usable), anyStory, (boolExp, story) => {
      const clerk = createClerk(evaluatorOf(boolExp));
      const news = new Map<number, Told>();
      let at = t0;
      for (const { gap, told: one } of story) news.set((at += beats(gap)), one);
      for (let now = t0 + beats(story[0]?.gap ?? 0); now <= at + beats(200); now += beatMs)
        clerk.beat(now, news.get(now));
      expect(briefly(run(boolExp, story, true))).toEqual(clerk.raised);
    }),
    { numRuns: 300 },
  );
});

it('what is raised without anybody being woken is the same, and of reminders the last of each stretch', () => {
  fc.assert(
    fc.property(anyExpression.filter(usable), anyStory, (boolExp, story) => {
      const at = t0 + beats(story.reduce((sum, { gap }) => sum + gap, 0));
      const woken = run(boolExp, story, true).filter((event) => event.at <= at);
      const asleep = run(boolExp, story, false);
      const first = (events: readonly RaisedEvent[]) => briefly(events).filter(({ refresh }) => !refresh);
      expect(first(asleep)).toEqual(first(woken));
      const reminders = new Set(woken.map((event) => `${event.at} ${JSON.stringify(told(event))}`));
      for (const event of asleep) expect(reminders).toContain(`${event.at} ${JSON.stringify(told(event))}`);
    }),
    { numRuns: 200 },
  );
});
