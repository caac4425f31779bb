import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';
import { moved, type Span, zoomed } from './series.ts';
import { signalWords } from './signal-words.ts';

/** The zoom by buttons, for who does not drag. */
export function ZoomControls({
  span,
  whole,
  onZoom,
}: {
  span: Span;
  whole: Span;
  onZoom(span: Span | undefined): void;
}) {
  const words = useWords(signalWords);
  const isWhole = span[0] <= whole[0] && span[1] >= whole[1];
  const to = (next: Span) => onZoom(next[0] <= whole[0] && next[1] >= whole[1] ? undefined : next);
  return (
    <div className="zoom-controls">
      <Button look="icon" aria-label={words.zoomIn} onPress={() => to(zoomed(span, 0.5, whole))}>
        +
      </Button>
      <Button
        look="icon"
        aria-label={words.zoomOut}
        isDisabled={isWhole}
        onPress={() => to(zoomed(span, 2, whole))}
      >
        −
      </Button>
      <Button
        look="icon"
        aria-label={words.earlier}
        isDisabled={isWhole}
        onPress={() => to(moved(span, -0.5, whole))}
      >
        ←
      </Button>
      <Button
        look="icon"
        aria-label={words.later}
        isDisabled={isWhole}
        onPress={() => to(moved(span, 0.5, whole))}
      >
        →
      </Button>
      <Button look="quiet" isDisabled={isWhole} onPress={() => onZoom(undefined)}>
        {words.whole}
      </Button>
      <span className="hint zoom-hint">{words.zoomHint}</span>
    </div>
  );
}
