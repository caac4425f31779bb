import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a real browser for pages. Says so where there is none. */
export function hasChromium(): boolean {
  const isThere = existsSync(executablePath);
  if (!isThere)
    console.warn(`pages in a browser: skipped, as there is no ${executablePath} (CHROMIUM names another)`);
  return isThere;
}

/** `more`: other options of its command line. */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-background-networking', ...more];
  return chromium.launch({ executablePath, args });
}

/** A page on a phone; its own policy would keep the look for barriers out. */
export function phonePage(browser: Browser, locale: string): Promise<Page> {
  return browser.newPage({ viewport: { width: 360, height: 780 }, locale, bypassCSP: true });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of the pages go, if anywhere. */
const pictures = process.env.PICTURES;

/** Looks for barriers, takes a picture, and sees that nothing hangs over the edge. */
export async function look(page: Page, name: string): Promise<void> {
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; help: string }[];
  };
  expect(violations.map(({ id, help }) => `${name}: ${id}: ${help}`)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
}
