import { html, type TemplateResult } from 'lit';
import { duration } from '../model/format.js';
import { firstName } from '../model/person.js';
import type { Session } from '../model/session.js';
import { fire } from '../parts/fire.js';
import { type IconName, icon } from '../parts/icon.js';
import '../parts/live.js';
import { t } from '../strings/index.js';
import './standby.css';

/** The pages on which no call can reach this one: signed in elsewhere, or no server. */
export function standby(
  session: Extract<Session, { state: 'kicked' | 'unreachable' }>,
  from: EventTarget,
): TemplateResult {
  if (session.state === 'kicked') {
    const { lastCall } = session;
    const ended =
      lastCall === null
        ? t('h.kicked.text')
        : t('h.kicked.call', { name: firstName(lastCall.person), duration: duration(lastCall.seconds) });
    return page('monitor-smartphone', t('h.kicked'), html`${ended}`, [
      [t('h.useHere'), 'ink', () => fire(from, { do: 'signInHere' })],
      [t('page.signOut'), 'text', () => fire(from, { do: 'signOut' })],
    ]);
  }
  const { retryAt } = session;
  const words = (n: number) => t('h.server.text', { n });
  const text =
    retryAt === null
      ? html`${t('h.server.now')}`
      : html`<rb-countdown .until=${retryAt} .words=${words}></rb-countdown>`;
  return page('wifi-off', t('h.server'), text, [
    [t('h.tryNow'), 'ink', () => fire(from, { do: 'tryNow' })],
    [t('page.signOut'), 'text', () => fire(from, { do: 'signOut' })],
  ]);
}

function page(
  name: IconName,
  title: string,
  text: TemplateResult,
  actions: readonly (readonly [string, string, () => void])[],
): TemplateResult {
  return html`<div class="rb-page">
    <div class="rb-standby" role="alert">
      <span class="rb-standby-icon">${icon(name, 38)}</span>
      <h1 class="rb-h2">${title}</h1>
      <p class="rb-t2 rb-num">${text}</p>
      <div class="rb-standby-actions">
        ${actions.map(
          ([label, tone, press]) =>
            html`<button type="button" class="rb-btn ${tone}" @click=${press}>${label}</button>`,
        )}
      </div>
    </div>
  </div>`;
}
