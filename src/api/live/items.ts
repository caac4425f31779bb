import { type GroupName, type Groups, maskOf } from '../../model/groups.ts';
import type { VehiclePosition } from '../../model/motion.ts';
import type { Aged } from '../../model/vehicle-state.ts';
import type { EpisodeTable } from '../../store/episodes/episodes.ts';
import type { EpisodeNews, News, ReportNews } from '../../store/history/live-feed.ts';
import type { PrivacyMode } from '../present/visibility.ts';
import type { Progress } from './event-id.ts';

/** Kinds of events, by the table of what they tell. */
export const episodeTypes = {
  trips: 'trip',
  alerts: 'alert',
  alarms: 'alarm',
  collisions: 'collision',
  stolen_episodes: 'stolen',
} as const satisfies Record<EpisodeTable, string>;

export type EpisodeType = (typeof episodeTypes)[EpisodeTable];
export const liveTypes = ['position', 'status', ...Object.values(episodeTypes)] as const;
export type LiveType = (typeof liveTypes)[number];

/** A group that became the newest, with the privacy mode of its time. */
type Fresh = { aged: Aged<unknown>; privacy: PrivacyMode };

type Told =
  | { type: 'position'; at: number; privacy: PrivacyMode; position: VehiclePosition }
  | { type: 'status'; groups: Partial<Record<GroupName, Fresh>> }
  | { type: EpisodeType; episode: EpisodeNews };

/** What is to be told of a vehicle, and how far everything is then. Of one key the newest counts. */
export type Item = Told & { key: string; vehicleId: number; progress: Required<Progress> };

/** The events that a piece of news makes, in their order. */
export function itemsOf(news: News, progress: Required<Progress>, types: ReadonlySet<LiveType>): Item[] {
  const { vehicleId } = news;
  const { slots } = progress.partial;
  const item = (slot: number, name: string, told: Told): Item[] => {
    if (!types.has(told.type)) return [];
    const reached = { ...progress, partial: { ...progress.partial, slots: slot } };
    return [{ ...told, key: `${vehicleId} ${name}`, vehicleId, progress: reached }];
  };
  if ('episode' in news) {
    const { episode } = news;
    return item(slots, `${episode.table} ${episode.id}${episode.isExcerpt ? ' excerpt' : ''}`, {
      type: episodeTypes[episode.table],
      episode,
    });
  }
  const { report } = news;
  const groups = freshGroups(report);
  const position = hasGroup(report, 'position') ? report.groups.position : undefined;
  const { at, privacy } = report;
  return [
    ...(Object.keys(groups).length > 0 ? item(slots - 1, 'status', { type: 'status', groups }) : []),
    ...(position ? item(slots, 'position', { type: 'position', at, privacy, position }) : []),
  ];
}

/** The newer in the place of the older; what only the older status told stays in it. */
export function mergeItems(older: Item, newer: Item): Item {
  if (older.type !== 'status' || newer.type !== 'status') return newer;
  return { ...newer, groups: { ...older.groups, ...newer.groups } };
}

/** Groups that have events of their own are none of the status. */
const elsewhere = new Set<string>(['position', 'alerts', 'collision', 'stolen']);

function freshGroups(report: ReportNews): Partial<Record<GroupName, Fresh>> {
  const { at, receivedAt, source, privacy, groups } = report;
  const fresh = Object.entries(groups).filter(
    ([name]) => hasGroup(report, name as GroupName) && !elsewhere.has(name),
  );
  return Object.fromEntries(
    fresh.map(([name, value]) => [name, { privacy, aged: { value, at, receivedAt, source } }]),
  );
}

/** Bits beyond 2^31 are no numbers for `&`. */
function hasGroup({ kinds, groups }: ReportNews, name: keyof Groups): boolean {
  return groups[name] !== undefined && Math.floor(kinds / maskOf([name])) % 2 === 1;
}
