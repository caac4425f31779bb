// Frames in a second of the live map with moving vehicles: node console/bench/run.mjs [vehicles] [seconds]
// It ends by itself. Without a graphics card a software renderer draws, which takes most of the time: SIZE=400x300 makes
// that less, and shows what the page itself takes.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const [vehicles = '10000', seconds = '10'] = process.argv.slice(2);
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  console.log(`no ${executablePath} (CHROMIUM names another): nothing is measured`);
  process.exit(0);
}
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const server = await createServer({ root, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
await server.listen();
const { port } = server.httpServer.address();
const args = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];
const browser = await chromium.launch({ executablePath, args });
try {
  const [width, height] = (process.env.SIZE ?? '1280x800').split('x').map(Number);
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('pageerror', (error) => console.error(error.message));
  await page.route('**/config.json', (route) => route.fulfill({ json: { isDemo: false } }));
  await page.goto(
    `http://127.0.0.1:${port}/console/bench/index.html?vehicles=${vehicles}&seconds=${seconds}`,
  );
  await page.waitForFunction('document.title.startsWith("{")', undefined, { timeout: 180_000 });
  console.log(await page.title());
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
} finally {
  await browser.close();
  await server.close();
}
