import { html, nothing, type TemplateResult } from 'lit';
import { type Ended, type Loss, lossOf, type Outgoing, type Talking } from '../model/call.js';
import type { Intent } from '../model/intent.js';
import { firstName, type Person } from '../model/person.js';
import { bars } from '../parts/bars.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import type { Levels } from '../parts/levels.js';
import '../parts/live.js';
import '../parts/ring.js';
import type { RingForm } from '../parts/ring.js';
import type { SizeClass } from '../parts/size.js';
import { stack } from '../parts/stack.js';
import { t } from '../strings/index.js';
import { outcomeWords } from './outcome.js';

export interface PersonContext {
  readonly size: SizeClass;
  readonly levels: Levels;
  /** Whether a picture fills the stage; the person then shows only while there is something to say. */
  readonly overVideo: boolean;
}

/** The person in the middle of the stage: the one place of the call, from the dial tone to its end. */
export function callPerson(
  call: Outgoing | Talking | Ended,
  context: PersonContext,
): TemplateResult | typeof nothing {
  switch (call.phase) {
    case 'outgoing':
      return outgoing(call, context);
    case 'talking':
      return talking(call, context);
    case 'ended':
      return ended(call, context);
  }
}

const steps = { calling: 'out.calling', ringing: 'out.ringing', connecting: 'out.connecting' } as const;

function outgoing(call: Outgoing, context: PersonContext): TemplateResult {
  const form: RingForm = call.step === 'ringing' ? { form: 'beat' } : { form: 'turn' };
  const size = context.size === 'compact' ? 136 : 168;
  return html`<div class="rb-person" data-wide-gap>
    ${ring(call.person, form, size, context)}
    <h2 class="rb-h1 rb-person-name"><bdi>${call.person.name}</bdi></h2>
    <p class="rb-person-state" role="status">${t(steps[call.step])}</p>
  </div>`;
}

function talking(call: Talking, context: PersonContext): TemplateResult | typeof nothing {
  const loss = lossOf(call);
  if (loss !== null && !(loss.flows && context.overVideo)) return reconnecting(call, loss, context);
  if (context.overVideo) return nothing;
  const muted = call.peer.audio === false;
  const form: RingForm = muted ? { form: 'broken', badge: 'mic-off' } : { form: 'voice' };
  if (call.media === 'audio') {
    return html`<div class="rb-person">
      ${ring(call.person, form, context.size === 'compact' ? 148 : 168, context)}
      <h2 class="rb-h1 rb-person-name"><bdi>${call.person.name}</bdi></h2>
      <p class="rb-person-state rb-num">
        <rb-duration .since=${call.since} data-testid="duration"></rb-duration>${bars(call.quality.level, 17)}
      </p>
      ${muted ? html`<p class="rb-sr">${t('call.peerMuted', { name: firstName(call.person) })}</p>` : nothing}
    </div>`;
  }
  const connecting = call.peer.video === null;
  return html`<div class="rb-person rb-person-middle">
    ${ring(call.person, connecting ? { form: 'turn' } : form, context.size === 'compact' ? 148 : 168, context)}
    <p class="rb-person-note rb-t2">
      ${
        connecting
          ? t('out.connecting')
          : html`${icon('video-off', 18)}${t('call.camOff', { name: firstName(call.person) })}`
      }
    </p>
  </div>`;
}

function reconnecting(call: Talking, loss: Loss, context: PersonContext): TemplateResult {
  const fact = html`<p class="rb-person-fact rb-num">${graceWords(loss, firstName(call.person))}</p>`;
  // Without pictures everything stays where it is.
  if (call.media === 'audio') {
    return html`<div class="rb-person">
      ${ring(call.person, { form: 'dashed' }, context.size === 'compact' ? 148 : 168, context)}
      <h2 class="rb-h1 rb-person-name"><bdi>${call.person.name}</bdi></h2>
      <p class="rb-person-state">${t('net.reconnecting')}</p>
      ${fact}
    </div>`;
  }
  return html`<div class="rb-person rb-person-middle ${context.overVideo ? 'rb-glass' : ''}">
    ${ring(call.person, { form: 'dashed' }, 104, context)}
    <h2 class="rb-h2 rb-person-name">${t('net.reconnecting')}</h2>
    ${fact}
  </div>`;
}

/** Whose connection dropped, and for how long the call is kept, counted down. */
export function graceWords({ whose, until }: Loss, name: string): TemplateResult {
  const words = (n: number) => (n > 0 ? t(`net.${whose}`, { name, n }) : t(`net.${whose}.soon`, { name }));
  return html`<rb-countdown .until=${until} .words=${words}></rb-countdown>`;
}

function ended(call: Ended, context: PersonContext): TemplateResult {
  const words = outcomeWords(call.outcome, call.person, call.group);
  const compact = context.size === 'compact';
  const large = compact ? 'lg' : '';
  return html`<div class="rb-person rb-person-ended">
    ${
      call.group !== null && call.group.length > 1
        ? stack(call.group, compact ? 88 : 104, 3)
        : ring(call.person, { form: 'broken', badge: words.badge }, compact ? 136 : 168, context)
    }
    <div role="alert">
      <h2 class="rb-h1 rb-person-name" id="rb-ended-title">${words.title}</h2>
      ${words.fact === '' ? nothing : html`<p class="rb-person-state">${words.fact}</p>`}
    </div>
    <div class="rb-ended-actions" role="group" tabindex="-1" aria-labelledby="rb-ended-title" @pointerenter=${hold(true)} @pointerleave=${hold(false)} @keydown=${hold(true)}>
      ${
        words.again
          ? html`<button type="button" class="rb-btn ink ${large}" data-testid="call-again" @click=${press({ do: 'callAgain' })}>
              ${icon('phone', 20)}<span>${t('end.again')}</span>
            </button>`
          : nothing
      }
      <button type="button" class="rb-btn ${words.again ? 'text' : `ink ${large}`}" data-testid="close-ended"
        @click=${press({ do: 'closeEnded' })}>
        ${t('end.close')}
      </button>
    </div>
  </div>`;
}

function press(intent: Intent): (event: Event) => void {
  return (event) => fire(event.currentTarget as Element, intent);
}

/** Whoever is at the buttons is given time. */
function hold(held: boolean): (event: Event) => void {
  return press({ do: 'holdEnded', held });
}

function ring(person: Person, state: RingForm, size: number, { levels }: PersonContext): TemplateResult {
  return html`<rb-ring .person=${person} .state=${state} .size=${size} .levels=${levels}></rb-ring>`;
}
