import { html, type TemplateResult } from 'lit';
import type { Talking } from '../model/call.js';
import type { Group } from '../model/group.js';
import type { PathQuality } from '../model/live.js';
import { bars, qualityWord } from '../parts/bars.js';
import { key } from '../parts/key.js';
import { t } from '../strings/index.js';
import { ringKeyName } from './call-keys.js';
import './dialogs.css';

/** A modal dialog; it opens when it comes into the page, and Escape closes it. */
function dialog(title: string, close: () => void, body: TemplateResult): TemplateResult {
  return html`<div class="rb-dialog-frame">
    <div class="rb-dialog-head">
      <h2 class="rb-h2">${title}</h2>
      ${key({ icon: 'x', size: 'sm', tone: 'plain', label: t('end.close'), press: close })}
    </div>
    ${body}
  </div>`;
}

export function shortcutsDialog(isGroup: boolean, close: () => void): TemplateResult {
  const rows: readonly (readonly [string, string])[] = [
    [t('k.answer'), ringKeyName('A')],
    [t('k.decline'), ringKeyName('D')],
    [t('k.mic'), 'M'],
    [t('k.cam'), 'V'],
    ...(isGroup ? GROUP_KEYS.map(([what, keys]) => [t(what), keys] as const) : [[t('c.swap'), 'S'] as const]),
    [t('c.invite'), 'I'],
    [t('c.minimise'), 'P'],
    [t('c.full'), 'F'],
    [t('k.hangup'), 'Shift H'],
    [t('k.help'), '?'],
  ];
  return dialog(
    t('c.shortcuts'),
    close,
    html`<dl class="rb-dialog-rows">
      ${rows.map(
        ([what, keys]) => html`<div>
          <dt>${what}</dt>
          <dd>${keys.split(' ').map((name) => html`<kbd class="rb-kbd">${name}</kbd>`)}</dd>
        </div>`,
      )}
    </dl>`,
  );
}

const GROUP_KEYS = [
  ['c.people', 'U'],
  ['k.layout', 'L'],
  ['k.pages', '← →'],
] as const;

/** The own path, and everybody else's. */
export function qualityDialog(call: Talking | Group, close: () => void): TemplateResult {
  return dialog(
    t('c.quality'),
    close,
    html`<div class="rb-quality">
      ${path(t('call.you'), call.quality)}${othersPaths(call).map(([name, quality]) => path(name, quality))}
    </div>`,
  );
}

function othersPaths(call: Talking | Group): readonly (readonly [string, PathQuality])[] {
  if (call.phase === 'talking') return [[call.person.name, call.peer.quality]];
  return call.members.flatMap(({ person, part }) =>
    part.is === 'in' ? [[person.name, part.peer.quality] as const] : [],
  );
}

function path(name: string, quality: PathQuality): TemplateResult {
  const measured = quality.level > 0;
  const figure = (value: number, unit: string) => (measured ? `${Math.round(value)} ${unit}` : '–');
  return html`<section class="rb-quality-path">
    <h3 class="rb-quality-name"><bdi class="rb-el">${name}</bdi></h3>
    <p class="rb-quality-word">${bars(quality.level, 18)}${t(qualityWord(quality.level))}</p>
    <dl class="rb-dialog-rows rb-num">
      <div><dt>${t('net.delay')}</dt><dd>${figure(quality.delay, 'ms')}</dd></div>
      <div><dt>${t('net.lossUp')}</dt><dd>${figure(quality.upLoss, '%')}</dd></div>
      <div><dt>${t('net.lossDown')}</dt><dd>${figure(quality.downLoss, '%')}</dd></div>
    </dl>
  </section>`;
}
