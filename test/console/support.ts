import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Fleet } from '../../simulator/fleet.ts';
import { addAdministrator } from '../../src/store/people/administrators.ts';
import { type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { hasChromium as isChromiumThere, launchChromium } from '../support/people/chromium.ts';
import { addPerson, type Person } from '../support/people/oauth.ts';
import { axeFaults } from './axe.ts';
import { buildConsole } from './build-once.ts';
import { addConsoleVehicles, type ConsoleVehicle, runVehicles } from './vehicles.ts';

/** Whether there is a browser; says so where there is none. */
export const hasChromium = () => isChromiumThere();

/** The server with the built console, its people and vehicles, and a browser. */
export type ConsoleWorld = {
  cloud: TestCloud;
  browser: Browser;
  person: Person;
  owner: FleetOwner;
  administrator: { name: string; password: string };
  /** Of the person and in the owner's fleet: two that drive, one that is parked. */
  vehicles: ConsoleVehicle[];
  fleet: Fleet | undefined;
  /** A page at an address of the console, such as `/map`, in the place of the one before; notes what is complained of. */
  open(path?: string, options?: PageOptions): Promise<ConsolePage>;
  stop(): Promise<void>;
};

export type PageOptions = Pick<BrowserContextOptions, 'locale' | 'viewport' | 'colorScheme' | 'timezoneId'>;

/** Errors of the page and its console, which `look` wants to be none. */
export type ConsolePage = Page & { complaints: string[] };

/** What a page may take on a machine that is busy with other tests. */
const patienceMs = 30_000;

export const phone = { width: 360, height: 780 };
export const desktop = { width: 1280, height: 800 };
/** Software draws four times as long at 4K: that is for whoever asks for pictures (`PICTURES=folder`). */
export const wall = process.env.PICTURES ? { width: 3840, height: 2160 } : { width: 1920, height: 1080 };

type Wanted = {
  /** Environment variables of the server. */
  settings?: Record<string, string>;
  /** Whether the vehicles live; by default they do. */
  isAlive?: boolean;
  /** Days that they tell of first. */
  historyDays?: number;
};

/** Builds the console where that is needed, and starts everything. */
export async function startConsoleWorld({
  settings,
  isAlive = true,
  historyDays,
}: Wanted = {}): Promise<ConsoleWorld> {
  await buildConsole();
  const cloud = await startTestCloud(settings);
  const person = await addPerson(cloud);
  const owner = await cloud.addPartner();
  const administrator = { name: 'ada', password: 'correct horse battery' };
  await addAdministrator(cloud.database, { ...administrator, role: 'admin' });
  const vehicles = await addConsoleVehicles(cloud, { person, owner });
  const past = historyDays === undefined ? {} : { historyDays };
  const fleet = isAlive ? runVehicles(cloud, vehicles, past) : undefined;
  const looking = await openBrowser(cloud);
  return {
    cloud,
    browser: looking.browser,
    person,
    owner,
    administrator,
    vehicles,
    fleet,
    open: looking.open,
    async stop() {
      await looking.stop();
      await fleet?.stop();
      await cloud.stop();
    },
  };
}

/** A browser that looks at the console of a cloud. */
export async function openBrowser(
  cloud: Pick<TestCloud, 'baseUrl'>,
): Promise<Pick<ConsoleWorld, 'browser' | 'open' | 'stop'>> {
  const browser = await launchChromium([
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
  ]);
  const contexts: BrowserContext[] = [];
  return {
    browser,
    async open(path = '/', options = {}) {
      const given = { locale: 'en-GB', timezoneId: 'Europe/Paris', viewport: desktop, ...options };
      // A map that nobody looks at any more goes on drawing.
      for (const context of contexts.splice(0)) await context.close();
      const context = await browser.newContext(given);
      contexts.push(context);
      context.setDefaultTimeout(patienceMs);
      const page = noting(await context.newPage());
      await page.goto(`${cloud.baseUrl}/console${path}`);
      return page;
    },
    async stop() {
      for (const context of contexts) await context.close();
      await browser.close();
    },
  };
}

function noting(page: Page): ConsolePage {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const isAnswer = /Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
  });
  return Object.assign(page, { complaints });
}

/** Through the sign-in pages, with everything allowed; ends at the screen that was asked for. */
export async function signInAsDriver(page: Page, { email, password }: Person): Promise<void> {
  const driver = page.getByRole('region', { name: /^(Driver|Conducteur)$/ });
  await driver.getByRole('button').click();
  await page.fill('#email', email);
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
  // What is asked of somebody depends on what they allowed before.
  for (;;) {
    await page.waitForURL(/\/(services|consent|vehicle)$|\/console\/(?!signed-in)/);
    if (page.url().includes('/console/')) break;
    const before = page.url();
    await page.locator('form button').first().click();
    await page.waitForURL((url) => url.href !== before);
  }
  await page.locator('.shell').waitFor();
}

/** Comes in, or is refused. */
export async function fillFleetLogin(page: Page, owner: FleetOwner): Promise<void> {
  const form = page.getByRole('form', { name: /^(Fleet owner|Gestionnaire de flotte)$/ });
  await form.locator('[name=login]').fill(owner.login);
  await form.locator('[name=password]').fill(owner.password);
  await form.locator('[name=clientId]').fill(owner.clientId);
  await form.getByRole('button').click();
}

export async function signInAsFleetOwner(page: Page, owner: FleetOwner): Promise<void> {
  await fillFleetLogin(page, owner);
  await page.locator('.shell').waitFor();
}

export async function signInAsAdministrator(
  page: Page,
  { name, password }: { name: string; password: string },
): Promise<void> {
  const form = page.getByRole('form', { name: /^(Administrator|Administrateur)$/ });
  await form.locator('[name=name]').fill(name);
  await form.locator('[name=password]').fill(password);
  await form.getByRole('button').click();
  await page.locator('.shell').waitFor();
}

/** Where pictures go: kept by CI, not by git. */
const pictures = process.env.PICTURES ?? fileURLToPath(new URL('../../artefacts/console', import.meta.url));

/** Keeps a picture of the page as it is in the window. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), timeout: 60_000 });
}

/** Takes a picture, and sees that there are no barriers, that nothing hangs over the edge and nothing was complained of. */
export async function look(page: ConsolePage, name: string): Promise<void> {
  await picture(page, name);
  expect(await axeFaults(page), name).toEqual([]);
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width, `${name}: width`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  // The frame scrolls what is in it by itself.
  const hanging = await page.evaluate(
    "[...document.querySelectorAll('.shell-main')].map((main) => main.scrollWidth - main.clientWidth)",
  );
  expect(hanging, `${name}: over the edge of the frame`).not.toContainEqual(expect.toSatisfy((by) => by > 0));
  expect(page.complaints, name).toEqual([]);
}
