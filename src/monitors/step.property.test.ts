import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ruleOf, told, watch } from '../../test/support/subscribers/watched-vehicle.ts';
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

/** What the clerk has in his book: of each thing what was told, newest last. */
type Book = {
  levels: number[];
  plugs: boolean[];
  lit: Alert[][];
  fixes: { at: number; is: 'in' | 'out' }[];
  motions: { at: number; moving: boolean }[];
};

function write(book: Book, at: number, { level, plugged, at: place, lit, moving }: Told): void {
  if (level !== undefined) book.levels.push(level);
  if (plugged !== undefined) book.plugs.push(plugged);
  if (place) book.fixes.push({ at, is: place });
  if (moving !== undefined) book.motions.push({ at, moving });
  if (lit) book.lit.push(lit.filter((one) => one !== 'AddWasherFluid'));
}

type Values = Record<string, boolean | undefined>;

const unknown: Fact = { is: undefined, former: undefined };

/** Each trigger by itself: what it is, and what it counts as having been. */
const judges: Record<string, (book: Book, now: number, news: Told) => Partial<Fact>> = {
  low: ({ levels }) => ({ is: levels.length > 0 ? (levels.at(-1) as number) < 20 : undefined }),
  plug({ plugs }, _now, { plugged }) {
    return { is: plugged !== undefined && plugs.length > 1 && plugs.at(-1) !== plugs.at(-2), former: false };
  },
  alert({ lit }, _now, news) {
    const [now, before = []] = [lit.at(-1), lit.at(-2)];
    const isMore = news.lit !== undefined && now?.some((one) => !before.includes(one));
    return { is: now && now.length > 0, ...(isMore && { former: false }) };
  },
  zone({ fixes }) {
    const isIn = fixes.map(({ is }) => is === 'in').at(-1);
    return fixes.length === 1 ? { is: isIn, former: isIn } : { is: isIn };
  },
  night({ motions }, now) {
    const last = motions.at(-1);
    return { is: last?.moving === true && now < last.at + silenceMs && now >= ten && now < ten + beats(60) };
  },
};

/** On which side it counts as being: that on which it was seen first, or has been for long enough. */
function dwelling({ fixes }: Book, now: number): Fact {
  const [first] = fixes;
  if (!first) return unknown;
  const sideAt = (time: number) => {
    let side = first.is;
    let since: number | undefined;
    for (let at = first.at; at <= time; at += beatMs) {
      const seen = fixes.findLast((fix) => fix.at <= at) ?? first;
      since = seen.is === side ? undefined : (since ?? seen.at);
      if (since !== undefined && at - since >= dwellMs) {
        side = seen.is;
        since = undefined;
      }
    }
    return side;
  };
  return { is: sideAt(now) === 'out', former: sideAt(Math.max(first.at, now - beatMs)) === 'out' };
}

function createClerk(boolExp: string) {
  const isTrue = evaluatorOf(boolExp);
  const used = names.filter((name) => boolExp.includes(name));
  const book: Book = { levels: [], plugs: [], lit: [], fixes: [], motions: [] };
  const raised: { at: number; refresh: boolean }[] = [];
  let was: Values = {};
  let eventAt: number | undefined;

  /** Whether it is true whatever is not known may be. */
  const holds = (values: Values) => {
    const open = used.filter((name) => values[name] === undefined);
    return assignments(open).every((guess) => isTrue({ ...(values as Record<string, boolean>), ...guess }));
  };
  const look = (now: number, news: Told): [string, Fact][] =>
    used.map((name) => {
      if (name === 'dwell') return [name, dwelling(book, now)];
      return [name, { ...unknown, former: was[name], ...judges[name]?.(book, now, news) }];
    });
  const tell = (now: number, isRising: boolean) => {
    if (isRising) eventAt = now;
    if (eventAt !== undefined && (now - eventAt) % refreshMs === 0)
      raised.push({ at: now, refresh: !isRising });
  };

  return {
    raised,
    beat(now: number, news: Told = {}): void {
      write(book, now, news);
      const facts = look(now, news);
      const is = Object.fromEntries(facts.map(([name, fact]) => [name, fact.is]));
      const former = Object.fromEntries(facts.map(([name, fact]) => [name, fact.former]));
      was = 'plug' in is ? { ...is, plug: false } : is;
      const isRising = !holds(former) && holds(is);
      const stays = holds(was);
      if (!stays && !isRising) eventAt = undefined;
      tell(now, isRising);
      if (!stays) eventAt = undefined;
    },
  };
}

/** Every way in which some names can be true or false. */
const assignments = (some: readonly string[]): Record<string, boolean>[] =>
  Array.from({ length: 2 ** some.length }, (_, bits) =>
    Object.fromEntries(some.map((name, index) => [name, ((bits >> index) & 1) === 1])),
  );

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
  const answers = assignments(used).map(evaluatorOf(expression));
  return used.length <= 5 && answers.includes(true) && answers.includes(false);
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
      const clerk = createClerk(boolExp);
      const news = new Map<number, Told>();
      let at = t0;
      for (const { gap, told: one } of story) {
        at += beats(gap);
        news.set(at, one);
      }
      for (let now = t0 + beats(story[0]?.gap ?? 0); now <= at + beats(200); now += beatMs)
        clerk.beat(now, news.get(now));
      expect(briefly(run(boolExp, story, true))).toEqual(clerk.raised);
    }),
    { numRuns: 150 },
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
    { numRuns: 100 },
  );
});
