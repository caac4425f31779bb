import { readCertificateFiles } from '../../certificates/settings-files.ts';
import type { Settings } from '../../config/settings.ts';
import { systemClock } from '../../lib/clock.ts';

/** What is wrong with the files of certificates: a start names it with the other wrong settings. */
export function certificateFaults(settings: Partial<Settings> & Pick<Settings, 'dataDir'>): string[] {
  // A setting that is wrong itself was named before, and is not here.
  const known = { tlsClientCert: 'off', trustedProxies: ['127.0.0.1'], ...settings } as const;
  return readCertificateFiles(known, systemClock.now()).faults;
}
