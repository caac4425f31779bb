import { consoleRoot } from '../../api/server-root.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Failed } from '../../ui/states.tsx';
import { useWords } from '../../words/use-words.ts';
import { AdministratorForm, FleetOwnerForm } from './login-forms.tsx';
import { signInWords } from './sign-in-words.ts';

/** The three ways in, and in the demo its open doors. */
export function SignIn() {
  const { config, failure, signInAsDriver } = useSession();
  const words = useWords(signInWords);
  return (
    <main className="sign-in">
      <h1>
        <img src={`${consoleRoot}/icon.svg`} alt="" width="40" height="40" /> {words.title}
      </h1>
      <p>{words.lead}</p>
      {failure !== undefined && <Failed error={failure} />}
      {config?.isDemo && <DemoDoors />}
      <div className="sign-in-ways">
        <Card title={words.driver}>
          <p>{config?.clientId === undefined ? words.noDrivers : words.driverWhy}</p>
          {config?.clientId !== undefined && !isSecureContext && <p>{words.notSecure}</p>}
          {config?.clientId !== undefined && isSecureContext && (
            <Button look="primary" onPress={() => void signInAsDriver()}>
              {words.signIn}
            </Button>
          )}
        </Card>
        <Card title={words.fleetOwner}>
          <FleetOwnerForm />
        </Card>
        <Card title={words.administrator}>
          <AdministratorForm />
        </Card>
      </div>
      <p className="hint">{words.kept}</p>
    </main>
  );
}

function DemoDoors() {
  const { enterDemoAs } = useSession();
  const words = useWords(signInWords);
  return (
    <Card title={words.lookAround}>
      <p>{words.lookAroundWhy}</p>
      <div className="actions actions-start">
        <Button look="primary" onPress={() => void enterDemoAs('driver')}>
          {words.asDriver}
        </Button>
        <Button onPress={() => void enterDemoAs('fleetOwner')}>{words.asFleetOwner}</Button>
        <Button onPress={() => void enterDemoAs('administrator')}>{words.asAdministrator}</Button>
      </div>
    </Card>
  );
}
