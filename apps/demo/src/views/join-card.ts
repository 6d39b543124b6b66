import { html, nothing, type TemplateResult } from 'lit';
import type { Invitation, Joinable } from '../model/joinable.js';
import { fire } from '../parts/fire.js';
import { type IconName, icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import '../parts/live.js';
import { stack } from '../parts/stack.js';
import { nameList, t, tn } from '../strings/index.js';
import './join-card.css';

/** The call in which whoever sits here is on another device: it can go on here. */
export function elsewhereCard(call: Joinable, now: number): TemplateResult {
  const where =
    call.device === null || call.device === ''
      ? t('j.elsewhere.unnamed')
      : t('j.elsewhere', { device: call.device });
  return card(call, html`${where}`, joinButton(call, 'j.return'), now, 'elsewhere');
}

/** A call that somebody named by its link or id, before he joins it. */
export function invitationCard(invitation: Invitation, now: number): TemplateResult {
  switch (invitation.is) {
    case 'looking':
      return frame('users', t('j.looking'), nothing, nothing);
    case 'gone':
      return frame('hang-up', t('j.ended'), html`${t('j.ended.text')}`, dismissKey());
    case 'open': {
      const { call } = invitation;
      const people = html`${tn('call.people', call.people.length)} · ${runs(call, now)}`;
      return card(call, people, html`${joinButton(call, 'j.join')} ${dismissKey()}`, now, 'invitation');
    }
  }
}

function card(
  call: Joinable,
  facts: TemplateResult,
  actions: TemplateResult,
  now: number,
  testId: string,
): TemplateResult {
  const isVideo = call.media === 'video';
  const kind = call.isGroup
    ? t(isVideo ? 'in.groupVideo' : 'in.groupAudio')
    : t(isVideo ? 'in.video' : 'in.audio');
  return html`<section class="rb-card rb-join" aria-label=${kind} data-testid=${testId}>
    <div class="rb-join-row">
      <span class="rb-join-icon go">${icon(isVideo ? 'video' : 'phone', 22)}</span>
      <div class="rb-join-text">
        <h3 class="rb-join-title rb-el">${kind}</h3>
        <p class="rb-s rb-t2 rb-num">${facts}</p>
      </div>
      ${actions}
    </div>
    ${
      call.people.length === 0
        ? nothing
        : html`<div class="rb-join-people">
            ${stack(call.people, 28, 3)}<span class="rb-s rb-t2 rb-el">${nameList(call.people)}</span>
            ${testId === 'elsewhere' ? html`<span class="rb-s rb-t2 rb-num">${runs(call, now)}</span>` : nothing}
          </div>`
    }
  </section>`;
}

function frame(
  name: IconName,
  title: string,
  text: TemplateResult | typeof nothing,
  end: TemplateResult | typeof nothing,
): TemplateResult {
  return html`<section class="rb-card rb-join" role="status" data-testid="invitation">
    <div class="rb-join-row">
      <span class="rb-join-icon">${icon(name, 21)}</span>
      <div class="rb-join-text">
        <h3 class="rb-join-title rb-el">${title}</h3>
        ${text === nothing ? nothing : html`<p class="rb-s rb-t2">${text}</p>`}
      </div>
      ${end}
    </div>
  </section>`;
}

function joinButton({ callId }: Joinable, words: 'j.join' | 'j.return'): TemplateResult {
  return html`<button type="button" class="rb-btn rb-join-go go" data-testid=${words === 'j.join' ? 'join' : 'move-here'}
    @click=${(event: Event) => fire(event.currentTarget as Element, { do: 'join', callId })}>
    ${t(words)}
  </button>`;
}

function dismissKey(): TemplateResult {
  return key({
    icon: 'x',
    size: 'xs',
    tone: 'plain',
    label: t('c.dismiss'),
    press: (event) => fire(event.currentTarget as Element, { do: 'dropJoin' }),
  });
}

/** How long it has been going on; the server's time is the wall clock's, near enough for a minute's figure. */
function runs({ since }: Joinable, now: number): TemplateResult {
  return html`<rb-duration .since=${performance.now() - (now - since)}></rb-duration>`;
}
