import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Call } from '../model/call.js';
import { tileOf } from '../model/group.js';
import { fire } from '../parts/fire.js';
import { placeAbove, placeAt } from '../parts/place.js';
import type { Vars } from '../parts/vars.js';
import type { DockMenu } from './call-dock.js';
import type { CallFocus } from './call-focus.js';
import { MENU_WIDTHS } from './call-menus.js';
import { NO_OVERLAY, type Overlay } from './call-overlays.js';
import type { Spot } from './tile-menu.js';

/** What lies over the stage: it opens, and when it closes the focus goes back to what opened it. */
export class OverlayControl implements ReactiveController {
  shown: Overlay = NO_OVERLAY;
  readonly #stage: ReactiveControllerHost & HTMLElement;
  readonly #focus: CallFocus;

  constructor(stage: ReactiveControllerHost & HTMLElement, focus: CallFocus) {
    this.#stage = stage;
    this.#focus = focus;
    stage.addController(this);
  }

  hostConnected(): void {}

  /** Which menu is open. */
  get menu(): DockMenu | null {
    return this.shown.is === 'menu' ? this.shown.menu : null;
  }

  toggleMenu(menu: DockMenu, opener: HTMLElement): void {
    // A browser may press a key without focusing it.
    opener.focus({ preventScroll: true });
    if (this.menu === menu) this.close();
    else this.#showMenu(menu, placeAbove(this.#stage, opener, MENU_WIDTHS[menu]));
  }

  /** Whose tile's menu is open. */
  get tile(): string | null {
    return this.shown.is === 'tile' ? this.shown.userId : null;
  }

  /** From the key of somebody's tile. */
  toggleTile(userId: string, opener: HTMLElement): void {
    opener.focus({ preventScroll: true });
    const { left, bottom } = opener.getBoundingClientRect();
    if (this.tile === userId) this.close();
    else this.openTile(userId, { x: left, y: bottom });
  }

  /** The menu of somebody's tile, at the place where it was asked for. One gesture may ask twice. */
  openTile(userId: string, { x, y }: Spot): void {
    if (this.tile === userId) return;
    this.show({ is: 'tile', userId, place: placeAt(this.#stage, x, y, MENU_WIDTHS.tile) });
  }

  /** From a menu: where the key of what it opens is not in the dock. */
  open(what: 'shortcuts' | 'quality' | 'invite' | 'mic' | 'cam'): void {
    if (what === 'mic' || what === 'cam') this.#showMenu(what, {});
    else this.show({ is: 'dialog', dialog: what });
  }

  show(overlay: Overlay): void {
    this.#focus.keepOpener();
    this.shown = overlay;
    this.#stage.requestUpdate();
  }

  close(): void {
    this.drop();
    this.#focus.toOpener();
    this.#stage.requestUpdate();
  }

  /** Before drawing: whoever has no tile any more takes his menu with him. */
  settle(call: Call): void {
    if (this.tile === null || (call.phase === 'group' && tileOf(call, this.tile) !== undefined)) return;
    this.drop();
    void this.#stage.updateComplete.then(() => this.#focus.follow(false));
  }

  /** With the call to which it belonged. */
  drop(): void {
    this.shown = NO_OVERLAY;
  }

  #showMenu(menu: DockMenu, place: Vars): void {
    this.show({ is: 'menu', menu, place });
    if (menu !== 'more') fire(this.#stage, { do: 'listDevices' });
  }
}
