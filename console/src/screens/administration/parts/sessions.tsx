import type { Admin, AdminApi } from '../../../api/admin.ts';
import type { Page } from '../../../api/model.ts';
import { age, column, time } from '../blocks/cells.tsx';
import { type AnyPart, part } from '../blocks/forms.ts';
import { onePage } from '../blocks/unpaged.ts';
import type { PartWords } from './part-words.ts';

/** `isOwn`: the one by which this page asks, which is ended by signing out. */
type Row = Admin.Session & { isOwn: boolean };

const path = '/sessions';

/** Who is signed in, and the way to put them out. */
export function sessionsPart({ column: of, frame, intro, action }: PartWords): AnyPart {
  return part<Row>({
    name: 'sessions',
    title: frame.sessions,
    intro: intro.sessions,
    role: 'admin',
    list: {
      path,
      label: frame.sessions,
      empty: intro.noSessions,
      keyOf: ({ name, id }) => `${name}, ${id}`,
      read,
      columns: [
        column(of.name, ({ name, isOwn }) => (isOwn ? `${name} (${of.isOwn})` : name)),
        column(of.role, ({ role }) => role),
        column(of.address, ({ address }) => address),
        age(of.signedIn, ({ createdAt }) => createdAt),
        time(of.expires, ({ expiresAt }) => expiresAt),
      ],
      actions: [
        {
          label: action.endSession,
          role: 'admin',
          question: action.endSessionQuestion,
          text: action.endSessionText,
          isDangerous: true,
          applies: ({ isOwn }) => !isOwn,
          run: (admin, { id }) => admin.send('DELETE', admin.of(path, id)).then(() => undefined),
        },
      ],
    },
  });
}

async function read(admin: AdminApi, _query: unknown, signal: AbortSignal): Promise<Page<Row>> {
  const [{ sessions }, { session: own }] = await Promise.all([
    admin.get<{ sessions: Admin.Session[] }>(path, undefined, signal),
    admin.myself(signal),
  ]);
  return onePage(sessions.map((one) => ({ ...one, isOwn: one.id === own?.id })));
}
