import { useState } from 'react';
import { sharedWords } from '../words/shared-words.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';
import { curlOf } from './curl.ts';

type Given = {
  /** The whole address that was asked (`face.addressOf`). */
  address: string;
  method?: string;
  /** JSON that was sent. */
  body?: unknown;
  answer?: unknown;
  /** How the curl command signs in: as a driver or administrator with a token, as a fleet owner with login and password. */
  signIn: 'bearer' | 'basic';
};

/** The call of the API behind what is shown, as a curl command and with its answer. Secrets stand as `$TOKEN`. */
export function RawJson({ answer, ...call }: Given) {
  const words = useWords(sharedWords);
  const curl = curlOf(call);
  return (
    <details className="raw">
      <summary>{words.showJson}</summary>
      <div className="raw-part">
        <div className="raw-head">
          <span>{words.curl}</span>
          <CopyButton text={curl} />
        </div>
        {/* Keys scroll what is focused. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
        <pre tabIndex={0}>{curl}</pre>
      </div>
      {answer !== undefined && (
        <div className="raw-part">
          <div className="raw-head">
            <span>{words.answer}</span>
            <CopyButton text={JSON.stringify(answer, undefined, 2)} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
          <pre tabIndex={0}>{JSON.stringify(answer, undefined, 2)}</pre>
        </div>
      )}
    </details>
  );
}

/** Copies a text, and says that it did. */
export function CopyButton({ text }: { text: string }) {
  const words = useWords(sharedWords);
  const [isCopied, setCopied] = useState(false);
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
