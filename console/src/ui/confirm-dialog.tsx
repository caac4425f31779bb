import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { sharedWords } from '../words/shared-words.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';

type Given = {
  title: string;
  isOpen: boolean;
  onClose(): void;
  children: ReactNode;
};

/** A window above the page; Escape and a press beside it close it. */
export function DialogWindow({ title, isOpen, onClose, children }: Given) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(opens) => {
        if (!opens) onClose();
      }}
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Asks before something that matters. */
export function ConfirmDialog(given: Given & { action: string; isDangerous?: boolean; onConfirm(): void }) {
  const { action, isDangerous, onConfirm, children, ...window } = given;
  const words = useWords(sharedWords);
  return (
    <DialogWindow {...window}>
      {children}
      <div className="actions">
        <Button onPress={window.onClose}>{words.cancel}</Button>
        <Button
          look={isDangerous ? 'danger' : 'primary'}
          onPress={() => {
            window.onClose();
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </DialogWindow>
  );
}
