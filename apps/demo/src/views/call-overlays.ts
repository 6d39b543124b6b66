import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { type LiveCall, type Loss, lossOf } from '../model/call.js';
import { othersOf, tileOf } from '../model/group.js';
import type { Intent } from '../model/intent.js';
import type { Device } from '../model/notice.js';
import { firstName } from '../model/person.js';
import type { SavedGroup } from '../model/saved-group.js';
import type { Contact } from '../model/session.js';
import { bars } from '../parts/bars.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import '../parts/menu.js';
import { type Vars, vars } from '../parts/vars.js';
import { nameList, t } from '../strings/index.js';
import { MENU_WIDTHS, type Menu, type MenuContext, menuOf } from './call-menus.js';
import { graceWords } from './call-person.js';
import { qualityDialog, shortcutsDialog } from './dialogs.js';
import { inviteDialog } from './invite.js';
import { type TileActions, tileItems } from './tile-menu.js';
import { troubleHelp } from './trouble.js';

export interface OverlayContext extends MenuContext, TileActions {
  /** Who can be called into the call. */
  readonly contacts: readonly Contact[];
  readonly groups: readonly SavedGroup[];
}

/** What lies over the stage; one at a time. */
export type Overlay =
  | { readonly is: 'none' }
  | { readonly is: 'menu'; readonly menu: 'mic' | 'cam' | 'more'; readonly place: Vars }
  /** Of somebody's tile. */
  | { readonly is: 'tile'; readonly userId: string; readonly place: Vars }
  | { readonly is: 'help'; readonly device: Device }
  | { readonly is: 'dialog'; readonly dialog: 'shortcuts' | 'quality' | 'invite' };

export const NO_OVERLAY: Overlay = { is: 'none' };

export function overlay(
  shown: Overlay,
  context: OverlayContext,
  close: () => void,
): TemplateResult | typeof nothing {
  switch (shown.is) {
    case 'none':
      return nothing;
    case 'menu':
      return menu(shown.menu, menuOf(shown.menu, context), { ...context, place: shown.place, close });
    case 'tile':
      return tileMenu(shown, context, close);
    case 'help':
      return help(shown.device, context, close);
    case 'dialog':
      return dialogOf(shown.dialog, context, close);
  }
}

function dialogOf(
  shown: Extract<Overlay, { is: 'dialog' }>['dialog'],
  context: OverlayContext,
  close: () => void,
): TemplateResult | typeof nothing {
  const { call } = context;
  switch (shown) {
    case 'invite':
      return inviteDialog(call, context, close);
    case 'shortcuts':
      return html`<dialog class="rb-dialog" @close=${close}>${shortcutsDialog(call.phase === 'group', close)}</dialog>`;
    case 'quality':
      if (call.phase === 'outgoing') return nothing;
      return html`<dialog class="rb-dialog" @close=${close}>${qualityDialog(call, close)}</dialog>`;
  }
}

function tileMenu(
  { userId, place }: Extract<Overlay, { is: 'tile' }>,
  context: OverlayContext,
  close: () => void,
): TemplateResult | typeof nothing {
  const { call } = context;
  const member = call.phase === 'group' ? tileOf(call, userId) : undefined;
  if (member === undefined) return nothing;
  const label = t('c.options', { name: member.person.name });
  const shown = { label, items: tileItems(member, context), width: MENU_WIDTHS.tile };
  return menu(`tile ${userId}`, shown, { ...context, place, close });
}

function menu(
  which: string,
  { label, items, width }: Menu,
  { size, place, close }: Pick<MenuContext, 'size'> & { readonly place: Vars; readonly close: () => void },
): TemplateResult {
  return html`${size === 'compact' ? html`<div class="rb-dim"></div>` : nothing}${keyed(
    // Another menu is another element: it takes the focus anew.
    which,
    html`<rb-menu
      .items=${items}
      .label=${label}
      ${vars({ ...place, '--w': `${width}px` })}
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
  return troubleHelp({ device, trouble, name: nameOf(call), retry, close });
}

/** Whom the call is with, for sentences. */
function nameOf(call: LiveCall): string {
  return call.phase === 'group' ? nameList(othersOf(call)) : firstName(call.person);
}

/** What is said about the connection while the pictures go on: it is weak, or the link behind them is gone. */
export function linkNotice(call: LiveCall, fire: (intent: Intent) => void): TemplateResult | typeof nothing {
  if (call.phase === 'outgoing') return nothing;
  const loss: Loss | null =
    call.phase === 'talking'
      ? lossOf(call)
      : call.lost === null
        ? null
        : { whose: 'self', until: call.lost.until, flows: true };
  if (loss?.flows) {
    return html`<div class="rb-weak rb-num" role="status">${icon('wifi-off', 18)}<span>${graceWords(loss, nameOf(call))}</span></div>`;
  }
  return loss === null && call.weakness.shown ? weakNotice(call, fire) : nothing;
}

function weakNotice(
  call: Extract<LiveCall, { weakness: unknown }>,
  fire: (intent: Intent) => void,
): TemplateResult {
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
