import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { duration } from '../model/format.js';
import type { Intent } from '../model/intent.js';
import type { Notice } from '../model/notice.js';
import { firstName, type Person } from '../model/person.js';
import type { IconName } from '../parts/icon.js';
import { t } from '../strings/index.js';
import { absentWords } from './outcome.js';
import { troubleWords, unblockSteps } from './trouble.js';

export interface NoticeWords {
  readonly icon: IconName;
  readonly tone: 'plain' | 'go' | 'wait' | 'stop';
  readonly title: string;
  readonly text: string;
  /** Somebody whom it is about; his avatar then stands for the icon in a pill. */
  readonly person?: Person;
  readonly actions: readonly NoticeAction[];
  readonly more?: { readonly label: string; readonly body: TemplateResult };
  /** Said at once, not when the reader comes to it. */
  readonly urgent?: boolean;
}

export interface NoticeAction {
  readonly label: string;
  readonly icon?: IconName;
  readonly intent: Intent;
}

/** Every notice in words, with the way out that it offers. */
export function noticeWords({ id, body }: Notice): NoticeWords {
  switch (body.kind) {
    case 'missed': {
      const title = t(body.busy ? 'missed.busy' : 'missed', { name: firstName(body.person) });
      return { icon: 'phone-missed', tone: 'plain', title, text: '', person: body.person, actions: [] };
    }
    case 'moved': {
      const kind = t(body.media === 'video' ? 'in.video' : 'in.audio');
      const values = { name: body.person.name, kind, device: body.device };
      const text = t(body.device === '' ? 'moved.text' : 'moved.device', values);
      return { icon: 'smartphone', tone: 'go', title: t(`moved.${body.how}`), text, actions: [] };
    }
    case 'takenOver':
      return {
        icon: 'smartphone',
        tone: 'go',
        title: t('h.device'),
        text: body.device === '' ? '' : t('h.device.text', { device: body.device }),
        actions: [{ label: t('end.close'), intent: { do: 'dismiss', id } }],
      };
    case 'ended':
      return plain('hang-up', t('end.normal', { duration: duration(body.seconds) }));
    case 'mediaChanged': {
      const isVideo = body.media === 'video';
      const title = t(isVideo ? 'type.toVideo' : 'type.toAudio', { name: firstName(body.person) });
      return { ...plain(isVideo ? 'video' : 'phone', title), person: body.person };
    }
    case 'left':
      return { ...plain('log-out', t('p.hasLeft', { name: firstName(body.person) })), person: body.person };
    case 'absent':
      return { ...plain('phone-missed', absentWords([body.person], body.why)), person: body.person };
    case 'copied':
      return plain('check', t('j.copied'));
    case 'notInvited':
      return notDone(t('h.notInvited'), body.message);
    case 'notSaved':
      return notDone(t('h.notSaved'), body.message);
    case 'notJoined': {
      const isFull = body.why === 'full';
      const title = t(isFull ? 'j.full' : 'j.ended');
      return { ...plain('users', title), text: t(isFull ? 'j.full.text' : 'j.ended.text'), urgent: true };
    }
    case 'back':
      return plain('check', t('net.back'));
    case 'pressAgain':
      return plain('hang-up', t('c.hangupTwice'));
    case 'soundBlocked':
      return {
        icon: 'volume-off',
        tone: 'wait',
        title: t('sound.blocked'),
        text: t(body.ringing ? 'sound.ring' : 'sound.text'),
        actions: [{ label: t('sound.on'), icon: 'volume', intent: { do: 'soundOn' } }],
      };
    case 'trouble': {
      const words = troubleWords(body.device, body.trouble);
      const label = t(body.trouble === 'missing' ? 'h.look' : 'h.try');
      const shared = { ...words, urgent: true, actions: [{ label, intent: { do: 'retry', id } as const }] };
      return body.trouble === 'blocked'
        ? { ...shared, tone: 'stop', more: { label: t('h.how'), body: html`${unblockSteps()}` } }
        : { ...shared, tone: 'wait' };
    }
    case 'deviceOffer': {
      const use: Intent = { do: 'useDevice', device: body.device, deviceId: body.deviceId };
      const name = body.device === 'mic' ? 'mic' : 'video';
      return {
        ...plain(name, t('d.offer', { device: body.name })),
        actions: [{ label: t('d.use'), intent: use }],
      };
    }
    case 'deviceLost':
      return plain('circle-alert', t('d.lost', { device: body.name, other: body.other }));
    case 'elsewhere':
      return plain('smartphone', t('h.elsewhere'));
    case 'yourself':
      return { ...plain('circle-alert', t('h.yourself')), tone: 'wait', text: t('h.yourself.text') };
    case 'tooMany':
      return { ...plain('circle-alert', t('h.tooMany')), tone: 'wait', text: body.message };
    case 'notPlaced':
      return { ...plain('circle-alert', t('h.notPlaced')), tone: 'stop', text: body.message, urgent: true };
  }
}

/** What was asked of the server and refused, in its own words. */
function notDone(title: string, text: string): NoticeWords {
  return { ...plain('circle-alert', title), tone: 'wait', text, urgent: true };
}

function plain(icon: IconName, title: string): NoticeWords {
  return { icon, tone: 'plain', title, text: '', actions: [] };
}
