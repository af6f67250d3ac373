// Elements from functions, and a render that keeps what is on screen: an element stays the same element as long
// as its tag and key do, so focus, caret and scroll survive every update.

const SVG = "http://www.w3.org/2000/svg";
const after = [];

/** An element. props: attributes; `on` {type: handler}; `set` {property: value}; `key`; `then`: run once drawn. */
export function h(tag, props, ...children) {
  return build(document.createElement(tag), props, children);
}

/** An SVG element, for the page's own icons. */
export function svg(tag, props, ...children) {
  return build(document.createElementNS(SVG, tag), props, children);
}

function build(node, props, children) {
  node.$on = {};
  node.$set = {};
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name === "key") node.$key = String(value);
    else if (name === "on") Object.assign(node.$on, value);
    else if (name === "set") node.$set = value;
    else if (name === "then") node.$then = value;
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  if (props?.id) node.$key ??= props.id;
  node.append(...flat(children));
  listen(node);
  for (const [name, value] of Object.entries(node.$set)) node[name] = value;
  return node;
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

function listen(node) {
  node.$heard ??= new Set();
  for (const type of Object.keys(node.$on)) {
    if (node.$heard.has(type)) continue;
    node.$heard.add(type);
    node.addEventListener(type, (event) => node.$on[type]?.(event));
  }
}

/** Run `work` once the present render is on screen. */
export function afterRender(work) {
  after.push(work);
}

/** Make `root` show `children`, changing as little as can be. */
export function render(root, ...children) {
  const focused = document.activeElement;
  patch(root, flat(children).map(asNode));
  if (focused && focused !== document.activeElement && focused.isConnected && root.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
  for (const work of after.splice(0)) work();
}

function asNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}

function patch(parent, next) {
  const keys = new Set(next.map((node) => node.$key).filter(Boolean));
  const known = new Map();
  for (const child of parent.childNodes) if (child.$key) known.set(child.$key, child);
  let cursor = parent.firstChild;
  for (const node of next) {
    while (cursor?.$key && !keys.has(cursor.$key)) cursor = drop(cursor);
    const match = node.$key ? known.get(node.$key) : cursor && !cursor.$key ? cursor : null;
    if (match && alike(match, node)) {
      if (match === cursor) cursor = cursor.nextSibling;
      else parent.insertBefore(match, cursor);
      morph(match, node);
    } else {
      parent.insertBefore(node, cursor);
      if (cursor && !cursor.$key && !node.$key) cursor = drop(cursor);
      started(node);
    }
  }
  while (cursor) cursor = drop(cursor);
}

function drop(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function alike(old, fresh) {
  return old.nodeName === fresh.nodeName && (old.$key ?? null) === (fresh.$key ?? null);
}

function started(node) {
  if (node.$then) afterRender(() => node.$then(node));
  for (const child of node.childNodes) started(child);
}

function morph(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  old.$on = fresh.$on ?? {};
  listen(old);
  patch(old, [...fresh.childNodes]);
  for (const [name, value] of Object.entries(fresh.$set ?? {})) if (old[name] !== value) old[name] = value;
}
