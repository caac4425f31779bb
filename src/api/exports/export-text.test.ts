import { XMLParser } from 'fast-xml-parser';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import type { VehicleAsk } from '../shared/ask.ts';
import { columnsOf } from './columns.ts';
import { csvText } from './csv.ts';
import { exportText, type Source } from './export-text.ts';
import type { Element, Exports, TrackPoint } from './exports.ts';
import { gpxText } from './gpx.ts';

const Point = Type.Object({ at: Type.String(), name: Type.String(), longitude: Type.Number() });

const points: Exports = {
  name: 'points',
  pageSize: 2,
  shape: 'points',
  pointOf: (element) => ({ longitude: Number(element.longitude), latitude: 1, at: String(element.at) }),
};

/** A list of so many elements, and how many pages of it were read. */
function listOf(count: number) {
  let pagesRead = 0;
  const source: Source = {
    exports: points,
    columns: columnsOf(Point),
    title: 'car',
    query: {},
    ask: async (query) => ({ query }) as VehicleAsk,
    async read({ query }) {
      pagesRead += 1;
      const from = Number(query.pageToken ?? 0);
      const found = Array.from({ length: Math.min(2, count - from) }, (_, index) => elementAt(from + index));
      const next = { href: `http://host/list?pageToken=${from + 2}` };
      return { total: count, _links: from + 2 < count ? { next } : {}, _embedded: { points: found } };
    },
  };
  return { source, pagesRead: () => pagesRead };
}

const elementAt = (index: number): Element => ({
  at: new Date(Date.UTC(2026, 4, 4) + index * 60_000).toISOString(),
  name: `p${index}`,
  longitude: -index / 10,
});

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

async function* inPages<Item>(...pages: Item[][]) {
  yield* pages;
}

describe('an export', () => {
  it('has every element of every page once', async () => {
    const csv = await textOf(exportText('csv', listOf(7).source));
    expect(csv.split('\r\n').map((line) => line.split(',')[1])).toEqual([
      'name',
      ...[0, 1, 2, 3, 4, 5, 6].map((index) => `p${index}`),
      undefined,
    ]);
    const { features } = JSON.parse(await textOf(exportText('geojson', listOf(7).source)));
    expect(features.map(({ properties }: { properties: object }) => properties)).toHaveLength(7);
    expect(features[6]).toEqual({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [-0.6, 1] },
      properties: { at: elementAt(6).at, name: 'p6' },
    });
  });

  it('reads no page before it is wanted', async () => {
    const { source, pagesRead } = listOf(1000);
    const text = exportText('csv', source);
    await text.next();
    await text.next();
    expect(pagesRead()).toBeLessThanOrEqual(2);
    await text.return(undefined);
    expect(pagesRead()).toBeLessThanOrEqual(2);
  });

  it('of nothing is a whole file all the same', async () => {
    expect(await textOf(exportText('csv', listOf(0).source))).toBe('at,name,longitude\r\n');
    const empty = JSON.parse(await textOf(exportText('geojson', listOf(0).source)));
    expect(empty).toEqual({ type: 'FeatureCollection', features: [] });
    const { gpx } = new XMLParser().parse(await textOf(exportText('gpx', listOf(0).source)));
    expect(gpx.trk.name).toBe('car');
  });
});

describe('CSV', () => {
  it('quotes what needs it and lets nothing be taken for a formula but numbers', async () => {
    const Row = Type.Object({ text: Type.String(), number: Type.Number(), flag: Type.Boolean() });
    const texts = ['=1+1', '+1', '-1', '@sum', '\tx', 'a,b', 'say "so"', 'two\nlines', ''];
    const rows = texts.map((text) => ({ text, number: -1.5, flag: false }));
    const csv = await textOf(csvText(inPages<Element>(rows), columnsOf(Row)));
    expect(csv.split('\r\n')).toEqual([
      'text,number,flag',
      "'=1+1,-1.5,false",
      "'+1,-1.5,false",
      "'-1,-1.5,false",
      "'@sum,-1.5,false",
      "'\tx,-1.5,false",
      '"a,b",-1.5,false',
      '"say ""so""",-1.5,false',
      '"two\nlines",-1.5,false',
      ',-1.5,false',
      '',
    ]);
  });

  it('has a column for each value of the schema, and those of typed entries under their type', () => {
    const Element = Type.Object({
      _links: Type.Object({ self: Type.String() }),
      createdAt: Type.String(),
      energies: Type.Array(
        Type.Object({
          type: Type.Unsafe<string>({ type: 'string', enum: ['Fuel', 'Electric'] }),
          level: Type.Number(),
          extension: Type.Object({
            fuel: Type.Object({ total: Type.Number() }),
            electric: Type.Object({ residual: Type.Number() }),
          }),
        }),
      ),
      doors: Type.Array(Type.String()),
    });
    const columns = columnsOf(Element);
    expect(columns.map(({ name }) => name)).toEqual([
      'createdAt',
      'energies.Fuel.level',
      'energies.Fuel.fuel.total',
      'energies.Electric.level',
      'energies.Electric.electric.residual',
      'doors',
    ]);
    const row = { createdAt: 'now', energies: [{ type: 'Electric', level: 7 }], doors: ['Trunk'] };
    expect(columns.map(({ of }) => of(row))).toEqual([
      'now',
      undefined,
      undefined,
      7,
      undefined,
      '["Trunk"]',
    ]);
  });
});

describe('GPX', () => {
  it('escapes names, and begins a segment after a gap', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 6, minute)).toISOString();
    const point = (minute: number): TrackPoint => ({
      longitude: 2,
      latitude: 48,
      altitude: 35,
      at: at(minute),
    });
    const pages = inPages([point(0), point(1)], [point(30)]);
    const text = await textOf(gpxText(once({ name: '<car> & "co"', pages })));
    expect(text).not.toContain('<car>');
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      isArray: (name) => name === 'trkseg',
    });
    expect(text).toContain('<gpx version="1.1"');
    const { gpx } = parser.parse(text);
    expect(gpx.trk.name).toBe('<car> & "co"');
    expect(gpx.trk.trkseg).toEqual([
      { trkpt: [0, 1].map((minute) => ({ '@lat': '48', '@lon': '2', ele: 35, time: at(minute) })) },
      { trkpt: { '@lat': '48', '@lon': '2', ele: 35, time: at(30) } },
    ]);
  });
});

async function* once<Item>(item: Item) {
  yield item;
}
