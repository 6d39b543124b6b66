import { html, type TemplateResult } from 'lit';
import type { PathQuality, Talking } from '../model/call.js';
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

export function shortcutsDialog(close: () => void): TemplateResult {
  const rows: readonly (readonly [string, string])[] = [
    [t('k.answer'), ringKeyName('A')],
    [t('k.decline'), ringKeyName('D')],
    [t('k.mic'), 'M'],
    [t('k.cam'), 'V'],
    [t('c.swap'), 'S'],
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

export function qualityDialog(call: Talking, close: () => void): TemplateResult {
  return dialog(
    t('c.quality'),
    close,
    html`<div class="rb-quality">
      ${path(t('call.you'), call.quality)}${path(call.person.name, call.peer.quality)}
    </div>`,
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
