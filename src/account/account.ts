import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { ApiContext } from '../api/context.ts';
import { serveDocument } from '../api/serve-document.ts';
import { style } from '../oauth/pages/style.ts';
import { sendArchive } from './archive/send-archive.ts';
import { type AccountContext, type AccountDeps, accountPath } from './context.ts';
import { deleteAccount, showDelete, showReceipt } from './delete.ts';
import { accountDocument } from './json/document.ts';
import { serveJson } from './json/serve-json.ts';
import { showLog } from './log.ts';
import { showOverview, withdraw } from './overview.ts';
import { messagePage } from './pages/message.ts';
import { accountStyle } from './pages/style.ts';
import { changePassword, showPassword } from './password.ts';
import { showSignIn, signIn, signOut } from './sign-in.ts';
import { link, showLink, showUnlink, unlink } from './vehicles.ts';
import {
  type Exchange,
  ForeignFormError,
  goTo,
  pageOf,
  type SignedInVisit,
  show,
  type Visit,
  visitOf,
} from './visit.ts';

const bodyBytesMax = 65_536;

type Answer = FastifyReply | Promise<FastifyReply>;

/** The user's own account, to be registered with the HTTP server: pages that work without JavaScript. */
export function createAccount(deps: AccountDeps) {
  return async (app: FastifyInstance, api: ApiContext): Promise<void> => {
    await app.register(async (scope) => serve(scope, { ...deps, api }), { prefix: accountPath });
    await app.register(async (scope) => {
      await serveDocument(scope, accountDocument);
      const { root } = accountDocument;
      await scope.register(async (json) => serveJson(json, { ...deps, api }), { prefix: root });
    });
  };
}

function serve(app: FastifyInstance, context: AccountContext): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: bodyBytesMax }, (_request, body, done) =>
    done(null, body),
  );
  answerFailures(app, context);
  app.get('/style.css', async (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'max-age=3600')
      .send(style + accountStyle),
  );
  const on = (method: 'GET' | 'POST', url: string, answer: (visit: Visit) => Answer) =>
    app.route({
      method,
      url,
      exposeHeadRoute: false,
      handler: async (request, reply) => answer(await visitOf(context, { request, reply })),
    });
  on('GET', '/sign-in', showSignIn);
  on('POST', '/sign-in', signIn);
  on('POST', '/sign-out', signOut);
  on('GET', '/receipts/:id', showReceipt);
  on('GET', '', signedIn(showOverview));
  on('POST', '/withdraw', signedIn(withdraw));
  on('GET', '/link', signedIn(showLink));
  on('POST', '/link', signedIn(link));
  on('GET', '/vehicles/:id', signedIn(showUnlink));
  on('POST', '/vehicles/:id/unlink', signedIn(unlink));
  on('GET', '/log', signedIn(showLog));
  on('GET', '/data.zip', signedIn(sendArchive(context)));
  on('GET', '/password', signedIn(showPassword));
  on('POST', '/password', signedIn(changePassword));
  on('GET', '/delete', signedIn(showDelete));
  on('POST', '/delete', signedIn(deleteAccount));
}

/** Pages for who is signed in: others are led to the page for that. */
function signedIn(answer: (visit: SignedInVisit) => Answer) {
  return (visit: Visit & { account?: SignedInVisit['account'] | undefined }): Answer => {
    const { account } = visit;
    return account ? answer({ ...visit, account }) : goTo(visit, '/sign-in');
  };
}

/** Answers what is wrong with a request, or with us, by a page. */
function answerFailures(app: FastifyInstance, context: AccountContext): void {
  const say = ({ request, reply }: Exchange, text: 'expired' | 'notThere' | 'broken', status: number) => {
    const page = pageOf(context, request);
    return show({ context, reply }, messagePage(page, page.own[text]), status);
  };
  app.setNotFoundHandler((request, reply) => say({ request, reply }, 'notThere', 404));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const exchange = { request, reply };
    if (error instanceof ForeignFormError) return say(exchange, 'expired', 400);
    if (error.statusCode !== undefined && error.statusCode < 500)
      return say(exchange, 'notThere', error.statusCode);
    context.api.log.error({ err: error, route: request.routeOptions.url }, 'the account pages failed');
    reply.header('retry-after', '5');
    return say(exchange, 'broken', 503);
  });
}
