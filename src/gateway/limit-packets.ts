import type { Client } from 'aedes';

/** The part of aedes' packet parser that reads the length of a packet, before its payload comes in. */
type Parser = { packet: { length: number }; _parseLength(): boolean; _emitError(error: Error): boolean };

/** Room for the topic and the fields around a payload. */
const headerBytesMax = 1024;

/**
 * Ends a connection that announces a packet larger than allowed, before any of its payload is held. aedes
 * has no setting for it, so this wraps its parser; `test/faults/bad-connections.test.ts` sends 10 MB at it.
 */
export function limitPackets(client: Client, payloadBytesMax: number): void {
  const parser = (client as unknown as { _parser: Parser })._parser;
  const parseLength = parser._parseLength.bind(parser);
  parser._parseLength = () => {
    const isRead = parseLength();
    if (isRead && parser.packet.length > payloadBytesMax + headerBytesMax)
      return parser._emitError(new Error(`packet of ${parser.packet.length} bytes is too large`));
    return isRead;
  };
}
