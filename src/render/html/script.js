'use strict';
(() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const counted = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

  // What the page holds: claims from the rows of their table, lines and nodes from the picture.
  const claims = all('.claims tbody tr').map((row, number) => ({
    number,
    row,
    edge: Number(row.dataset.edge),
    from: Number(row.dataset.from),
    to: Number(row.dataset.to),
    relation: row.dataset.relation,
    status: row.dataset.status,
    since: row.dataset.since || '',
    until: row.dataset.until || '',
    text: row.textContent.normalize('NFKD').toLowerCase(),
    shown: true,
  }));
  const ofEdge = new Map();
  for (const claim of claims) {
    if (!ofEdge.has(claim.edge)) ofEdge.set(claim.edge, []);
    ofEdge.get(claim.edge).push(claim);
  }
  const parts = all('.part').map((element) => ({ element, rows: all('tbody tr', element).length }));
  const picture = one('.picture');
  const lines = all('[data-edges]', picture).map((element) => {
    const edges = element.dataset.edges.split(' ').map(Number);
    return { element, claims: edges.flatMap((edge) => ofEdge.get(edge) || []) };
  });
  const nodes = new Map(all('[data-node]', picture).map((element) => [Number(element.dataset.node), { element, claims: [] }]));
  for (const claim of claims) {
    nodes.get(claim.from).claims.push(claim);
    if (claim.to !== claim.from) nodes.get(claim.to).claims.push(claim);
  }
  const links = all('[data-claims]').map((element) => ({
    element,
    claims: element.dataset.claims.split(' ').map((number) => claims[Number(number)]),
    words: element.textContent,
  }));
  const nameOf = (node) => node.element.querySelector('title').textContent;

  // The panel: the claims of what was chosen, as its rows of the table say them.
  const panel = one('#panel');
  let chosen = [];
  let opener = null;
  function choose(elements) {
    chosen.forEach((element) => element.classList.remove('chosen'));
    chosen = elements;
    chosen.forEach((element) => element.classList.add('chosen'));
  }
  function close() {
    panel.hidden = true;
    choose([]);
    all('.faded', picture).forEach((element) => element.classList.remove('faded'));
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
  }
  const MOST = 200;
  function open(title, these, elements, from) {
    const shown = these.filter((claim) => claim.shown);
    choose(elements);
    panel.replaceChildren();
    const button = make('button', '×', { type: 'button', class: 'close', 'aria-label': 'Close' });
    button.addEventListener('click', close);
    panel.append(button, make('h3', title));
    const hidden = these.length - shown.length;
    panel.append(make('p', counted(shown.length, 'claim') + (hidden ? `; ${hidden} more filtered out` : ''), { class: 'meta' }));
    const list = make('ol');
    for (const claim of shown.slice(0, MOST)) {
      const [sentence, about, date, evidence, row] = [...claim.row.cells].map((cell) => [...cell.childNodes].map((node) => node.cloneNode(true)));
      const item = make('li');
      const first = make('div');
      first.append(...sentence);
      const second = make('div', undefined, { class: 'evidence' });
      second.append(...evidence);
      const words = [about, date].map((nodes) => nodes.map((node) => node.textContent).join('')).filter((text) => text);
      const third = make('div', words.join(' · '), { class: 'meta' });
      if (words.length) third.append(' · ');
      const link = make('a', row.map((node) => node.textContent).join(''), { href: `#${claim.row.id}` });
      third.append(link, ` (${claim.row.cells[4].title})`);
      item.append(first, second, third);
      list.append(item);
    }
    panel.append(list);
    if (shown.length > MOST) panel.append(make('p', `… and ${shown.length - MOST} more, in the table of claims.`, { class: 'meta' }));
    panel.hidden = false;
    panel.scrollTop = 0;
    opener = from || null;
    if (from) panel.focus({ preventScroll: true });
  }
  function openNode(number, from) {
    const node = nodes.get(number);
    const beside = new Set(node.claims.flatMap((claim) => [claim.from, claim.to]));
    for (const [other, { element }] of nodes) element.classList.toggle('faded', !beside.has(other));
    const own = new Set(node.claims);
    for (const line of lines) line.element.classList.toggle('faded', !line.claims.some((claim) => own.has(claim)));
    open(nameOf(node), node.claims, [node.element], from);
  }
  function openLine(line, from) {
    all('.faded', picture).forEach((element) => element.classList.remove('faded'));
    const { from: a, to: b } = line.claims[0];
    const title = a === b ? nameOf(nodes.get(a)) : `${nameOf(nodes.get(a))} → ${nameOf(nodes.get(b))}`;
    open(title, line.claims, [line.element], from);
  }
  const lineOf = new Map(lines.map((line) => [line.element, line]));
  function openFrom(target, from) {
    const node = target.closest('[data-node]');
    if (node) return openNode(Number(node.dataset.node), from), true;
    const line = target.closest('[data-edges]');
    if (line) return openLine(lineOf.get(line), from), true;
    return false;
  }
  for (const link of links) {
    link.element.addEventListener('click', (event) => {
      event.preventDefault();
      all('.faded', picture).forEach((element) => element.classList.remove('faded'));
      const own = new Set(link.claims);
      const drawn = lines.filter((line) => line.claims.some((claim) => own.has(claim))).map((line) => line.element);
      open(link.element.getAttribute('aria-label'), link.claims, drawn, link.element);
      one('#network').scrollIntoView({ block: 'nearest' });
    });
  }

  // Filters: a claim is shown when it passes all of them; everything else follows from the claims.
  const controls = one('#controls');
  const days = one('#days');
  const range = { first: 0, last: 0 };
  const toDay = (text) => Math.floor(Date.parse(`${text}T00:00:00Z`) / 86400000);
  const toText = (day) => new Date(day * 86400000).toISOString().slice(0, 10);
  if (days) {
    range.first = toDay(days.dataset.first);
    range.last = toDay(days.dataset.last);
    if (Number.isFinite(range.first) && Number.isFinite(range.last)) {
      for (const id of ['#since', '#until']) one(id).max = String(range.last - range.first);
      one('#until').setAttribute('value', String(range.last - range.first));
      one('#until').value = String(range.last - range.first);
    } else {
      days.hidden = true;
    }
    for (const claim of claims) {
      claim.from_day = claim.since ? toDay(claim.since) : -Infinity;
      claim.to_day = claim.until ? toDay(claim.until) : Infinity;
    }
  }
  const checked = (name) => new Set(all(`input[name=${name}]:checked`, controls).map((box) => box.value));
  function filter() {
    const words = one('#search').value.normalize('NFKD').toLowerCase().split(/\s+/).filter((word) => word);
    const relations = checked('relation');
    const statuses = checked('status');
    let since = -Infinity;
    let until = Infinity;
    let narrowed = false;
    if (days && !days.hidden) {
      const [low, high] = [Number(one('#since').value), Number(one('#until').value)];
      narrowed = low > 0 || high < range.last - range.first;
      since = low > 0 ? range.first + low : -Infinity;
      until = high < range.last - range.first ? range.first + high : Infinity;
      one('#since-day').value = toText(range.first + low);
      one('#until-day').value = toText(range.first + high);
    }
    const undated = !days || days.hidden || one('#undated').checked;
    let count = 0;
    for (const claim of claims) {
      const dated = claim.since || claim.until;
      claim.shown = relations.has(claim.relation) && statuses.has(claim.status)
        && (dated ? !narrowed || (claim.to_day >= since && claim.from_day <= until) : undated)
        && words.every((word) => claim.text.includes(word));
      claim.row.classList.toggle('off', !claim.shown);
      count += claim.shown;
    }
    // A part of the table that is not looked at is not laid out: it is told how high it is, as near as one can tell.
    let from = 0;
    for (const part of parts) {
      const left = claims.slice(from, from += part.rows).filter((claim) => claim.shown).length;
      part.element.classList.toggle('off', left === 0);
      part.element.style.containIntrinsicSize = `auto ${100 + 40 * left}px`;
    }
    const some = (these) => these.some((claim) => claim.shown);
    for (const line of lines) line.element.classList.toggle('off', !some(line.claims));
    for (const node of nodes.values()) node.element.classList.toggle('off', !some(node.claims));
    for (const link of links) {
      const left = link.claims.filter((claim) => claim.shown).length;
      const full = left === link.claims.length;
      link.element.textContent = full ? link.words : link.words.replace(/\d+/, String(left));
      (link.element.closest('li,td') || link.element).classList.toggle('empty', left === 0);
    }
    const boxes = (name) => all(`input[name=${name}]`, controls).length;
    one('#relations-count').value = relations.size === boxes('relation') ? '' : `${relations.size} of ${boxes('relation')}`;
    one('#statuses-count').value = statuses.size === boxes('status') ? '' : `${statuses.size} of ${boxes('status')}`;
    one('#shown').value = count === claims.length ? counted(count, 'claim') : `${count} of ${counted(claims.length, 'claim')}`;
  }
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, claims.length > 2000 ? 150 : 20);
  };
  controls.addEventListener('input', later);
  controls.addEventListener('reset', () => setTimeout(filter, 0));
  controls.addEventListener('submit', (event) => event.preventDefault());
  controls.addEventListener('click', (event) => {
    const { all: every, none } = event.target.dataset;
    if (!every && !none) return;
    all(`input[name=${every || none}]`, controls).forEach((box) => { box.checked = Boolean(every); });
    filter();
  });
  document.addEventListener('click', (event) => {
    for (const details of all('#controls details[open]')) if (!details.contains(event.target)) details.open = false;
  });

  // Moving over the picture, by its view box: nothing is drawn anew.
  const whole = picture.viewBox.baseVal;
  const home = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  const view = { ...home };
  function look() {
    picture.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${view.h}`);
    picture.classList.toggle('near', home.w / view.w > 3);
  }
  function zoom(factor, x = view.x + view.w / 2, y = view.y + view.h / 2) {
    const width = Math.min(home.w * 1.5, Math.max(home.w / 60, view.w * factor));
    const real = width / view.w;
    view.x = x - (x - view.x) * real;
    view.y = y - (y - view.y) * real;
    view.w *= real;
    view.h *= real;
    look();
  }
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  // Where the whole picture is too small to read, a part of it is shown first: that around the node with most claims.
  function part() {
    const text = one('.node text:not(.more)', picture);
    const box = picture.getBoundingClientRect();
    if (!text || !box.width || !box.height) return;
    const letters = parseFloat(getComputedStyle(text).fontSize);
    const scale = Math.min(box.width / home.w, box.height / home.h);
    if (letters * scale >= 7.5) return;
    const most = [...nodes.values()].reduce((one, other) => (other.claims.length > one.claims.length ? other : one));
    const middle = most.element.getBBox();
    view.w = Math.min(home.w, box.width * letters / 10);
    view.h = view.w * box.height / box.width;
    const within = (at, length, low, whole) => (length >= whole ? low + (whole - length) / 2 : Math.min(Math.max(at - length / 2, low), low + whole - length));
    view.x = within(middle.x + middle.width / 2, view.w, home.x, home.w);
    view.y = within(middle.y + middle.height / 2, view.h, home.y, home.h);
    look();
    one('.part-shown').hidden = false;
  }
  const showAll = () => {
    Object.assign(view, home);
    look();
    one('.part-shown').hidden = true;
  };
  window.addEventListener('beforeprint', showAll);
  picture.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== picture && !picture.classList.contains('live')) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, ...at(event));
  }, { passive: false });
  let held = null;
  picture.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    held = { x: event.clientX, y: event.clientY, moved: false, target: event.target };
  });
  window.addEventListener('pointermove', (event) => {
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.abs(x) + Math.abs(y) < 5) return;
    held.moved = true;
    picture.classList.add('held');
    const scale = 1 / picture.getScreenCTM().a;
    view.x -= x * scale;
    view.y -= y * scale;
    [held.x, held.y] = [event.clientX, event.clientY];
    look();
  });
  window.addEventListener('pointerup', () => {
    picture.classList.remove('held');
    setTimeout(() => { held = null; }, 0);
  });
  picture.addEventListener('click', (event) => {
    picture.classList.add('live');
    if (held && held.moved) return;
    if (!openFrom(event.target) && !panel.hidden) close();
  });
  one('.zoom').addEventListener('click', (event) => {
    const way = event.target.dataset.zoom;
    if (way === 'in') zoom(0.7);
    if (way === 'out') zoom(1 / 0.7);
    if (way === 'all') showAll();
  });

  // The keyboard: the picture moves by arrows, its parts open by Enter.
  picture.setAttribute('tabindex', '0');
  picture.setAttribute('role', 'group');
  picture.setAttribute('aria-label', `Picture of the network: ${counted(nodes.size, 'node')}. Arrows move, plus and minus zoom, Tab walks the nodes.`);
  if (nodes.size <= 200) {
    for (const { element } of nodes.values()) {
      element.setAttribute('tabindex', '0');
      element.setAttribute('role', 'button');
      element.setAttribute('aria-label', element.querySelector('title').textContent);
    }
  }
  picture.addEventListener('keydown', (event) => {
    const step = view.w / 10;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) {
      view.x += moves[event.key][0];
      view.y += moves[event.key][1];
      look();
    } else if (event.key === '+' || event.key === '=') zoom(0.7);
    else if (event.key === '-') zoom(1 / 0.7);
    else if (event.key === '0') showAll();
    else if ((event.key === 'Enter' || event.key === ' ') && openFrom(event.target, event.target)) { /* opened */ }
    else return;
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) close();
    if (event.key === '/' && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      one('#search').focus();
    }
  });

  document.documentElement.classList.add('live');
  controls.hidden = false;
  one('.zoom').hidden = false;
  part();
  filter();
})();
