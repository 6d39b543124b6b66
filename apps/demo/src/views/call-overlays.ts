import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { lossOf, type Outgoing, type Talking } from '../model/call.js';
import type { Intent } from '../model/intent.js';
import type { Device } from '../model/notice.js';
import { bars } from '../parts/bars.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import '../parts/menu.js';
import { type Vars, vars } from '../parts/vars.js';
import { t } from '../strings/index.js';
import { type MenuContext, menuOf } from './call-menus.js';
import { graceWords } from './call-person.js';
import { qualityDialog, shortcutsDialog } from './dialogs.js';
import { troubleHelp } from './trouble.js';

/** What lies over the stage; one at a time. */
export type Overlay =
  | { readonly is: 'none' }
  | { readonly is: 'menu'; readonly menu: 'mic' | 'cam' | 'more'; readonly place: Vars }
  | { readonly is: 'help'; readonly device: Device }
  | { readonly is: 'dialog'; readonly dialog: 'shortcuts' | 'quality' };

export const NO_OVERLAY: Overlay = { is: 'none' };

export function overlay(
  shown: Overlay,
  context: MenuContext,
  close: () => void,
): TemplateResult | typeof nothing {
  switch (shown.is) {
    case 'none':
      return nothing;
    case 'menu':
      return menu(shown, context, close);
    case 'help':
      return help(shown.device, context, close);
    case 'dialog':
      return html`<dialog class="rb-dialog" @close=${close}>
        ${
          shown.dialog === 'quality' && context.call.phase === 'talking'
            ? qualityDialog(context.call, close)
            : shortcutsDialog(close)
        }
      </dialog>`;
  }
}

function menu(
  shown: Extract<Overlay, { is: 'menu' }>,
  context: MenuContext,
  close: () => void,
): TemplateResult {
  const { label, items, width } = menuOf(shown.menu, context);
  return html`${context.size === 'compact' ? html`<div class="rb-dim"></div>` : nothing}${keyed(
    // Another menu is another element: it takes the focus anew.
    shown.menu,
    html`<rb-menu
      .items=${items}
      .label=${label}
      ${vars({ ...shown.place, '--w': `${width}px` })}
      @close=${close}
    ></rb-menu>`,
  )}`;
}

/** Once the device works again there is nothing to help with. */
function help(
  device: Device,
  { call, fire }: MenuContext,
  close: () => void,
): TemplateResult | typeof nothing {
  const { trouble } = call.own[device];
  if (trouble === null) return nothing;
  const retry = () => {
    close();
    fire({ do: 'toggle', device });
  };
  return troubleHelp({ device, trouble, person: call.person, retry, close });
}

/** What is said about the connection while the pictures go on: it is weak, or the link behind them is gone. */
export function linkNotice(
  call: Outgoing | Talking,
  fire: (intent: Intent) => void,
): TemplateResult | typeof nothing {
  if (call.phase !== 'talking') return nothing;
  const loss = lossOf(call);
  if (loss?.flows) {
    return html`<div class="rb-weak rb-num" role="status">${icon('wifi-off', 18)}<span>${graceWords(loss, call.person)}</span></div>`;
  }
  return loss === null && call.weakness.shown ? weakNotice(call, fire) : nothing;
}

function weakNotice(call: Talking, fire: (intent: Intent) => void): TemplateResult {
  const sendsVideo = call.media === 'video' && call.own.cam.on;
  return html`<div class="rb-weak" role="status">
    ${bars(call.quality.level, 18)}<span>${t(sendsVideo ? 'net.weak' : 'net.weak.audio')}</span>
    ${
      sendsVideo
        ? html`<button type="button" class="rb-btn sm" @click=${() => fire({ do: 'toggle', device: 'cam' })}>
            ${t('net.weak.action')}
          </button>`
        : nothing
    }
    ${key({ icon: 'x', size: 'xs', tone: 'plain', label: t('c.dismiss'), press: () => fire({ do: 'dismissWeak' }) })}
  </div>`;
}
