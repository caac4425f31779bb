// Frames in a second of the live map with moving vehicles: node console/bench/run.mjs [vehicles] [seconds]
// First with none, then with all of them. `msOfPage` and `msOfWorkers` are what a frame takes on a processor of the page's
// own work; what is missing to the whole is the drawing. Without a graphics card software draws, which takes most of the
// time: SIZE=400x300 makes that less. PICTURE=file keeps a picture of the vehicles.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { noteWork } from './cpu.mjs';

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
const [width, height] = (process.env.SIZE ?? '1280x800').split('x').map(Number);

/** Frames and work of the page with so many vehicles. */
async function measure(count) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('pageerror', (error) => console.error(error.message));
  await page.route('**/config.json', (route) => route.fulfill({ json: { isDemo: false } }));
  await page.goto(`http://127.0.0.1:${port}/console/bench/index.html?vehicles=${count}&seconds=${seconds}`);
  const titled = (start) =>
    page.waitForFunction((text) => document.title.startsWith(text), start, { timeout: 180_000 });
  await titled('measuring');
  if (count > 0 && process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  const end = await noteWork(browser);
  await titled('{');
  const { main, workers } = await end();
  const frames = JSON.parse(await page.title());
  await page.close();
  const perFrame = (share) => Math.round((share * 10_000) / frames.framesPerSecond) / 10;
  return { ...frames, msOfPage: perFrame(main), msOfWorkers: perFrame(workers) };
}

try {
  const [none, all] = [await measure(0), await measure(Number(vehicles))];
  for (const one of [none, all]) console.log(JSON.stringify(one));
  console.log(
    `of the frames of an empty map: ${Math.round((100 * all.framesPerSecond) / none.framesPerSecond)} %`,
  );
} finally {
  await browser.close();
  await server.close();
}
