import { expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { createCarriedLog, logCarried } from './carried-log.ts';

it('a carried line says what it would have said at once, without secrets', () => {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'info', logPretty: false }, { write: (line) => void lines.push(line) });
  const carried = createCarriedLog('info', (line) => logCarried(log, line));
  const err = Object.assign(new TypeError('away'), { code: 'ECONNREFUSED' });
  carried.warn({ err, count: 2, secret: 'whsec_1', vin: 'VR1' }, 'it broke');
  carried.debug('too small to be told');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'warn',
      time: expect.any(String),
      err: { name: 'TypeError', message: 'away', code: 'ECONNREFUSED', stack: err.stack },
      count: 2,
      secret: '[redacted]',
      vin: '[redacted]',
      msg: 'it broke',
    },
  ]);
});
