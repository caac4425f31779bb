/** In each webhook of a remote action: when it was due to be asked for, in epoch milliseconds. */
export const dueHeader = 'X-Due';
