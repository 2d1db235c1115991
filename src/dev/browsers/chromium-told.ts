/** Chromium's tree for assistive programs, as the DevTools protocol gives it. */
import type { CDPSession } from 'playwright-core';
import type { Told } from './browser.ts';

/** In the world of the content script: the part of the page warning that has a role, or null. It travels as source text. */
export function partWithRole(): Element | null {
  type Opener = { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
  const { chrome } = globalThis as unknown as { chrome?: Opener };
  for (const host of document.querySelectorAll<HTMLElement>('html > *, body > *, dialog > *')) {
    if (host.shadowRoot) continue;
    const part = chrome?.dom?.openOrClosedShadowRoot(host)?.querySelector('[role]');
    if (part) return part;
  }
  return null;
}

interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly backendDOMNodeId?: number;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
}

/** What is told of an element and of all within it; null when the tree does not have it. */
export async function toldOf(cdp: CDPSession, objectId: string): Promise<Told | null> {
  const { node } = await cdp.send('DOM.describeNode', { objectId });
  await cdp.send('Accessibility.enable');
  const { nodes } = await cdp.send('Accessibility.getFullAXTree', {});
  await cdp.send('Accessibility.disable');
  const byId = new Map<string, Node>(nodes.map((each) => [each.nodeId, each]));
  const top = nodes.find((each) => each.backendDOMNodeId === node.backendNodeId && !each.ignored);
  return top === undefined ? null : (told(top, byId)[0] ?? null);
}

/** A node that is passed over gives its children in its place. */
function told(node: Node, byId: ReadonlyMap<string, Node>): Told[] {
  const children = (node.childIds ?? []).flatMap((id) => {
    const child = byId.get(id);
    return child === undefined ? [] : told(child, byId);
  });
  const text = (value: { readonly value?: unknown } | undefined) => String(value?.value ?? '');
  const role = text(node.role);
  // Boxes of the layout and lines of a text say nothing of their own.
  if (role === 'InlineTextBox' || role === 'ListMarker') return [];
  if (node.ignored || role === 'generic' || role === 'none') return children;
  const property = (name: string) => node.properties?.find((each) => each.name === name)?.value.value;
  const expanded = property('expanded');
  const states = [
    ...(property('focused') === true ? ['focused'] : []),
    ...(expanded === undefined ? [] : [expanded === true ? 'expanded' : 'collapsed']),
  ];
  return [
    {
      role: role === 'StaticText' ? 'text' : role,
      name: text(node.name),
      description: text(node.description),
      live: String(property('live') ?? ''),
      states,
      children: role === 'StaticText' ? [] : children,
    },
  ];
}
