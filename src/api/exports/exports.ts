import type { VehicleAsk } from '../shared/ask.ts';

export const exportFormats = ['csv', 'gpx', 'geojson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** An element of a list as the operation presents it. */
export type Element = Readonly<Record<string, unknown>>;

/** Degrees WGS 84, m, RFC 3339. */
export type TrackPoint = { longitude: number; latitude: number; altitude?: number; at: string };

type Described = {
  /** What the file is called, with the id of what it is about. */
  name: string;
  /** Elements read at once. */
  pageSize: number;
  /** Parameters that hold unless the request says otherwise. */
  query?: Readonly<Record<string, unknown>>;
};

/**
 * What an operation of a vehicle can be had as beside JSON. The rows are those of the operation itself, all its
 * pages one after another, so that nothing else decides what is in them. The columns of CSV follow from its
 * schema.
 */
export type Exports = Described &
  (
    | {
        /** Each element is a point, or has none. */
        shape: 'points';
        pointOf(element: Element): TrackPoint | undefined;
      }
    | {
        /** Each element is a way; its points are what this read lists. */
        shape: 'ways';
        readWay(ask: VehicleAsk, element: Element): Promise<object>;
      }
  );
