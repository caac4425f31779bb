import { sharedWords } from '../words/shared-words.ts';
import { useWords } from '../words/use-words.ts';
import { CopyBox } from './copy-box.tsx';
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
  return (
    <details className="raw">
      <summary>{words.showJson}</summary>
      <CopyBox label={words.curl} text={curlOf(call)} />
      {answer !== undefined && <CopyBox label={words.answer} text={JSON.stringify(answer, undefined, 2)} />}
    </details>
  );
}
