import { useState } from 'react';
import { sharedWords } from '../words/shared-words.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';
import { ScrollBox } from './scroll-box.tsx';

/** A command or a document to copy. */
export function CopyBox({ label, text }: { label: string; text: string }) {
  return (
    <div className="raw-part">
      <div className="raw-head">
        <span>{label}</span>
        <CopyButton text={text} />
      </div>
      <ScrollBox label={label}>
        <pre>{text}</pre>
      </ScrollBox>
    </div>
  );
}

/** Copies a text, and says that it did; nothing where browsers have no clipboard, which is without https. */
export function CopyButton({ text }: { text: string }) {
  const words = useWords(sharedWords);
  const [isCopied, setCopied] = useState(false);
  if (!globalThis.isSecureContext) return null;
  return (
    <Button
      look="quiet"
      onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      onBlur={() => setCopied(false)}
    >
      <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
    </Button>
  );
}
