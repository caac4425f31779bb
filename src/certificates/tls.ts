import type { Server } from 'node:https';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import { SettingsError } from '../config/parse.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Database } from '../store/database.ts';
import { type CheckCertificate, createCheck } from './check.ts';
import { anchorsOf } from './identify.ts';
import { createPresented } from './presented.ts';
import {
  type CertificateFiles,
  type CertificateSettings,
  type ReadFiles,
  readCertificateFiles,
} from './settings-files.ts';

/** TLS of the server, and the certificates of those who come in with login and password. */
export type Tls = {
  /** What an https server is made with; absent where Roadwire speaks plain HTTP. */
  options?: TlsOptions;
  /** Gives every new connection of a server the newest certificates. */
  attach(server: Server): void;
  /** What other servers show, now and whenever it is read anew. */
  show(take: (certificate: { cert: string; key: string }) => void): void;
  /** How the certificates of clients are checked; undefined where none are asked for. */
  checkWith(database: Database): CheckCertificate | undefined;
  /** Reads the files again; what is wrong is logged, and what was good before goes on. */
  reload(): void;
  stop(): Promise<void>;
};

const lookEveryMs = 1000;
const soonMs = 14 * 86_400_000;

/**
 * Reads the certificates that the settings name, and reads them again as the files change. Throws a `SettingsError`
 * that names everything that is wrong with them.
 */
export function openTls(settings: CertificateSettings, { clock, log }: { clock: Clock; log: Log }): Tls {
  const first = readCertificateFiles(settings, clock.now());
  if (first.faults.length > 0) throw new SettingsError(first.faults);
  let { files } = first;
  let presented = presentedOf(settings, files);
  let lastSeen = textOf(first);
  let doubted = '';
  const renewed: (() => void)[] = [];
  warnBeforeEnd(files, clock.now(), log);

  function look(isAsked: boolean): void {
    const found = readCertificateFiles(settings, clock.now());
    const text = textOf(found);
    if (text === lastSeen && !isAsked) return;
    const isWrong = found.faults.length > 0;
    // Files are written one after another: what is wrong now may be right a moment later.
    if (isWrong && text !== doubted && !isAsked) {
      doubted = text;
      return;
    }
    lastSeen = text;
    if (isWrong) {
      log.error({ faults: found.faults }, 'certificates cannot be taken: those from before go on');
      return;
    }
    files = found.files;
    presented = presentedOf(settings, files);
    for (const renew of renewed) renew();
    log.info('certificates were read again');
    warnBeforeEnd(files, clock.now(), log);
  }

  const timer =
    files.server || files.clients ? setInterval(() => look(false), lookEveryMs).unref() : undefined;
  const isRequired = settings.tlsClientCert === 'required';
  return {
    ...(files.server ? { options: serverOptions(settings, files) } : {}),
    attach(server) {
      renewed.push(() => server.setSecureContext(contextOf(files)));
      server.on('tlsClientError', ({ message }) => log.debug({ reason: message }, 'no TLS came about'));
    },
    show(take) {
      const tell = () => files.server && take(files.server);
      tell();
      renewed.push(tell);
    },
    checkWith: (database) =>
      files.clients &&
      createCheck({ isRequired, presented: (request) => presented(request), database, clock }),
    reload: () => look(true),
    stop: async () => clearInterval(timer),
  };
}

function presentedOf(settings: CertificateSettings, { clients }: CertificateFiles) {
  return createPresented(settings, clients ? anchorsOf(clients.certificates, clients.own) : []);
}

/** Whether two readings are the same. */
function textOf({ files: { server, clients }, faults }: ReadFiles): string {
  return JSON.stringify([server?.cert, server?.key, clients?.ca, clients?.own?.fingerprint256, faults]);
}

function contextOf({ server, clients }: CertificateFiles): SecureContextOptions {
  const { cert, key } = server ?? {};
  return {
    cert,
    key,
    minVersion: 'TLSv1.2',
    ...(clients ? { ca: clients.ca } : {}),
  };
}

/**
 * A certificate is asked of every client, as it is not known yet what it will ask for; who needs one is decided for
 * each request. Browsers have none of these authorities, and ask their users nothing.
 */
function serverOptions({ tlsClientCert }: CertificateSettings, files: CertificateFiles): TlsOptions {
  return {
    ...contextOf(files),
    handshakeTimeout: 10_000,
    requestCert: tlsClientCert !== 'off',
    rejectUnauthorized: false,
  };
}

function warnBeforeEnd({ server, clients }: CertificateFiles, now: number, log: Log): void {
  for (const { subject, validTo } of [...(server?.certificates ?? []), ...(clients?.certificates ?? [])])
    if (Date.parse(validTo) - now < soonMs) log.warn({ subject, validTo }, 'a certificate ends soon');
}
