import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';

export type Login = { vin: string; username: string; secret: string };

/** A vehicle on the line. */
export type TestVehicle = {
  vin: string;
  client: MqttClient;
  /** Resolves with the PUBACK, which is after the commit. Objects are sent as JSON. */
  publish(channel: string, payload: object | string | Buffer): Promise<void>;
  /** One or several reports of generation 2. */
  report(...reports: object[]): Promise<void>;
  /** Says goodbye properly. */
  end(): Promise<void>;
  /** The line breaks without a word. */
  vanish(): void;
};

/** Connects as a vehicle does. Throws what the gateway answered. */
export async function connectVehicle(
  mqttUrl: string,
  login: Login,
  options: IClientOptions = {},
): Promise<TestVehicle> {
  const client = await connectAsync(mqttUrl, {
    username: login.username,
    password: login.secret,
    clientId: 'unit',
    reconnectPeriod: 0,
    ...options,
  });
  // Without a listener a broken line would end the process.
  client.on('error', () => undefined);
  const publish: TestVehicle['publish'] = async (channel, payload) => {
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
    await client.publishAsync(`vehicles/${login.vin}/${channel}`, bytes, { qos: 1 });
  };
  return {
    vin: login.vin,
    client,
    publish,
    report: (...reports) => publish('reports', reports.length === 1 ? (reports[0] as object) : reports),
    end: () => client.endAsync(),
    vanish: () => client.stream.destroy(),
  };
}
