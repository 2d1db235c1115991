/**
 * Match patterns of a site that a person typed as an address or a name (`chat.example.org`, `https://example.org/x`);
 * null for what is no site of the web. The site with all that stands below its name.
 */
export function patternsOf(typed: string): readonly string[] | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d+/.test(text) ? text : `https://${text}`);
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const { hostname } = url;
  const local = hostname === 'localhost' || /^[\d.]+$/.test(hostname) || hostname.includes(':');
  if (!local && !/\.[a-z0-9-]{2,}$/i.test(hostname)) return null;
  if (local) return [`${url.protocol}//${hostname}/*`];
  return [`${url.protocol}//*.${hostname.replace(/^www\./, '')}/*`];
}
