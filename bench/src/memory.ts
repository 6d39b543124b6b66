// What an idle device costs: memory of the server with so many logged-in links, after garbage collections.
import { median } from './measure/statistics.js';
import { decimals, table, verdict, whole } from './measure/table.js';
import { Child } from './processes/child.js';
import { divideCores } from './processes/cores.js';
import type { Memory } from './processes/messages.js';
import { addIdleDevices } from './runs/idle-devices.js';
import { withScratch } from './runs/scratch.js';
import { serverSettings } from './runs/settings.js';

const BAR_KB = 12;
/** The first thousand grow what every server has once: compiled code, tables, pools. */
const STEPS = [1_000, 2_500, 5_000, 7_500, 10_000];
const KB = 1_024;

const cores = divideCores();

await withScratch(async (data) => {
  const server = await Child.start('ringback', { cores, flags: ['--expose-gc'], env: serverSettings(data) });
  const url = `ws://127.0.0.1:${server.port}`;
  const found: { readonly devices: number; readonly memory: Memory }[] = [];
  let devices = 0;
  for (const step of STEPS) {
    await addIdleDevices(url, devices, step);
    devices = step;
    found.push({ devices, memory: await server.memory() });
  }
  await server.kill();

  const [first, ...later] = found;
  if (!first) throw new Error('memory is measured at two numbers of devices at least');
  const perDevice = (figure: keyof Memory, { devices, memory }: (typeof later)[number]) =>
    (memory[figure] - first.memory[figure]) / KB / (devices - first.devices);
  const mb = (bytes: number) => decimals(bytes / KB / KB, 1);
  console.log(
    table(
      ['devices', 'RSS, MB', 'heap, MB', 'external, MB', 'RSS, kB a device', 'heap, kB a device'],
      found.map((one) => [
        whole(one.devices),
        ...[one.memory.rss, one.memory.heap, one.memory.external].map(mb),
        ...(one === first
          ? ['–', '–']
          : [decimals(perDevice('rss', one), 1), decimals(perDevice('heap', one), 1)]),
      ]),
    ),
  );
  const each = median(later.map((one) => perDevice('rss', one)));
  console.log(
    `\n${decimals(each, 1)} kB of RSS a device (median), bar ${BAR_KB} kB: ${verdict(each <= BAR_KB)}`,
  );
});
