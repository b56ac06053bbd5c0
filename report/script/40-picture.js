// SPDX-License-Identifier: Apache-2.0
// Pictures: SVG as Graphviz wrote it, of which only shapes, texts and links into this page are taken over.

const svgNamespace = 'http://www.w3.org/2000/svg';
const svgElements = new Set(['svg', 'g', 'a', 'path', 'polygon', 'polyline', 'ellipse', 'circle', 'line', 'text']);
const svgAttributes = new Set(['width', 'height', 'viewBox', 'class', 'transform', 'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'points', 'd', 'x', 'y',
  'cx', 'cy', 'rx', 'ry', 'text-anchor', 'font-family', 'font-size', 'font-weight', 'font-style']);

function copiedShape(source) {
  if (source.nodeType === Node.TEXT_NODE) return document.createTextNode(source.data);
  if (source.nodeType !== Node.ELEMENT_NODE || !svgElements.has(source.localName)) return null;
  const href = source.getAttribute('xlink:href') || '';
  const isLink = source.localName === 'a' && href.startsWith('#');
  const copy = document.createElementNS(svgNamespace, source.localName === 'a' && !isLink ? 'g' : source.localName);
  for (const a of source.attributes) if (svgAttributes.has(a.name)) copy.setAttribute(a.name, a.value);
  if (isLink) copy.setAttribute('href', href);
  const tooltip = (source.getAttribute('xlink:title') || '').trim();
  if (tooltip) {
    const title = document.createElementNS(svgNamespace, 'title');
    title.textContent = tooltip;
    copy.append(title);
  }
  for (const child of source.childNodes) {
    const shape = copiedShape(child);
    if (shape) copy.append(shape);
  }
  return copy;
}

// A picture with its caption, which can be seen as wide as the page or in its own size.
function picture(svg, caption, focusedStage) {
  const drawn = copiedShape(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement);
  // A group, not an image: its links are part of the page.
  drawn.setAttribute('role', 'group');
  drawn.setAttribute('aria-label', caption);
  if (focusedStage) for (const a of drawn.querySelectorAll('a')) if (a.getAttribute('href').endsWith('/' + focusedStage)) a.classList.add('focused');
  // On a narrow page a picture that fits could not be read.
  const fits = !matchMedia('(max-width: 48rem)').matches;
  const frame = h('div', { class: fits ? 'picture fitted' : 'picture', tabindex: '0', role: 'region', 'aria-label': `${caption} (scrolls)` }, drawn);
  const toggle = h('button', { type: 'button', class: 'plain', 'aria-pressed': String(!fits) }, 'Full size');
  toggle.addEventListener('click', () => {
    const fitted = frame.classList.toggle('fitted');
    toggle.setAttribute('aria-pressed', String(!fitted));
  });
  return h('figure', {}, h('figcaption', {}, caption, ' ', toggle), frame);
}
