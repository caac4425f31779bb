import { Button } from '../../../ui/button.tsx';
import { DialogWindow } from '../../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../../ui/copy-box.tsx';
import { sharedWords } from '../../../words/shared-words.ts';
import { useWords } from '../../../words/use-words.ts';
import { monitorWords } from '../monitor-words.ts';

/** A secret that is shown once. */
export function SecretDialog({ secret, onClose }: { secret: string | undefined; onClose(): void }) {
  const words = useWords(monitorWords);
  const shared = useWords(sharedWords);
  return (
    <DialogWindow title={words.secret} isOpen={secret !== undefined} onClose={onClose}>
      <p>{words.secretIs}</p>
      <p className="secret">
        <code>{secret}</code> <CopyButton text={secret ?? ''} />
      </p>
      <div className="actions">
        <Button look="primary" onPress={onClose}>
          {shared.close}
        </Button>
      </div>
    </DialogWindow>
  );
}
