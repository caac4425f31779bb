import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Admin } from '../../../api/admin.ts';
import { keys } from '../../../query/keys.ts';
import { useAdmin } from '../../../session/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { NotAllowed } from '../../../ui/states.tsx';
import { useWords } from '../../../words/use-words.ts';
import { hrefOf } from '../blocks/cells.tsx';
import { bodyOf, type Values } from '../blocks/field.ts';
import { FormFields } from '../blocks/form-fields.tsx';
import { Command, Secrets } from '../blocks/outcome.tsx';
import { mayDo } from '../blocks/role.ts';
import { applicationFields } from '../parts/application-fields.ts';
import { giveToken, tokenFields } from '../parts/give-token.ts';
import { usePartWords } from '../parts/use-part-words.ts';
import { registerWords } from './register-words.ts';

type Made = Admin.NewApplication;

/** What came of a step is what to look at next. */
const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'center' });

/** From a name to the first data of a vehicle: register, give a token, read. */
export function Register() {
  const { rights } = useAdmin();
  const words = useWords(registerWords);
  const { frame } = usePartWords();
  const registering = useRegistering();
  const { data: made } = registering;
  const giving = useGiving(made);
  if (!mayDo(rights, 'admin'))
    return (
      <NotAllowed>
        <p>{frame.notAllowed(rights, 'admin')}</p>
      </NotAllowed>
    );
  return (
    <>
      <p>
        <Link href="/administration/applications">← {frame.applications}</Link>
      </p>
      <p>{words.intro}</p>
      <Card title={words.one}>
        {made ? <Registered made={made} /> : <RegisterForm registering={registering} />}
      </Card>
      <Card title={words.two}>
        {made ? <TokenForm made={made} giving={giving} /> : <p className="hint">{words.twoWait}</p>}
      </Card>
      <Card title={words.three}>
        <div role="status">
          {giving.data ? <FirstData given={giving.data} /> : <p className="hint">{words.threeWait}</p>}
        </div>
      </Card>
    </>
  );
}

function useRegistering() {
  const { admin } = useAdmin();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Record<string, unknown>) => admin.send<Made>('POST', '/applications', body),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.admin() }),
  });
}

function useGiving(made: Made | undefined) {
  const { admin } = useAdmin();
  const words = usePartWords();
  return useMutation({
    mutationFn: (body: Record<string, unknown>) => {
      if (!made) throw new Error('no application is registered');
      return giveToken(words, admin, { application: made, body });
    },
  });
}

function RegisterForm({
  registering: { mutate, error, isPending },
}: {
  registering: ReturnType<typeof useRegistering>;
}) {
  const words = useWords(registerWords);
  const partWords = usePartWords();
  const fields = useMemo(() => applicationFields(partWords), [partWords]);
  const submit = (values: Values) => mutate(bodyOf(fields, values));
  return (
    <FormFields fields={fields} error={error} onSubmit={submit} label={words.one}>
      <div className="actions actions-start">
        <Button type="submit" look="primary" isDisabled={isPending}>
          {words.register}
        </Button>
      </div>
    </FormFields>
  );
}

function Registered({ made: { name, clientId, clientSecret } }: { made: Made }) {
  const words = useWords(registerWords);
  const { column } = usePartWords();
  return (
    <div role="status" ref={intoView}>
      <p>
        <strong>{words.registered(name)}</strong> {words.kept}
      </p>
      <Secrets
        secrets={[
          { label: column.clientId, value: clientId },
          { label: column.clientSecret, value: clientSecret },
        ]}
      />
      <p>
        <Link href={hrefOf('applications', clientId)}>{words.open}</Link>
      </p>
    </div>
  );
}

function TokenForm({
  made,
  giving: { mutate, error, isPending },
}: {
  made: Made;
  giving: ReturnType<typeof useGiving>;
}) {
  const words = useWords(registerWords);
  const partWords = usePartWords();
  const fields = useMemo(() => tokenFields(partWords, made.scopes), [partWords, made]);
  return (
    <>
      <p>{words.twoText}</p>
      <FormFields
        fields={fields}
        error={error}
        onSubmit={(values) => mutate(bodyOf(fields, values))}
        label={words.two}
      >
        <div className="actions actions-start">
          <Button type="submit" look="primary" isDisabled={isPending}>
            {words.give}
          </Button>
        </div>
      </FormFields>
    </>
  );
}

function FirstData({
  given: { text, secrets = [], commands = [] },
}: {
  given: Awaited<ReturnType<typeof giveToken>>;
}) {
  const words = useWords(registerWords);
  return (
    <div ref={intoView} className="administration-step">
      <p>
        <strong>{text}</strong>
      </p>
      <Secrets secrets={secrets} />
      <p>{commands.length > 1 ? words.threeText : words.noVehicle}</p>
      {commands.map(({ label, text: command }) => (
        <Command key={label} label={label} text={command} />
      ))}
    </div>
  );
}
