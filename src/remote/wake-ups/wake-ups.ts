import type { WakeUps } from '../../model/vehicle-line.ts';
import type { WakeUpChannel } from './channel.ts';

/**
 * Wakes by all the channels at once, or by the vehicle's own alone: it is sent when one of them could send it. Where its
 * own is none of these it cannot be woken.
 */
export function createWakeUps(channels: readonly WakeUpChannel[]): WakeUps & { stop(): Promise<void> } {
  return {
    async wake(vehicle) {
      const own = channels.filter(({ name }) => vehicle.channel === undefined || name === vehicle.channel);
      const tried = await Promise.allSettled(own.map((channel) => channel.wake(vehicle)));
      if (tried.some((one) => one.status === 'fulfilled' && one.value)) return;
      const cause = tried.find((one) => one.status === 'rejected')?.reason;
      throw new Error('no wake-up could be sent', { cause });
    },
    async stop() {
      await Promise.all(channels.map((channel) => channel.stop?.()));
    },
  };
}
