import { Agent, request } from 'undici';
import type { Log } from '../../lib/log.ts';
import type { WakeUpChannel } from './channel.ts';

type Options = {
  /** `{vin}` in it stands for the VIN. It is the operator's own: nothing is refused. */
  url: string;
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
};

/** Calls at once, and calls that wait for their turn besides. */
const connections = 32;
const underWayMax = 1000;

/** Calls a gateway that wakes vehicles by SMS or however it likes: a POST with the VIN; any 2xx will do. */
export function createHttpWakeUp({ url, headers, timeoutMs }: Options, { log }: { log: Log }): WakeUpChannel {
  const agent = new Agent({ connections, pipelining: 1, connect: { timeout: timeoutMs } });
  let underWay = 0;
  async function call(vin: string): Promise<boolean> {
    const { statusCode, body } = await request(url.replaceAll('{vin}', encodeURIComponent(vin)), {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Roadwire', ...headers },
      body: JSON.stringify({ vin }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body.dump({ limit: 4096 });
    if (statusCode >= 200 && statusCode < 300) return true;
    log.warn({ code: statusCode }, 'the gateway for wake-ups refused one');
    return false;
  }
  return {
    name: 'http',
    async wake({ vin }) {
      if (underWay >= underWayMax) return false;
      underWay += 1;
      try {
        return await call(vin);
      } catch (error) {
        log.warn({ reason: (error as Error).name }, 'the gateway for wake-ups cannot be reached');
        return false;
      } finally {
        underWay -= 1;
      }
    },
    stop: () => agent.destroy(),
  };
}

/** Headers from the text of a file, one `Name: value` a line. Throws for a line that is none. */
export function headersFrom(text: string): Record<string, string> {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return Object.fromEntries(
    lines.map((line, index) => {
      const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*([\t\x20-\x7e]+)$/.exec(line) ?? [];
      // The line is not shown: it may be a secret.
      if (!name || !value)
        throw new Error(`line ${index + 1}: expected a header such as Authorization: Bearer …`);
      return [name.toLowerCase(), value];
    }),
  );
}
