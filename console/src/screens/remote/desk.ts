import type { FaceKind } from '../../api/face-context.ts';
import type { Remote, Status, Vehicle } from '../../api/model.ts';

/** What every part of the screen works with. */
export type Desk = {
  vehicle: Vehicle;
  kind: FaceKind;
  status: Partial<Status> | undefined;
  send(body: Remote): void;
  isSending: boolean;
};
