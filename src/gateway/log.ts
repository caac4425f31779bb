/** The part of a log that the gateway needs: it may run in a thread that has none of its own. */
export type GatewayLog = Record<'debug' | 'info' | 'warn', (fields: object, text: string) => void>;
