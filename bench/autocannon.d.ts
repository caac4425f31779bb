/** The part of autocannon 9 that is used; it brings no types. */
declare module 'autocannon' {
  type Request = { method: string; path: string; headers: Record<string, string> };
  type Options = {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    setupClient(client: { setRequests(requests: Request[]): void }): void;
  };
  type Result = {
    requests: { average: number };
    latency: { p50: number; p99: number };
    non2xx: number;
    errors: number;
  };
  const autocannon: (options: Options) => Promise<Result>;
  export = autocannon;
}
