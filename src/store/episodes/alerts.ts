import type { Alert } from '../../model/episodes.ts';
import { type EpisodeRow, episodesOf } from './episodes.ts';

export type AlertRow = EpisodeRow<Alert>;

/** Alerts, in ascending order of start. */
export const { read: readAlerts, count: countAlerts, find: findAlert } = episodesOf<Alert>('alerts');
