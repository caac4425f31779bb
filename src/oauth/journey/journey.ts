import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createThrottle } from '../../auth/throttle.ts';
import type { Oauth } from '../oauth.ts';
import { style } from '../pages/style.ts';
import { consent, refuse, showConsent, showFirst } from './consent.ts';
import { showSignIn, showSignUp, signIn, signUp, switchAccount } from './sign-in.ts';
import { goTo, NoJourneyError, type SignedInStep, type Step, showExpired, stepOf } from './step.ts';
import { proveVehicle, showServices, showVehicle, switchOn } from './vehicle.ts';

const withinMs = 15 * 60_000;

type Answer = FastifyReply | Promise<FastifyReply>;

/** The pages between an application's request and its code: sign in, vehicle, services, consent. */
export async function serveJourney(app: FastifyInstance, oauth: Oauth): Promise<void> {
  const { clock } = oauth.deps;
  const signUps = createThrottle({ attempts: 20, withinMs }, clock);
  app.get('/style.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(style),
  );

  const on = (method: 'GET' | 'POST', path: string, answer: (step: Step) => Answer) =>
    app.route({
      method,
      url: `/interaction/:uid${path}`,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        try {
          return await answer(await stepOf(oauth, { request, reply }));
        } catch (error) {
          if (error instanceof NoJourneyError) return showExpired(oauth, { request, reply });
          throw error;
        }
      },
    });

  on('GET', '', (step) => (isAsked(step, 'login') ? showSignIn(step) : signedIn(showFirst)(step)));
  on('POST', '/sign-in', ifAsked(signIn));
  on('GET', '/sign-up', ifAsked(showSignUp));
  on(
    'POST',
    '/sign-up',
    ifAsked((step) => signUp(step, signUps)),
  );
  on('POST', '/switch', switchAccount);
  on('POST', '/refuse', refuse);
  on('GET', '/vehicle', signedIn(showVehicle));
  on('POST', '/vehicle', signedIn(proveVehicle));
  on('GET', '/services', signedIn(showServices));
  on('POST', '/services', signedIn(switchOn));
  on('GET', '/consent', signedIn(showConsent));
  on('POST', '/consent', signedIn(consent));
}

function isAsked({ interaction }: Step, prompt: 'login' | 'consent'): boolean {
  return interaction.prompt.name === prompt;
}

/** Pages for who is not signed in yet. */
function ifAsked(answer: (step: Step) => Answer) {
  return (step: Step): Answer => (isAsked(step, 'login') ? answer(step) : goTo(step, ''));
}

/** Pages for who is: others are led to the page for signing in. */
function signedIn(answer: (step: SignedInStep) => Answer) {
  return (step: Step): Answer => {
    if (isAsked(step, 'login')) return goTo(step, '');
    if (!step.account) throw new NoJourneyError();
    return answer({ ...step, account: step.account });
  };
}
