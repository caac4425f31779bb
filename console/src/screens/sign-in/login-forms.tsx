import { type ReactNode, type SubmitEvent, useState } from 'react';
import { problemOf } from '../../api/problem.ts';
import { administratorWith } from '../../session/administrator.ts';
import { fleetOwnerWith } from '../../session/fleet-owner.ts';
import type { SignedIn } from '../../session/role.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Failed } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { signInWords } from './sign-in-words.ts';

export function FleetOwnerForm() {
  const words = useWords(signInWords);
  const find = ({ login = '', password = '', clientId = '' }: Typed) =>
    fleetOwnerWith({ login, password, clientId });
  return (
    <LoginForm label={words.fleetOwner} find={find}>
      <Field name="login" label={words.login} isRequired autoComplete="username" />
      <Field
        name="password"
        label={words.password}
        type="password"
        isRequired
        autoComplete="current-password"
      />
      <Field name="clientId" label={words.clientId} isRequired autoComplete="off" />
    </LoginForm>
  );
}

export function AdministratorForm() {
  const words = useWords(signInWords);
  const find = ({ name = '', password = '' }: Typed) => administratorWith({ name, password });
  return (
    <LoginForm label={words.administrator} find={find}>
      <Field name="name" label={words.name} isRequired autoComplete="username" />
      <Field
        name="password"
        label={words.password}
        type="password"
        isRequired
        autoComplete="current-password"
      />
    </LoginForm>
  );
}

type Typed = Record<string, string>;

function LoginForm({
  label,
  find,
  children,
}: {
  label: string;
  find(typed: Typed): Promise<SignedIn>;
  children: ReactNode;
}) {
  const words = useWords(signInWords);
  const { enter } = useSession();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.currentTarget)) as Typed;
    setBusy(true);
    try {
      enter(await find(typed));
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <form aria-label={label} className="form" onSubmit={(event) => void submit(event)}>
      {children}
      {error !== undefined && <Refusal error={error} />}
      <Button look="primary" type="submit" isPending={isBusy}>
        {words.signIn}
      </Button>
    </form>
  );
}

function Refusal({ error }: { error: unknown }) {
  const words = useWords(signInWords);
  const isWrong = problemOf(error).isForbidden;
  if (!isWrong) return <Failed error={error} />;
  return (
    <p className="field-fault" role="alert">
      {words.wrong}
    </p>
  );
}
