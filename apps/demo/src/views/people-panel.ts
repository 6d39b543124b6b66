import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Group, gone, inCall, type Member, ringing } from '../model/group.js';
import { isWorking, WEAK_LEVEL } from '../model/live.js';
import { firstName } from '../model/person.js';
import { speaks } from '../model/voices.js';
import { avatar } from '../parts/avatar.js';
import { bars } from '../parts/bars.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import '../parts/ring.js';
import { t } from '../strings/index.js';
import { absenceWords } from './group-faces.js';
import './people-panel.css';

export interface PanelState {
  readonly call: Group;
  readonly close: () => void;
  readonly invite: () => void;
}

/** Who is in the call, who rings, who is not here. It moves the stage aside and never covers a face. */
export function peoplePanel({ call, close, invite }: PanelState): TemplateResult {
  return html`<aside class="rb-card rb-panel" aria-label=${t('c.people')} data-testid="people-panel">
    <div class="rb-panel-head">
      <h2 class="rb-h2">${t('c.people')}</h2>
      ${key({ icon: 'x', size: 'sm', tone: 'plain', label: t('end.close'), press: close })}
    </div>
    <div class="rb-panel-list">
      ${section(t('p.in'), inCall(call), (member) => present(call, member))}
      ${section(t('p.ringing'), ringing(call), ringingRow)} ${section(t('p.not'), gone(call), goneRow)}
    </div>
    ${
      call.callId === null || call.step !== 'talking'
        ? nothing
        : html`<div class="rb-panel-foot">
            <button type="button" class="rb-btn ink" data-testid="panel-invite" @click=${invite}>
              ${icon('user-plus', 20)}<span>${t('c.invite')}</span>
            </button>
            ${key({ icon: 'link', label: t('c.copyLink'), tip: t('c.copyLink'), testId: 'copy-link', press: (event) => fire(event.currentTarget as Element, { do: 'copyLink' }) })}
          </div>`
    }
  </aside>`;
}

function section(
  title: string,
  members: readonly Member[],
  row: (member: Member) => TemplateResult,
): TemplateResult | typeof nothing {
  if (members.length === 0) return nothing;
  return html`<section>
    <h3 class="rb-panel-section"><span>${title}</span><span class="rb-num">${members.length}</span></h3>
    <ul>
      ${repeat(members, ({ person }) => person.userId, row)}
    </ul>
  </section>`;
}

function present(call: Group, { person, part }: Member): TemplateResult {
  const isSelf = part.is === 'self';
  const peer = part.is === 'in' ? part.peer : null;
  const mic = isSelf ? isWorking(call.own.mic) : peer?.audio !== false;
  const cam = isSelf ? isWorking(call.own.cam) : peer?.video === true;
  const lost = peer !== null && peer.lost !== null;
  const fact = lost ? t('net.reconnecting') : speaks(call.voices, person.userId) ? t('call.speaking') : '';
  return html`<li class="rb-panel-row" data-testid="member-${person.userId}">
    ${avatar(person, 40)} ${text(isSelf ? t('call.you') : person.name, fact)}
    <span class="rb-panel-state">
      ${peer !== null && peer.quality.level >= WEAK_LEVEL ? bars(peer.quality.level, 16) : nothing}
      <span role="img" aria-label=${mic ? t('in.mic.on') : t('call.muted')}>${icon(mic ? 'mic' : 'mic-off', 18)}</span>
      ${
        call.media === 'audio'
          ? nothing
          : html`<span role="img" aria-label=${t(cam ? 'in.cam.on' : 'in.cam.off')}>${icon(cam ? 'video' : 'video-off', 18)}</span>`
      }
    </span>
  </li>`;
}

function ringingRow({ person, part }: Member): TemplateResult {
  const reached = part.is === 'ringing' && part.reached;
  return html`<li class="rb-panel-row" data-testid="member-${person.userId}">
    <rb-ring .person=${person} .state=${{ form: reached ? 'beat' : 'turn' }} .size=${40}></rb-ring>
    ${text(person.name, t(reached ? 'out.ringing' : 'out.calling'))}
    ${key({
      icon: 'x',
      size: 'xs',
      tone: 'plain',
      label: t('p.stop', { name: firstName(person) }),
      testId: `panel-stop-${person.userId}`,
      press: (event) => fire(event.currentTarget as Element, { do: 'stopRing', userId: person.userId }),
    })}
  </li>`;
}

function goneRow({ person, part }: Member): TemplateResult {
  const fact =
    part.is !== 'gone'
      ? ''
      : part.why === 'left'
        ? t('p.leftAt', { time: clock(part.at) })
        : absenceWords(part.why);
  return html`<li class="rb-panel-row" data-testid="member-${person.userId}">
    ${avatar(person, 40)} ${text(person.name, fact)}
    <button type="button" class="rb-btn sm" aria-label=${t('p.ringAgain', { name: person.name })}
      @click=${(event: Event) => fire(event.currentTarget as Element, { do: 'invite', userIds: [person.userId] })}>
      ${t('p.again')}
    </button>
  </li>`;
}

function text(name: string, fact: string): TemplateResult {
  return html`<span class="rb-panel-text">
    <span class="rb-panel-name rb-el" title=${name}><bdi>${name}</bdi></span>
    ${fact === '' ? nothing : html`<span class="rb-s rb-t2 rb-el">${fact}</span>`}
  </span>`;
}

function clock(at: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(at);
}
