import { type ElementPart, noChange } from 'lit';
import { Directive, directive, type PartInfo, PartType } from 'lit/directive.js';

export type Vars = Readonly<Record<`--${string}`, string | number>>;

/** Sets custom properties by the CSSOM, which strict content security policies allow (a style attribute is not). */
class VarsDirective extends Directive {
  #last: Vars = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('vars() belongs into the element tag itself');
  }

  render(_vars: Vars): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [vars]: [Vars]): typeof noChange {
    const { style } = part.element as HTMLElement | SVGElement;
    for (const name of Object.keys(this.#last)) if (!(name in vars)) style.removeProperty(name);
    for (const [name, value] of Object.entries(vars)) {
      if (this.#last[name as `--${string}`] !== value) style.setProperty(name, String(value));
    }
    this.#last = vars;
    return noChange;
  }
}

export const vars = directive(VarsDirective);
