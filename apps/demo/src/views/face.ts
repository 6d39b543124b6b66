import type { TemplateResult } from 'lit';
import type { LiveCall } from '../model/call.js';
import type { Person } from '../model/person.js';
import type { CornerController } from '../parts/corner.js';
import type { Box } from '../parts/grid.js';
import type { GroupChoice, GroupLayout } from './group-layout.js';

export interface PicturesState {
  readonly call: LiveCall | null;
  readonly me: Person;
  /** Of a group call. */
  readonly layout: GroupLayout | null;
  readonly choice: GroupChoice;
  readonly pin: (userId: string) => void;
  /** Whose tile's menu is open. */
  readonly openMenu: string | null;
  readonly toggleMenu: (userId: string, opener: HTMLElement) => void;
  /** Of a call of two: the own picture is the large one. */
  readonly swapped: boolean;
  readonly frozen: boolean;
  readonly corner: CornerController;
  readonly swap: () => void;
}

/** Somebody's place on the stage. */
export interface Face {
  readonly person: Person;
  readonly isSelf: boolean;
  readonly classes: Readonly<Record<string, boolean>>;
  /** null: CSS says where it is. */
  readonly box: Box | null;
  readonly hidden: boolean;
  /** What lies over the picture. */
  readonly over: TemplateResult;
  readonly corner?: string;
  readonly label?: string;
  readonly role?: 'group' | 'listitem';
  readonly tabindex?: number;
  readonly drag?: (event: PointerEvent) => void;
  readonly nudge?: (event: KeyboardEvent) => void;
  readonly swap?: () => void;
}
