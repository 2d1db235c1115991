/** What kind of change a page reports. */
import { isElement } from '../sites/dom.ts';

/** Whether more than texts changed. By index: most pages ask it of few records, and the script is too young to be fast. */
export function isMarkup(records: readonly MutationRecord[]): boolean {
  for (let at = 0; at < records.length; at++) {
    const record = records[at] as MutationRecord;
    if (record.type === 'attributes') return true;
    const { target } = record;
    // As of a page's clock. A form may answer with a field of that name, and is looked at.
    if (record.type === 'characterData' || ('childElementCount' in target && target.childElementCount === 0)) continue;
    if (hasElement(record.addedNodes) || hasElement(record.removedNodes)) return true;
  }
  return false;
}

function hasElement(nodes: NodeList): boolean {
  for (let at = 0; at < nodes.length; at++) if (isElement(nodes[at])) return true;
  return false;
}
