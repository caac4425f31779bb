import type { Vehicle } from '../model/vehicle.ts';
import type { Encoder, Intervals, Outgoing, Pace } from './encoder.ts';
import { generation1 } from './generation-1.ts';
import { generation2 } from './generation-2.ts';

/** An encoder with what its vehicle has said so far. */
export type Voice = {
  /** What there is to say at `at` (epoch milliseconds), now or in the past. */
  speak(vehicle: Vehicle, at: number, when: 'live' | 'past'): readonly Outgoing[];
  bundle(messages: readonly Outgoing[]): readonly Outgoing[];
};

export type VoiceSettings = Intervals & { rate?: number };

type Generation = {
  /** Seconds between two reports of a vehicle that drives, in a fleet of so many. */
  reportSeconds(settings: VoiceSettings, fleetSize: number): number;
  createVoice(settings: VoiceSettings, fleet: { size: number; idPrefix: string }): Voice;
};

/** How the vehicles of each generation speak. */
export const generations: Readonly<Record<1 | 2, Generation>> = {
  1: generationOf(generation1),
  2: generationOf(generation2),
};

function generationOf<Memory>(encoder: Encoder<Memory>): Generation {
  const reportSeconds: Generation['reportSeconds'] = (settings, fleetSize) =>
    settings.rate === undefined ? encoder.rhythm(settings).onSeconds : fleetSize / settings.rate;
  return {
    reportSeconds,
    createVoice(settings, { size, idPrefix }) {
      const { parkedSeconds, pastSeconds } = encoder.rhythm(settings);
      const parkedReportSeconds = parkedSeconds;
      const live = { reportSeconds: reportSeconds(settings, size), isSteady: settings.rate !== undefined };
      return voiceOf(encoder, encoder.silent(idPrefix), {
        live: { ...live, parkedReportSeconds },
        past: { reportSeconds: pastSeconds, isSteady: false, parkedReportSeconds },
      });
    },
  };
}

function voiceOf<Memory>(
  { speak, bundle }: Encoder<Memory>,
  silence: Memory,
  paces: Record<'live' | 'past', Pace>,
): Voice {
  let memory = silence;
  return {
    speak(vehicle, at, when) {
      const spoken = speak(vehicle, memory, { at, pace: paces[when] });
      memory = spoken.memory;
      return spoken.messages;
    },
    bundle,
  };
}
