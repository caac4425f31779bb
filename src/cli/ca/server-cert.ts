import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { authorityFiles, openAuthority, privatePem } from '../../certificates/authority.ts';
import { issueServerCertificate } from '../../certificates/issue.ts';
import { systemClock } from '../../lib/clock.ts';
import { command, commandContext, wholeNumber } from '../command.ts';

const hostName =
  /^(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

export const serverCertificate = command(
  'server-cert',
  'make a certificate for this server, to try TLS with; those who call have to believe the built-in authority',
  'ca server-cert localhost 127.0.0.1',
)
  .argument('<host...>', 'names and addresses that it is called by')
  .option('--days <n>', 'how long it holds', wholeNumber(1, 825), 90)
  .action(async (hosts: string[], { days }: { days: number }) => {
    const { settings, print } = commandContext({ isQuiet: true });
    const wrong = hosts.filter((host) => !isIP(host) && !hostName.test(host));
    if (wrong.length > 0) throw new Error(`host: ${wrong.join(' ')}, expected names and IP addresses`);
    const authority = await openAuthority(settings.dataDir);
    const { certificate, key } = await issueServerCertificate(authority, hosts, {
      now: systemClock.now(),
      days,
    });
    const folder = join(settings.dataDir, 'tls');
    const [certFile, keyFile] = [join(folder, 'server.pem'), join(folder, 'server.key')];
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    writeFileSync(keyFile, await privatePem(key), { mode: 0o600 });
    writeFileSync(certFile, `${certificate.toString('pem')}\n`, { mode: 0o644 });
    const ca = authorityFiles(settings.dataDir).certificate;
    print(`ROADWIRE_TLS_CERT=${certFile}\nROADWIRE_TLS_KEY=${keyFile}`);
    print(`\nWith these two settings, after "npx roadwire start":\n`);
    print(`  curl --cacert ${ca} https://${nameInUrl(hosts[0] ?? '')}:${settings.httpPort}/health/live`);
  });

function nameInUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
