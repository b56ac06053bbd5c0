// SPDX-License-Identifier: Apache-2.0
// Addresses within the page: "#connection/ID/STAGE", "#connections?verdict=fails&page=2". cli/fragment_link.cpp writes the same.

function address(view, path, query) {
  const parts = (path || []).map((p) => '/' + encodeURIComponent(p)).join('');
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query || {})) if (value) search.set(key, value);
  const text = search.toString();
  return `#${view}${parts}${text ? '?' + text : ''}`;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function here() {
  const [path, search] = location.hash.slice(1).split('?', 2);
  const [view, ...rest] = path.split('/');
  return { view: view || 'connections', path: rest.map(decoded), query: Object.fromEntries(new URLSearchParams(search || '')) };
}
