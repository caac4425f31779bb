import { startChild } from '../child-process.ts';
import type { SinkFigures } from './webhook-sink.ts';

export type Sink = {
  url: string;
  /** What came since it was asked last. */
  figures(): Promise<SinkFigures>;
  stop(): Promise<void>;
};

/** A receiver of webhooks in a process of its own. */
export async function startSink(): Promise<Sink> {
  const child = await startChild<{ port: number }>(new URL('./webhook-sink.js', import.meta.url), {});
  const url = `http://127.0.0.1:${child.result.port}`;
  return {
    url,
    figures: async () => (await (await fetch(url)).json()) as SinkFigures,
    stop: child.stop,
  };
}
