import type { Apply } from './batch.ts';

/** Per vehicle, reports take effect in the order of their time; those of one time as they came. */
export const orderReports: Apply = {
  name: 'order reports',
  run({ vehicles }) {
    for (const { reports } of vehicles.values()) {
      if (reports.length > 1) reports.sort((one, other) => one.at - other.at);
    }
  },
};
