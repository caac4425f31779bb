/** One event in the framing of server-sent events (HTML standard, 9.2). JSON has no line ends. */
export function frame({ id, event, data }: { id: string; event: string; data: object }): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Shows that the stream lives, and how far it is: readers note the id and have no event. */
export function heartbeat(id: string): string {
  return `: \nid: ${id}\n\n`;
}

/** How long readers wait before they come back. */
export const retryAfter = (milliseconds: number) => `retry: ${milliseconds}\n\n`;
