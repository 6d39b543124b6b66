import { html, type TemplateResult } from 'lit';
import type { Trouble } from '../model/live.js';
import type { Device } from '../model/notice.js';
import { type IconName, icon } from '../parts/icon.js';
import { t } from '../strings/index.js';
import './trouble.css';

export interface TroubleWords {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

/** What is wrong with a device, in plain words. */
export function troubleWords(device: Device, trouble: Trouble): TroubleWords {
  const isMic = device === 'mic';
  switch (trouble) {
    case 'blocked':
      return {
        icon: 'shield-alert',
        title: t(isMic ? 'h.blockedMic' : 'h.blockedCam'),
        text: t('h.blocked.text'),
      };
    case 'missing':
      return {
        icon: isMic ? 'mic-off' : 'video-off',
        title: t(isMic ? 'h.noMic' : 'h.noCam'),
        text: t(isMic ? 'h.noMic.text' : 'h.noCam.text'),
      };
    case 'inUse':
      return {
        icon: isMic ? 'mic' : 'video',
        title: t(isMic ? 'h.inUseMic' : 'h.inUse'),
        text: t(isMic ? 'h.inUseMic.text' : 'h.inUse.text'),
      };
    case 'failed':
      return {
        icon: 'circle-alert',
        title: t(isMic ? 'h.micFailed' : 'h.camFailed'),
        text: t('h.failed.text'),
      };
  }
}

/** How to unblock a device in this browser: where the control is, and what to press there. */
export function unblockSteps(): TemplateResult {
  return html`<div class="rb-address" aria-hidden="true">
      <span class="rb-address-hit">${icon('sliders-horizontal', 16)}</span><span class="rb-el">${location.host}</span>
    </div>
    <ol class="rb-steps">
      <li>${t('h.step1')}</li>
      <li>${t('h.step2')}</li>
      <li>${t('h.step3')}</li>
    </ol>`;
}

export interface TroubleHelp {
  readonly device: Device;
  readonly trouble: Trouble;
  /** Whom the call is with. */
  readonly name: string;
  readonly retry: () => void;
  readonly close: () => void;
}

/** The help over the dock, in a call: what does not work, what still does, and two ways on. */
export function troubleHelp({ device, trouble, name, retry, close }: TroubleHelp): TemplateResult {
  const words = troubleWords(device, trouble);
  const still = t(device === 'mic' ? 'h.cantHear' : 'h.cantSee', { name });
  return html`<div class="rb-help" role="dialog" aria-label=${words.title}>
    <h2 class="rb-h3">${words.title}</h2>
    <p class="rb-s rb-t2">${trouble === 'blocked' ? still : words.text}</p>
    ${trouble === 'blocked' ? unblockSteps() : ''}
    <div class="rb-help-actions">
      <button type="button" class="rb-btn ink sm" @click=${retry}>${t('h.try')}</button>
      <button type="button" class="rb-btn sm" @click=${close}>${t(device === 'mic' ? 'h.stayMuted' : 'h.soundOnly')}</button>
    </div>
  </div>`;
}
