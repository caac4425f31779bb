import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { useFormat } from '../../units/use-format.ts';
import { useWords } from '../../words/use-words.ts';
import { paces } from './replay.ts';
import { tripsWords } from './trips-words.ts';
import type { Replaying } from './use-replay.ts';

/** Plays a trip, and goes to any moment of it, by pointer or keyboard. */
export function ReplayControls({
  replay,
  whole: [start, end],
}: {
  replay: Replaying;
  whole: readonly [number, number];
}) {
  const words = useWords(tripsWords);
  const format = useFormat();
  const { at, isPlaying, pace } = replay;
  const clock = new Intl.DateTimeFormat(format.locale, { timeStyle: 'medium' }).format(at * 1000);
  const gone = format.duration(at - start);
  return (
    <fieldset className="replay" aria-label={words.replay}>
      <Button look="primary" className="replay-play" onPress={replay.toggle}>
        <span aria-hidden="true">{isPlaying ? '❚❚' : '▶'}</span> {isPlaying ? words.pause : words.play}
      </Button>
      <input
        className="replay-slider"
        type="range"
        aria-label={words.moment}
        aria-valuetext={`${clock}, ${gone}`}
        title={words.keys}
        min={Math.floor(start)}
        max={Math.ceil(end)}
        step={1}
        value={Math.round(at)}
        onChange={(event) => replay.go(event.currentTarget.valueAsNumber)}
        onPointerUp={(event) => replay.rest(event.currentTarget.valueAsNumber)}
        onKeyDown={(event) => {
          if (event.key !== ' ') return;
          event.preventDefault();
          replay.toggle();
        }}
        onKeyUp={(event) => {
          if (!isPlaying && event.key !== ' ' && event.key !== 'Tab')
            replay.rest(event.currentTarget.valueAsNumber);
        }}
      />
      <span className="replay-time" title={format.utc(at * 1000)}>
        {clock} · {gone}
      </span>
      <Select
        label={words.pace}
        isLabelHidden
        value={String(pace)}
        choices={paces.map((one) => ({ key: String(one), text: words.times(one) }))}
        onChange={(next) => replay.setPace(Number(next))}
      />
    </fieldset>
  );
}
