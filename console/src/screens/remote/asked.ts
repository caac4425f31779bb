import type { Remote } from '../../api/model.ts';

type Asking = Omit<Remote, 'label' | 'attributes' | 'callbackAttributes'>;
type Tellers = { [Key in keyof Asking]-?: (body: NonNullable<Asking[Key]>) => readonly string[] };

/** What of a body says what is asked for, as words of the API. */
const tellers: Tellers = {
  door: ({ state, forced }) => (forced ? [state, 'forced'] : [state]),
  horn: ({ state }) => [state],
  lights: ({ on }) => [on ? 'on' : 'off'],
  wakeUp: () => [],
  preconditioning: ({ airConditioning }) => namesOf(airConditioning),
  charging: namesOf,
  navigation: ({ positions }) => [String(positions.length)],
  immobilization: ({ activate }) => [activate ? 'activate' : 'release'],
  stolen: namesOf,
};

/** What was asked for beside the kind of action: words of `askedWords`, a number of stops, or nothing. */
export function asked(remote: Remote): readonly string[] {
  return Object.entries(tellers).flatMap(([key, tell]) => {
    const body = remote[key as keyof Asking];
    return body === undefined ? [] : (tell as (body: object) => readonly string[])(body);
  });
}

/** Such as `immediate on`; of what is an object the name alone. */
function namesOf(of: object): string[] {
  return Object.entries(of).map(([name, value]) =>
    typeof value === 'boolean' ? `${name} ${value ? 'on' : 'off'}` : name,
  );
}
