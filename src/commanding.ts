import { readFileSync } from 'node:fs';
import { Counter, type Registry } from 'prom-client';
import { readResult } from './adapters/commands.ts';
import { commandChannels } from './adapters/registry.ts';
import type { Settings } from './config/settings.ts';
import type { CommandAnswer, CommandDeps, MqttGateway } from './gateway/mqtt.ts';
import { createVehicleLines } from './gateway/vehicle-lines.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { CommandResult } from './model/remote.ts';
import type { VehicleLine } from './model/vehicle-line.ts';
import { createHttpWakeUp, headersFrom } from './remote/wake-ups/http.ts';
import { createMqttWakeUp } from './remote/wake-ups/mqtt.ts';
import { createWakeUps } from './remote/wake-ups/wake-ups.ts';

/** What goes on when vehicles come, speak and answer: remote actions. */
export type Commander = {
  /** What a vehicle says about a command, and what became of it. Rejects where it has to say it again. */
  result(vehicleId: number, commandId: string, result: CommandResult): Promise<string>;
  onPresence(vehicleId: number, isOnLine: boolean): void;
  onHeard(vehicleId: number): void;
};

export type Commanding = {
  /** For the gateway. */
  door: CommandDeps;
  /** For the gateway to call with each message. */
  heard(vehicleId: number): void;
  /** The line to vehicles, once there is a gateway. */
  by(gateway: Pick<VehicleLine, 'send'>): VehicleLine;
  /** From now on this one is told. Before, answers are not acknowledged. */
  follow(commander: Commander): void;
};

/** The others had no effect. */
const effective: ReadonlySet<string> = new Set(['taken', 'late']);

/** Longer answers are none. */
const answerBytesMax = 4096;

/** Joins the door of vehicles with whoever commands them. */
export function createCommanding({ metrics, clock }: { metrics: Registry; clock: Clock }): Commanding {
  let commander: Commander | undefined;
  const refused = new Counter({
    name: 'roadwire_command_results_refused_total',
    help: 'Answers of vehicles to commands that had no effect',
    labelNames: ['reason'],
    registers: [metrics],
  });
  const lines = createVehicleLines({
    languages: commandChannels,
    clock,
    onPresence: (vehicleId, isOnLine) => commander?.onPresence(vehicleId, isOnLine),
    onHeard: (vehicleId) => commander?.onHeard(vehicleId),
  });
  return {
    door: {
      isCommandChannel: (channel) => channel in commandChannels,
      listening: lines.listening,
      heard: lines.heard,
      async answered(answer) {
        lines.heard(answer.vehicleId);
        const outcome = await takeAnswer(answer, commander);
        // Saying it again would not help: these are acknowledged all the same.
        if (!effective.has(outcome)) refused.inc({ reason: outcome });
      },
    },
    heard: lines.heard,
    by: lines.by,
    follow(follower) {
      commander = follower;
    },
  };
}

async function takeAnswer(
  { vehicleId, channel, commandId, payload }: CommandAnswer,
  commander: Commander | undefined,
): Promise<string> {
  if (payload.length > answerBytesMax) return 'size';
  const result = readResult(payload, commandChannels[channel] ?? '');
  if (!result) return 'unreadable';
  if (!commander) throw new Error('nobody takes answers yet');
  return commander.result(vehicleId, commandId, result);
}

type WakeUpSettings = Pick<Settings, 'wakeUpTopic' | 'wakeUpUrl' | 'wakeUpHeaders'>;

/** How vehicles that sleep are woken, as the settings say. Throws for a file of headers that cannot be read. */
export function openWakeUps(
  { wakeUpTopic, wakeUpUrl: url, wakeUpHeaders: file }: WakeUpSettings,
  { gateway, clock, log }: { gateway: Pick<MqttGateway, 'wake'>; clock: Clock; log: Log },
) {
  const channels = wakeUpTopic ? [createMqttWakeUp({ publish: gateway.wake, clock })] : [];
  const headers = file === undefined ? {} : readHeaders(file);
  if (url !== undefined) channels.push(createHttpWakeUp({ url, headers, timeoutMs: callTimeoutMs }, { log }));
  return createWakeUps(channels);
}

const callTimeoutMs = 10_000;

function readHeaders(file: string): Record<string, string> {
  try {
    return headersFrom(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`ROADWIRE_WAKE_UP_HEADERS=${file}: ${(cause as Error).message}`, { cause });
  }
}
