import { describe, expect, it } from 'vitest';
import { newPayload, stampReport } from './report-template.ts';

describe('report template', () => {
  it('stays valid JSON of the same size, with new id, time and values', () => {
    const payload = newPayload('abcdefgh0001');
    const size = payload.length;
    const at = Date.parse('2026-05-04T07:15:02.250Z');
    for (let count = 1; count <= 12_345; count += 1) stampReport(payload, 0, at + count);
    const report = JSON.parse(payload.toString());
    expect(payload.length).toBe(size);
    expect(size).toBeGreaterThan(500);
    expect(report).toMatchObject({
      id: 'abcdefgh000100012345',
      at: new Date(at + 12_345).toISOString(),
      position: { longitude: 2.292345, latitude: 48.852345, heading: 145 },
      kinetic: { speed: 61.45 },
      engines: [{ speed: 1345 }],
    });
    expect(report.odometer.mileage).toBeGreaterThanOrEqual(100_000);
  });
});
