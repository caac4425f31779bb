import { Type } from 'typebox';
import { oneOf } from '../../model/schema.ts';
import { type WakeUpChannelName, wakeUpChannels } from '../../model/vehicle-line.ts';
import { getVehicleId } from '../../store/vehicles/vehicles.ts';
import { findWakeUpChannel, setWakeUpChannel } from '../../store/vehicles/wake-up-channels.ts';
import { type Operation, operation, type Subject } from '../operation.ts';
import { body } from '../schemas.ts';
import { vinOf } from './vehicles.ts';

const Channel = oneOf([...wakeUpChannels, 'all'] as const);

const WakeUp = Type.Object(
  { channel: Channel },
  {
    $id: 'WakeUpChannel',
    description: '`all`: every way that is switched on, which is how a new vehicle is woken',
  },
);

const wakeUpOf: Subject = {
  kind: 'vehicle',
  async look(database, vin) {
    return { wakeUp: (await findWakeUpChannel(database, vin)) ?? 'all' };
  },
};

export const wakeUpOperations: readonly Operation[] = [
  operation({
    operationId: 'getWakeUp',
    method: 'GET',
    path: '/vehicles/:vin/wakeUp',
    tag: 'Capabilities',
    summary: 'The way in which a vehicle is woken',
    role: 'viewer',
    response: WakeUp,
    async read(ask) {
      await getVehicleId(ask.database, vinOf(ask));
      return { channel: (await findWakeUpChannel(ask.database, vinOf(ask))) ?? 'all' };
    },
  }),
  operation({
    operationId: 'setWakeUp',
    method: 'PUT',
    path: '/vehicles/:vin/wakeUp',
    tag: 'Capabilities',
    summary: 'Sets the way in which a vehicle is woken',
    role: 'operator',
    body: body({ channel: Channel }),
    response: WakeUp,
    subject: wakeUpOf,
    nameOf: vinOf,
    async change(ask) {
      const { channel } = ask.body as { channel: WakeUpChannelName | 'all' };
      const vehicleId = await getVehicleId(ask.database, vinOf(ask));
      await setWakeUpChannel(ask.database, vehicleId, channel === 'all' ? undefined : channel);
      return { channel };
    },
  }),
];
