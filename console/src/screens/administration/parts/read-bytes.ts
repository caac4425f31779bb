export type ShownBytes = { form: 'json' | 'text' | 'hex'; text: string };

const bytesALine = 16;

/** Bytes in base64 as what they can be read as: JSON in lines, text, or else in hexadecimal with their letters beside. */
export function readBytes(base64: string): ShownBytes {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const text = textOf(bytes);
  if (text === undefined) return { form: 'hex', text: hexLines(bytes) };
  try {
    return { form: 'json', text: JSON.stringify(JSON.parse(text), undefined, 2) };
  } catch {
    return { form: 'text', text };
  }
}

/** Undefined where it is no UTF-8, or has what cannot be shown. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[^\P{Cc}\t\r\n]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesALine) {
    const part = [...bytes.slice(at, at + bytesALine)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(bytesALine * 3 - 1)}  ${letters}`);
  }
  return lines.join('\n');
}
