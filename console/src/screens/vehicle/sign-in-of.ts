import type { FaceKind } from '../../api/face-context.ts';

/** How a curl command of a face signs in. */
export const signInOf = (kind: FaceKind) => (kind === 'driver' ? 'bearer' : 'basic');
