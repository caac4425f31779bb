import { setTimeout as delay } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import type { Credentials } from '../load/load-config.ts';

/** Reports in one message: all of them fit into what a server takes by default. */
const reportsPerMessage = 300;
const underWayMax = 4;
/** Nothing the product does with a message takes as long. */
const patienceMs = 60_000;

/** Sends the reports in their order, over one connection; gives how many, when all were acknowledged. */
export async function sendHistory(
  mqttUrl: string,
  { vin, username, password }: Credentials,
  reports: Iterable<object>,
): Promise<number> {
  const client = await connectAsync(mqttUrl, { username, password, clientId: vin, reconnectPeriod: 0 });
  const lost = new Promise<never>((_, reject) => {
    client.once('close', () => reject(new Error(`the server let ${vin} go`)));
  });
  lost.catch(() => undefined); // the line is closed at the end, too
  const publish = (batch: object[]) =>
    client.publishAsync(`vehicles/${vin}/reports`, JSON.stringify(batch), { qos: 1 });
  const underWay: Promise<unknown>[] = [];
  let sent = 0;
  for (const batch of batchesOf(reports)) {
    if (underWay.length >= underWayMax) await Promise.race([underWay.shift(), lost, givenUp(vin)]);
    underWay.push(publish(batch));
    sent += batch.length;
  }
  await Promise.race([Promise.all(underWay), lost, givenUp(vin)]);
  await client.endAsync();
  return sent;
}

async function givenUp(vin: string): Promise<never> {
  await delay(patienceMs, undefined, { ref: false });
  throw new Error(`a message of ${vin} was not acknowledged within ${patienceMs / 1000} s`);
}

function* batchesOf(reports: Iterable<object>): Generator<object[]> {
  let batch: object[] = [];
  for (const report of reports) {
    batch.push(report);
    if (batch.length < reportsPerMessage) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
