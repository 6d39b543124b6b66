import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createGauges } from '../metrics/gauges.js';
import { createGatewayMeter, createLinksMeter, createStoreMeter } from '../metrics/meters.js';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly datasource: { readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig: { readonly defaults: { readonly unit: string } };
  readonly targets: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly legendFormat: string;
  }[];
}

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly panels: readonly Panel[];
}

const text = readFileSync(new URL('../../../../deploy/grafana/ringback.json', import.meta.url), 'utf8');
const dashboard: Dashboard = JSON.parse(text);
const targets = dashboard.panels.flatMap((panel) => panel.targets);

/** What Prometheus adds to every series that it scrapes, and the bound of a histogram's bucket. */
const SCRAPED = ['instance', 'job', 'le'];
/** Grafana's own. */
const BUILT_IN = ['__rate_interval', '__all'];
const COLUMNS = 24;

/** The labels of each series that the server has, by its name. */
function labelsOfSeries(): ReadonlyMap<string, readonly string[]> {
  const registry = new Registry();
  createGatewayMeter(registry);
  createLinksMeter(registry);
  createStoreMeter(registry);
  createGauges(registry, {
    links: () => 0,
    loginsWaiting: () => 0,
    devices: () => new Map(),
    calls: () => new Map(),
    inboxDepth: async () => 0,
    clockOffset: () => 0,
  });
  const series = new Map<string, readonly string[]>();
  for (const { name } of registry.getMetricsAsArray()) {
    const metric = registry.getSingleMetric(name) as unknown as { labelNames?: readonly string[] };
    // What a histogram adds to its name; nothing else is asked for by such a one.
    for (const part of ['', '_bucket', '_sum', '_count'])
      series.set(`${name}${part}`, metric.labelNames ?? []);
  }
  return series;
}

const all = (expr: string, pattern: RegExp): string[] =>
  [...expr.matchAll(pattern)].map(([, found = '']) => found);

describe('the Grafana dashboard', () => {
  it.each(targets)('$expr asks for series and labels that there are', ({ expr, legendFormat }) => {
    const series = labelsOfSeries();
    const asked = all(expr, /\b((?:ringback|nodejs|process)_\w+)/g);
    expect(asked.length).toBeGreaterThan(0);
    const known = [...SCRAPED];
    for (const name of asked) {
      expect([...series.keys()]).toContain(name);
      known.push(...(series.get(name) ?? []));
    }
    const grouped = all(expr, /\bby \(([^)]*)\)/g).flatMap((labels) => labels.split(/,\s*/));
    const matched = all(expr, /[{,]\s*(\w+)\s*(?:=~|!~|!=|=)/g);
    for (const label of [...grouped, ...matched]) expect(known).toContain(label);
    for (const label of all(legendFormat, /\{\{\s*(\w+)\s*\}\}/g)) expect(grouped).toContain(label);
  });

  it('uses the variables that it has, and no data source of ours', () => {
    const names = dashboard.templating.list.map(({ name }) => name);
    for (const name of all(text, /\$\{?(\w+)/g)) expect([...names, ...BUILT_IN]).toContain(name);
    for (const { datasource } of dashboard.panels)
      expect(datasource.uid).toBe(['$', '{datasource}'].join(''));
  });

  it('has panels that Grafana can tell apart and lay out', () => {
    expect(dashboard).toMatchObject({ uid: 'ringback', title: 'Ringback' });
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(36);
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { type, title, fieldConfig, gridPos, targets: own } of panels) {
      expect(type).toBe('timeseries');
      expect(title && fieldConfig.defaults.unit).toBeTruthy();
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(COLUMNS);
      expect(new Set(own.map(({ refId }) => refId)).size).toBe(own.length);
    }
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});
