import { serverRoot } from './server-root.ts';

/** Whether the server answers and can do its work; what stands before it may answer in its place. */
export async function isServerThere(signal?: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`${serverRoot}/health/ready`, {
      cache: 'no-store',
      ...(signal ? { signal } : {}),
    });
    return response.ok;
  } catch {
    return false;
  }
}
