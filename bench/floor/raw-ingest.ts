import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Aedes, type PublishPacket } from 'aedes';
import { Client } from 'pg';
import { answerParent } from '../child-process.ts';
import { createGroupCommit } from './group-commit.ts';
import { copyRawRows, createRawTable, type RawRow } from './raw-rows.ts';

type Waiting = RawRow & { acknowledge: (error?: Error) => void };

const batchMax = 2000;

/**
 * The least that any cloud with our promise must do: take a message by MQTT, keep its bytes, acknowledge after
 * the commit. Everything Roadwire does beyond this is what the ratio to this floor shows.
 */
async function startRawIngest({ databaseUrl }: { databaseUrl: string }): Promise<{ port: number }> {
  const client = new Client({ connectionString: byNetwork(databaseUrl) });
  await client.connect();
  await client.query(createRawTable);
  const groupCommit = createGroupCommit<Waiting>(
    (rows) => copyRawRows(client, rows),
    (row, error) => row.acknowledge(error),
    batchMax,
  );

  const broker = await Aedes.createBroker({
    authorizePublish(_vehicle, packet, callback) {
      groupCommit.add({ ...rowOf(packet), acknowledge: callback });
    },
  });
  fanOutToNobody(broker);
  const server = createServer(broker.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port };
}

function rowOf({ topic, payload }: PublishPacket): RawRow {
  const vehicle = topic.slice(topic.indexOf('/') + 1, topic.lastIndexOf('/'));
  return { vehicle, receivedAt: Date.now(), payload: payload as Buffer };
}

/** There are no subscribers: spares the broker looking for them. */
function fanOutToNobody(broker: Aedes): void {
  broker.publish = (_packet: unknown, ...rest: unknown[]) => {
    const done = rest.at(-1);
    if (typeof done === 'function') done();
  };
}

/** The bulk of the floor goes a third faster by the network within the machine than by a socket of the file system. */
function byNetwork(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  return url.href;
}

answerParent(startRawIngest);
