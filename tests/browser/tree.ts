import { type DefaultTreeAdapterMap, parse, defaultTreeAdapter as tree } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
export type Element = DefaultTreeAdapterMap['element'];

/** All elements of a page, in the order of the document. */
export function elementsOf(html: string): readonly Element[] {
  return descendants(parse(html));
}

export function descendants(root: Node): readonly Element[] {
  const found: Element[] = [];
  const visit = (node: Node) => {
    if (!('childNodes' in node)) return;
    for (const child of node.childNodes) {
      if (tree.isElementNode(child)) found.push(child);
      visit(child);
    }
  };
  visit(root);
  return found;
}

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((attr) => attr.name === name)?.value;
}

export function hasClass(element: Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(' ').includes(name);
}

export function textOf(node: Node): string {
  if (tree.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

export function parentOf(element: Element): Element | null {
  const { parentNode } = element;
  return parentNode !== null && tree.isElementNode(parentNode) ? parentNode : null;
}

/** As a person finds it again: `a.tool`. */
export function describe(element: Element): string {
  const classes = (attribute(element, 'class') ?? '').split(' ').filter((name) => name !== '');
  return [element.tagName, ...classes].join('.');
}
