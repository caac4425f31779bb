import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchLine, Figures } from './bench-line.ts';
import type { Machine } from './machine.ts';

export type Report = {
  at: string;
  commit: string;
  machine: Machine;
  settings: { seconds: number; warmUpSeconds: number; rounds: number; vehicles: number };
  lines: BenchLine[];
};

/**
 * Writes `<time>-<commit>.json` and, of a run of every line, `latest.md` into `folder`; gives the path of the
 * former.
 */
export async function saveReport(folder: string, report: Report, isWhole: boolean): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${report.at.slice(0, 19).replaceAll(':', '-')}Z-${report.commit}.json`);
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  if (isWhole) await writeFile(join(folder, 'latest.md'), markdownOf(report));
  return path;
}

const headings = ['line', 'product', 'p50', 'p99', 'floor', 'p50', 'p99', 'ratio', 'budget'];

/** The table for standard output. */
export function tableOf(lines: BenchLine[]): string {
  const rows = [headings, ...lines.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(line: BenchLine): string[] {
  const budget = line.targets.map(({ text, isMet }) => `${text}: ${isMet ? 'met' : 'MISSED'}`).join('; ');
  return [line.name, ...sideOf(line.product), ...sideOf(line.floor), line.ratio?.toFixed(2) ?? '', budget];
}

function sideOf(figures: Figures | undefined): string[] {
  if (!figures) return ['', '', ''];
  const { perSecond, p50Ms, p99Ms } = figures;
  return [`${perSecond.toLocaleString('en')}/s`, `${p50Ms} ms`, `${p99Ms} ms`];
}

function markdownOf(report: Report): string {
  const { machine, settings, lines } = report;
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    `# Bench of ${report.at.slice(0, 10)}, commit ${report.commit}`,
    '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB; ${machine.kernel}; Node ${machine.node}; ` +
      `PostgreSQL ${machine.postgres}; load average before ${machine.loadAverage}.`,
    `${settings.vehicles} vehicles; medians of ${settings.rounds} rounds of ${settings.seconds} s, floor and product ` +
      'in turns; load generator, server and PostgreSQL share the cores.',
    '',
    row(headings),
    row(headings.map(() => '---')),
    ...lines.map((line) => row(cellsOf(line))),
    '',
    ...lines.flatMap((line) => [`- **${line.name}**: ${line.what}`, ...line.checks.map(checkOf)]),
    '',
  ].join('\n');
}

function checkOf({ text, isRight }: BenchLine['checks'][number]): string {
  return `  - ${isRight ? 'right' : 'WRONG'}: ${text}`;
}
