import { useState } from 'react';
import { Link } from 'wouter';
import type { Monitor } from '../../../api/model.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Failed } from '../../../ui/states.tsx';
import { useWords } from '../../../words/use-words.ts';
import { monitorWords } from '../monitor-words.ts';
import { useMonitorChanges } from '../use-monitors.ts';

const looks = { Running: 'badge-good', Paused: 'badge', Failed: 'badge-bad' };

export function StatusBadge({ status }: Pick<Monitor, 'status'>) {
  const words = useWords(monitorWords);
  return <span className={`badge ${looks[status]}`}>{words.status[status]}</span>;
}

/** Pause, go on, change and delete. */
export function MonitorActions({ monitor, onDeleted }: { monitor: Monitor; onDeleted?: () => void }) {
  const words = useWords(monitorWords);
  const [isAsking, setAsking] = useState(false);
  const { setStatus, remove, isPending, error } = useMonitorChanges(monitor, onDeleted);
  const isRunning = monitor.status === 'Running';
  return (
    <>
      <div className="actions actions-start">
        <Button isDisabled={isPending} onPress={() => setStatus(isRunning ? 'Paused' : 'Running')}>
          {isRunning ? words.pause : words.resume}
        </Button>
        <Link href={`/monitors/${monitor.monitorId}/edit`} className="button button-plain">
          {words.edit}
        </Link>
        <Button isDisabled={isPending} onPress={() => setAsking(true)}>
          {words.remove}
        </Button>
      </div>
      {error && <Failed error={error} />}
      <ConfirmDialog
        title={words.removeTitle}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        action={words.remove}
        isDangerous
        onConfirm={remove}
      >
        <p>
          <strong>{monitor.monitor.label}</strong>. {words.removeAsk}
        </p>
      </ConfirmDialog>
    </>
  );
}
