"use strict";
// Every value is put into the page as a text node or an attribute, never as markup.

const LIMIT = 1000;
const $ = id => document.getElementById(id);

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

async function api(path, options = {}) {
  let response;
  try {
    response = await fetch(path, {...options, headers: {"X-Us3-Console": "1", ...options.headers}});
  } catch { // no connection
    throw new Error("The emulator does not answer");
  }
  const text = await response.text();
  let json = {error: text};
  try { json = JSON.parse(text); } catch { /* a refusal is plain text */ }
  if (!response.ok) throw Object.assign(new Error(json.error || response.statusText), {status: response.status});
  return json;
}

const query = values => new URLSearchParams(values).toString();

// ---- formats

const pad = (value, digits) => String(value).padStart(digits, "0");

function time(millis) {
  const date = new Date(millis);
  return `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}.${pad(date.getMilliseconds(), 3)}`;
}

const day = millis => new Date(millis).toLocaleString();

function bytes(count) {
  if (count < 1024) return `${count} B`;
  const units = ["KiB", "MiB", "GiB", "TiB"];
  let unit = -1;
  do { count /= 1024; unit++; } while (count >= 1024 && unit < units.length - 1);
  return `${count.toFixed(count < 10 ? 1 : 0)} ${units[unit]}`;
}

const call = name => name.toLowerCase().split("_").map(word => word[0].toUpperCase() + word.slice(1)).join("");

function statusBadge(status) {
  const kind = status === 0 ? "bad" : status < 300 ? "ok" : status < 400 ? "" : status < 500 ? "warn" : "bad";
  return h("span", {class: `badge ${kind}`}, status === 0 ? "cut" : String(status));
}

function pretty(text) {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
}

// ---- characters that nobody sees

// Blanks at an end, at a slash or side by side, control characters, and those without width or with a direction.
const ODD = /^ +| +$| {2,}|(?<=\/) +| +(?=\/)|[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]/g;
const MARKS = {" ": "·", "\t": "→", "\n": "↵"};

// The text with a mark for each such character. The mark is drawn by the style sheet, so a copy has the text alone.
function visible(value) {
  const text = String(value);
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(ODD)) {
    nodes.push(text.slice(at, found.index));
    for (const one of found[0]) {
      const code = `U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      nodes.push(h("span", {class: one === " " ? "mark blank" : "mark", "data-mark": MARKS[one] ?? code, title: code}, one));
    }
    at = found.index + found[0].length;
  }
  nodes.push(text.slice(at));
  return nodes.filter(node => node !== "");
}

// ---- lists that change while somebody uses them

const shownAs = new WeakMap();

// Makes the children of a container those of the items, and keeps each element, with its focus, scroll and text selection.
function patch(container, items, idOf, make, fill) {
  const ids = new Set(items.map(idOf));
  for (const child of [...container.children]) if (!ids.has(child.dataset.id)) child.remove();
  const known = new Map([...container.children].map(child => [child.dataset.id, child]));
  let place = container.firstElementChild;
  for (const item of items) {
    const id = idOf(item);
    let element = known.get(id);
    if (!element) {
      element = make(item);
      element.dataset.id = id;
      container.insertBefore(element, place);
    } else if (element === place) {
      place = place.nextElementSibling;
    } else {
      container.insertBefore(element, place);
    }
    const text = JSON.stringify(item);
    if (shownAs.get(element) !== text) { fill(element, item); shownAs.set(element, text); }
  }
}

// Builds the list's frame unless it is there already.
function frame(name, ...build) {
  if ($("list").dataset.frame === name) return;
  $("list").replaceChildren(...build.flatMap(part => part()));
  $("list").dataset.frame = name;
}

// Milliseconds that grow while something runs.
const elapsed = item => item.running ? h("span", {"data-since": String(item.since)}, String(Math.round(performance.now() - item.since))) : String(item.ms);

setInterval(() => {
  if (!state.live) return;
  for (const element of document.querySelectorAll("[data-since]")) element.textContent = String(Math.round(performance.now() - Number(element.dataset.since)));
}, 500);

const stamped = item => item.running ? {...item, since: Math.round(performance.now() - item.ms)} : item;

// ---- notices, clipboard

function toast(text) {
  const shown = h("div", {class: "toast text"}, visible(text));
  $("toasts").append(shown);
  while ($("toasts").children.length > 4) $("toasts").firstChild.remove();
  setTimeout(() => shown.remove(), 4000);
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // no clipboard outside of a secure context
    const area = h("textarea", {}, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast(`${what} copied`);
}

const failed = error => toast(error.message);

// A button that asks once more.
function careful(label, action) {
  const button = h("button", {class: "danger", onclick: () => {
    if (button.classList.contains("sure")) { action(); return; }
    button.classList.add("sure");
    button.textContent = `Really ${label.toLowerCase()}?`;
    setTimeout(() => { button.classList.remove("sure"); button.textContent = label; }, 3000);
  }}, label);
  return button;
}

// ---- state

const state = {view: "", id: null, session: "", instance: "", live: false, filter: {requests: "", callbacks: ""},
  paused: false, missed: new Set(), gap: false, bucket: "", prefix: "", marks: [""], next: null, focus: false};
const entries = {requests: [], callbacks: []};
// Items received since the last load of the lists began. A loaded list may be older than they are.
const fresh = {requests: [], callbacks: []};
let loads = 0;
let loaded = false;

// ---- the live lists

const COLUMNS = {
  requests: [["Time", 122], ["Method", 74], ["Key"], ["Call", 168, "extra"], ["Status", 84], ["RetCode", 84, "extra"], ["ms", 60, "num"], ["In", 78, "num extra"], ["Out", 78, "num extra"], ["Session", 92, "extra"]],
  callbacks: [["Time", 122], ["Key"], ["URL", null, "extra"], ["Outcome", 142], ["Status", 84], ["RetCode", 84, "extra"], ["ms", 64, "num"]],
};

const row = {
  requests: item => [
    h("td", {class: "mono dim"}, time(item.at)),
    h("td", {class: "method"}, item.method),
    h("td", {class: "mono text", title: `${item.bucket}/${item.key}`}, item.fault && h("span", {class: "badge warn", title: `fault: ${item.fault}`}, "fault"), item.fault && " ", h("span", {class: "dim"}, item.bucket ? `${item.bucket}/` : ""), visible(item.key)),
    h("td", {class: "dim extra"}, call(item.call)),
    h("td", {}, item.running ? running() : statusBadge(item.status)),
    h("td", {class: "mono dim extra"}, item.retCode ? String(item.retCode) : ""),
    h("td", {class: "num"}, elapsed(item)),
    h("td", {class: "num dim extra"}, item.in ? bytes(item.in) : ""),
    h("td", {class: "num dim extra"}, item.out ? bytes(item.out) : ""),
    h("td", {class: "mono dim extra"}, (item.session || "").slice(0, 8))],
  callbacks: item => [
    h("td", {class: "mono dim"}, time(item.at)),
    h("td", {class: "mono text", title: `${item.bucket}/${item.key}`}, h("span", {class: "dim"}, `${item.bucket}/`), visible(item.key)),
    h("td", {class: "mono text extra", title: item.url}, visible(item.url)),
    h("td", {}, outcome(item), item.again && " ", item.again && h("span", {class: "badge"}, "again")),
    h("td", {}, item.running ? "" : item.status ? statusBadge(item.status) : h("span", {class: "badge bad"}, "none")),
    h("td", {class: "mono dim extra"}, item.retCode ? String(item.retCode) : ""),
    h("td", {class: "num"}, elapsed(item))],
};

const running = () => h("span", {class: "badge run"}, "running");

function outcome(item) {
  if (item.running) return running();
  if (item.accepted) return h("span", {class: "badge ok"}, "accepted");
  return h("span", {class: `badge ${item.retCode ? "bad" : "warn"}`}, item.retCode ? "failed" : "rejected");
}

function matches(item, text) {
  if (!text) return true;
  const all = [item.method, item.bucket + "/" + item.key, item.call && call(item.call), item.status, item.retCode, item.session, item.running && "running", item.fault && "fault " + item.fault, item.url, item.failure, item.reason].join(" ").toLowerCase();
  return text.toLowerCase().split(/\s+/).every(word => all.includes(word));
}

let arriving = false; // rows made now are marked for a moment

function makeRow(href, classes) {
  const element = h("tr", {class: classes, tabindex: "-1", "aria-selected": "false", onclick: event => open(element, event.detail === 0)});
  element.dataset.href = href;
  return element;
}

// With the keyboard, or by a screen reader, the focus follows into the detail.
function open(element, focus) {
  state.focus = focus;
  if (location.hash === element.dataset.href) route().catch(failed); else location.hash = element.dataset.href;
}

function renderList(kind) {
  const filter = h("input", {type: "search", id: "filter", placeholder: "Filter: key, status, RetCode, call, session", "aria-label": "Filter", value: state.filter[kind], oninput: event => { state.filter[kind] = event.target.value; fillRows(kind); }});
  filter.value = state.filter[kind];
  delete $("list").dataset.frame;
  $("list").replaceChildren(
    h("div", {class: "bar"}, filter,
      h("button", {id: "pause", onclick: pause}, "Pause"),
      h("span", {class: "grow"}),
      h("span", {class: "dim", id: "shown"}),
      h("button", {class: "quiet", onclick: () => api("api/clear", {method: "POST"}).catch(failed)}, "Clear")),
    h("div", {class: "scroll"},
      h("table", {class: "rows", role: "grid", "aria-label": kind === "requests" ? "Requests" : "Callbacks"},
        h("colgroup", {}, COLUMNS[kind].map(column => { const col = h("col", {class: column[2] || ""}); if (column[1]) col.width = column[1]; return col; })),
        h("thead", {}, h("tr", {}, COLUMNS[kind].map(column => h("th", {scope: "col", class: column[2] || ""}, column[0])))),
        h("tbody", {id: "rows"})),
      h("div", {id: "none", class: "empty", hidden: true})));
  showPause();
  fillRows(kind);
}

function fillRows(kind) {
  patch($("rows"), entries[kind].filter(item => matches(item, state.filter[kind])), item => String(item.id),
    item => makeRow(`#${kind}/${item.id}`, `${arriving ? "fresh" : ""} ${state.id === item.id ? "selected" : ""}`),
    (element, item) => element.replaceChildren(...row[kind](item)));
  rove();
  counts(kind);
  if (loaded && state.id !== null && !entries[kind].some(item => item.id === state.id)) notKept();
}

// One row can be reached by the Tab key.
function rove() {
  const rows = [...document.querySelectorAll("#rows tr")];
  const chosen = rows.find(element => element.classList.contains("selected")) || rows.find(element => element === document.activeElement) || rows[0];
  for (const element of rows) {
    const tab = element === chosen ? 0 : -1;
    if (element.tabIndex !== tab) element.tabIndex = tab;
    const selected = String(element.classList.contains("selected"));
    if (element.getAttribute("aria-selected") !== selected) element.setAttribute("aria-selected", selected);
  }
}

function counts(kind) {
  $("count-requests").textContent = String(entries.requests.length);
  $("count-callbacks").textContent = String(entries.callbacks.length);
  if (state.view !== kind || !row[kind] || !$("rows")) return;
  const shown = $("rows").children.length;
  $("shown").textContent = state.filter[kind] ? `${shown} of ${entries[kind].length}` : entries[kind].length >= LIMIT ? `the last ${LIMIT}` : "";
  $("none").hidden = shown > 0;
  if (shown === 0) {
    const text = kind === "requests" ? "Requests appear here while they happen." : "Callbacks of uploads with a policy appear here.";
    $("none").replaceChildren(h("strong", {}, state.filter[kind] ? "Nothing matches the filter" : `No ${kind} yet`), state.filter[kind] ? "" : text);
  }
}

function insert(kind, item) {
  fresh[kind].unshift(item);
  fresh[kind].length = Math.min(fresh[kind].length, 2 * LIMIT);
  const list = entries[kind];
  const known = list.findIndex(other => other.id === item.id);
  if (known >= 0) {
    if (list[known].running) list[known] = item; // else it is the older news
    return;
  }
  const place = list.findIndex(other => other.id < item.id);
  list.splice(place < 0 ? list.length : place, 0, item);
  entries[kind] = limited(list);
}

// What runs is kept, however old it is.
function limited(list) {
  let more = list.length - LIMIT;
  return more <= 0 ? list : list.reverse().filter(item => item.running || more-- <= 0).reverse();
}

function showPause() {
  const count = state.missed.size;
  const text = count || state.gap ? ` (${count}${state.gap ? " or more" : ""} new)` : "";
  if ($("pause")) {
    $("pause").textContent = state.paused ? `Resume${text}` : "Pause";
    $("pause").setAttribute("aria-pressed", String(state.paused));
  }
  showLive();
}

// Holds the lists of requests and callbacks, and nothing else.
function pause() {
  state.paused = !state.paused;
  state.missed.clear();
  state.gap = false;
  showPause();
  if (!state.paused) return loadLists();
}

// ---- news

const soon = {};
function later(name, action) { // at most five times a second
  if (soon[name]) return;
  soon[name] = setTimeout(() => { delete soon[name]; action().catch(failed); }, 200);
}

const CHANGES = new Set(["PUT_FILE", "POST_FILE", "FINISH_MULTIPART_UPLOAD", "DELETE_FILE", "COPY", "RENAME", "APPEND", "UPLOAD_HIT", "BUCKET_API", "INITIATE_MULTIPART_UPLOAD", "UPLOAD_PART", "ABORT_MULTIPART_UPLOAD", "CLASS_SWITCH", "OP_META"]);

function receive(events) {
  let isListed = false;
  for (const event of events) {
    const item = event.item;
    if (event.type === "connected") {
      connected(event.instance);
    } else if (event.type === "full") {
      full(event.pages);
    } else if (event.type === "request") {
      isListed = listed("requests", item) || isListed;
      if (!item.running) requestEnded(item);
    } else if (event.type === "callback") {
      isListed = listed("callbacks", item) || isListed;
      if (state.view === "requests" && state.id !== null && state.session === item.session) later("detail", loadDetail);
    } else if (event.type === "faults") {
      later("faults", loadFaults);
    } else if (event.type === "clear") {
      clear();
    } else if (event.type === "gap") {
      reload();
    }
  }
  if (!isListed) return;
  arriving = true;
  if (row[state.view]) fillRows(state.view); else counts(state.view);
  arriving = false;
}

// Whether the lists have changed.
function listed(kind, item) {
  if (state.view === kind && state.id === item.id && !item.running) later("detail", loadDetail);
  if (!state.paused) { insert(kind, stamped(item)); return true; }
  if (state.missed.size < LIMIT) state.missed.add(item.id); else state.gap = state.gap || !state.missed.has(item.id);
  showPause();
  return false;
}

function requestEnded(item) {
  if (item.fault) { toast(`Fault fired: ${item.fault}, ${item.method} ${item.key}`); later("faults", loadFaults); }
  if (CHANGES.has(item.call)) reloadObjects();
}

function reloadObjects() {
  if (state.view === "objects") later("objects", loadObjects);
  if (state.view === "uploads") later("uploads", loadUploads);
}

// Everything may have changed.
function reload() {
  if (state.paused) { state.gap = true; showPause(); } else later("lists", loadLists);
  later("faults", loadFaults);
  reloadObjects();
}

function clear() {
  loads++; // a list that is on its way is older
  for (const kind of ["requests", "callbacks"]) {
    entries[kind] = entries[kind].filter(item => item.running);
    fresh[kind] = [];
  }
  state.missed.clear();
  state.gap = false;
  loaded = true;
  showPause();
  if (row[state.view]) fillRows(state.view); else counts(state.view);
  if (!state.paused) later("lists", loadLists);
  later("faults", loadFaults);
  reloadObjects();
}

async function loadLists() {
  const load = ++loads;
  fresh.requests = [];
  fresh.callbacks = [];
  const [requests, callbacks] = await Promise.all([api("api/requests"), api("api/callbacks")]);
  if (load !== loads) return; // a later one has begun
  entries.requests = merged(fresh.requests, requests.map(stamped));
  entries.callbacks = merged(fresh.callbacks, callbacks.map(stamped));
  loaded = true;
  if (row[state.view]) fillRows(state.view); else counts(state.view);
}

// The newest first. What has been received replaces what ran when the list was made, and adds what is newer.
function merged(received, list) {
  const last = list.length ? list[0].id : 0;
  const latest = new Map(list.map(item => [item.id, item]));
  for (const item of received.slice().reverse()) {
    const known = latest.get(item.id);
    if (known ? known.running : item.id > last) latest.set(item.id, item);
  }
  return limited([...latest.values()].sort((a, b) => b.id - a.id));
}

// ---- the connection

let source = null;

// Only a page that somebody sees has a connection: a browser opens six to one address, and a page that waits for one stands still.
function listen() {
  if (source || document.hidden) return;
  const opened = new EventSource("api/events");
  source = opened;
  opened.onmessage = message => { if (source === opened) receive(JSON.parse(message.data)); };
  opened.onerror = () => { if (source === opened) lost(); };
}

function unlisten() {
  state.live = false;
  if (source) source.close();
  source = null;
  showLive();
}

function lost() {
  unlisten();
  setTimeout(listen, 1000);
  loadState().catch(() => { if (!state.live) banner("The emulator has stopped. The lists are old."); });
}

function full(pages) {
  unlisten();
  setTimeout(listen, 10000);
  banner(`${pages} pages are open, so this one gets no news. Close some of them.`);
}

function connected(instance) {
  const isOther = state.instance !== "" && state.instance !== instance;
  state.instance = instance;
  state.live = true;
  banner("");
  if (isOther) {
    restarted();
  } else {
    if (state.paused) { state.gap = true; showPause(); } else loadLists().catch(failed);
    later("faults", loadFaults);
    reloadObjects();
  }
  showLive();
  loadState().catch(failed);
}

// Another emulator: it counts from 1 again.
function restarted() {
  state.paused = false;
  loaded = false;
  for (const kind of ["requests", "callbacks"]) { entries[kind] = []; fresh[kind] = []; }
  state.marks = [""];
  clear();
  toast("The emulator has been started again");
  if (state.id !== null) leave();
}

function showLive() {
  $("live").className = state.live && !state.paused ? "live on" : "live";
  $("live").textContent = !state.live ? "reconnecting" : state.paused ? "lists paused" : "live";
}

function banner(text) {
  $("banner").hidden = text === "";
  $("banner").textContent = text;
}

async function loadState() {
  $("endpoint").textContent = (await api("api/state")).endpoint;
}

// ---- details

function facts(pairs) {
  return h("dl", {class: "facts"}, pairs.filter(pair => pair[1] !== null && pair[1] !== undefined && pair[1] !== "").map(([name, value]) => [h("dt", {}, name), h("dd", {class: typeof value === "string" ? "mono text" : ""}, typeof value === "string" ? visible(value) : value)]));
}

function fields(pairs) {
  return pairs.length ? h("table", {class: "fields"}, h("tbody", {}, pairs.map(([name, value]) => h("tr", {}, h("td", {}, visible(name)), h("td", {class: "mono text"}, visible(value)))))) : h("p", {class: "dim"}, "none");
}

function show(of, ...children) {
  const isSame = $("detail").dataset.of === of && !$("detail").hidden;
  const top = $("detail").scrollTop;
  $("detail").hidden = false;
  $("main").classList.add("open");
  $("detail").dataset.of = of;
  $("detail").replaceChildren(...children.flat().filter(Boolean));
  $("detail").scrollTop = isSame ? top : 0;
  if (state.focus) $("detail").focus();
  state.focus = false;
}

function closeDetail() {
  const selected = document.querySelector("#rows .selected");
  if ($("detail").contains(document.activeElement) && selected) selected.focus();
  $("detail").hidden = true;
  $("main").classList.remove("open");
  $("detail").replaceChildren();
  state.session = "";
  state.focus = false;
}

// Newer ones have replaced what the detail shows, or somebody has cleared the lists.
function notKept() {
  if ($("detail").hidden || !$("detail").firstChild || $("not-kept")) return;
  $("detail").firstChild.after(h("div", {class: "note warn", id: "not-kept"}, h("p", {}, "No longer kept: the list has been cleared, or newer ones have taken its place.")));
}

async function loadDetail() {
  if (state.id !== null && row[state.view]) await (state.view === "requests" ? requestDetail : callbackDetail)(state.id);
}

// An entry with its detail; null when the emulator has forgotten it, or somebody has gone on.
async function entry(kind, id) {
  try {
    const item = stamped(await api(`api/${kind.slice(0, -1)}?${query({id})}`));
    return state.view === kind && state.id === id ? item : null;
  } catch (error) {
    if (error.status !== 404 || state.view !== kind || state.id !== id) throw error;
    if ($("detail").dataset.of !== `${kind}/${id}` || $("detail").hidden) show(`${kind}/${id}`, title(`${kind === "requests" ? "Request" : "Callback"} ${id}`));
    notKept();
    return null;
  }
}

const title = (text, ...more) => h("div", {class: "head"}, h("h2", {class: "mono text grow"}, visible(text), ...more), h("button", {class: "quiet", title: "Close (Esc)", "aria-label": "Close", onclick: leave}, "✕"));

const LINES = ["Method", "Content-MD5", "Content-Type", "Date"];

function signed(text, other) {
  const lines = text.split("\n");
  const others = other === undefined ? lines : other.split("\n");
  let resource = false;
  return h("div", {class: "signed mono"}, lines.map((line, index) => {
    const name = index < 4 ? LINES[index] : resource ? "Query" : line.startsWith("/") || index === lines.length - 1 ? "Resource" : "Header";
    resource = resource || name === "Resource";
    return [h("div", {class: "name"}, name), h("div", {class: line === others[index] ? "text" : "text other"}, line === "" ? h("span", {class: "dim"}, "empty") : visible(line))];
  }));
}

function explanation(signature) {
  if (!signature) return h("p", {class: "dim"}, "The signature is not in the head of the request, so it cannot be explained.");
  const parts = [];
  if (!signature.known) parts.push(h("p", {}, `Public key ${signature.publicKey} is not one that the emulator accepts.`));
  if (signature.validNow) parts.push(h("p", {}, "The signature is valid by now: the bucket did not exist when the request arrived, or it is not the one that the host names."));
  if (signature.mistake) {
    const expected = signature.attempts.find(attempt => attempt.bucket === signature.mistake.bucket);
    parts.push(h("div", {class: "note warn", id: "mistake"}, h("p", {}, h("strong", {}, signature.mistake.meaning)), h("p", {}, "The client signed this string:"), signed(signature.mistake.text, expected && expected.text)));
  } else if (signature.known && !signature.validNow) {
    parts.push(h("p", {class: "dim"}, "The signature is valid for no common mistake either. A wrong private key or another bucket name is likely."));
  }
  const shown = signature.mistake ? signature.attempts.filter(attempt => attempt.bucket === signature.mistake.bucket) : signature.attempts;
  for (const attempt of shown.slice(0, 12)) {
    parts.push(h("h3", {}, `Expected string to sign, bucket ${attempt.bucket}`), signed(attempt.text, signature.mistake && signature.mistake.bucket === attempt.bucket ? signature.mistake.text : undefined));
  }
  return parts;
}

async function requestDetail(id) {
  const item = await entry("requests", id);
  if (!item) return;
  state.session = item.session;
  const arrived = item.declared < 0 ? " (chunked)" : item.in === item.declared ? "" : ` of ${bytes(item.declared)}`;
  const curl = h("button", {id: "curl", onclick: () => copy(item.curl, "curl command")}, "Copy as curl");
  show(`requests/${id}`, title(`${item.method} ${item.bucket}/${item.key}`),
    h("div", {}, item.running ? running() : statusBadge(item.status), " ", h("span", {class: "dim"}, call(item.call))),
    h("div", {class: "actions"}, curl,
      item.callback && h("a", {class: "button", href: `#callbacks/${item.callback.id}`}, "Callback ", outcome(item.callback)),
      item.key && item.status < 400 && item.status > 0 && h("a", {class: "button", href: objectHash(item.bucket, item.key)}, "Object")),
    item.reason && h("div", {class: "note bad"}, h("p", {}, h("strong", {}, "Refused: "), h("span", {class: "line"}, visible(item.reason)))),
    item.fault && h("div", {class: "note warn"}, h("p", {}, h("strong", {}, "Fault: "), item.fault)),
    "signature" in item && h("div", {id: "explanation"}, explanation(item.signature)),
    facts([["Target", item.target], ["RetCode", item.retCode ? String(item.retCode) : ""], ["Time", day(item.at)], ["Took", h("span", {class: "mono"}, elapsed(item), " ms")], ["Received", bytes(item.in) + arrived], ["Sent", bytes(item.out)], ["Session", item.session], ["Connection", `${item.connection}, port ${item.port}`]]),
    h("h3", {}, "Request headers"), fields(item.headers),
    h("h3", {}, "Response headers"), item.running ? h("p", {class: "dim"}, "not sent yet") : fields(item.responseHeaders),
    h("h3", {}, "curl"), h("pre", {id: "curl-text"}, item.curl));
}

async function callbackDetail(id) {
  const item = await entry("callbacks", id);
  if (!item) return;
  show(`callbacks/${id}`, title(`${item.bucket}/${item.key}`),
    h("div", {}, outcome(item), " ", item.again && h("span", {class: "badge"}, "sent again"), " ", h("span", {class: "dim"}, elapsed(item), " ms")),
    h("div", {class: "actions"},
      h("button", {id: "again", onclick: () => again(id)}, "Send again"),
      h("button", {id: "curl", onclick: () => copy(item.curl, "curl command")}, "Copy as curl"),
      item.request && h("a", {class: "button", href: `#requests/${item.request}`}, "Upload request"),
      h("a", {class: "button", href: objectHash(item.bucket, item.key)}, "Object")),
    h("div", {class: `note ${item.running ? "" : item.accepted ? "ok" : "bad"}`, id: "why"}, h("p", {}, item.why), item.failure && h("p", {class: "mono text"}, visible(item.failure)), item.fault && h("p", {}, `A fault was applied: ${item.fault}.`)),
    h("h3", {}, "Sent"), facts([["POST", item.url], ["Content-Type", item.contentType], ["Mode", item.bodyMode ? "body" : "query"]]), item.body && h("pre", {id: "sent"}, pretty(item.body)),
    h("h3", {}, "Reply"), item.status ? facts([["Status", String(item.status)], ["Content-Type", item.replyType], ["Bytes", String(item.replyBytes)]]) : h("p", {class: "dim"}, item.running ? "not yet" : "no complete reply"), item.reply && h("pre", {id: "reply"}, pretty(item.reply)),
    ...legs(item),
    h("h3", {}, "Policy, decoded"),
    fields([["callbackUrl", item.policy.callbackUrl], ["callbackBody", item.policy.callbackBody], ["callbackBodyType", item.policy.callbackBodyType ?? "none"], ...Object.entries(item.policy.callbackVar)]),
    h("h3", {}, "curl"), h("pre", {id: "curl-text"}, item.curl));
}

// The requests that were sent: the callback, and where redirects led to.
function legs(item) {
  const last = item.legs.at(-1);
  if (!last) return [h("h3", {}, "Sent headers"), h("p", {class: "dim"}, item.running ? "not yet" : "Nothing was sent: there was no connection, or a fault has pretended the reply.")];
  return [
    item.legs.length > 1 && h("h3", {}, "Redirects"),
    item.legs.length > 1 && h("div", {id: "redirects"}, item.legs.slice(0, -1).map(leg => h("details", {}, h("summary", {class: "mono text"}, `${leg.method} `, visible(leg.url), " ", statusBadge(leg.status)), h("h3", {}, "Sent headers"), fields(leg.sent), h("h3", {}, "Reply headers"), fields(leg.received))),
      h("p", {class: "mono text"}, `${last.method} `, visible(last.url), " ", last.status ? statusBadge(last.status) : "")),
    h("h3", {}, "Sent headers"), h("div", {id: "sent-headers"}, fields(last.sent)),
    h("h3", {}, "Reply headers"), h("div", {id: "reply-headers"}, last.status ? fields(last.received) : h("p", {class: "dim"}, item.running ? "not yet" : "none"))];
}

async function again(id) {
  try {
    const result = await api(`api/callback/again?${query({id})}`, {method: "POST"});
    toast(result.failure || "Callback sent again");
  } catch (error) { failed(error); }
}

// ---- objects

const objectHash = (bucket, key) => `#objects/${encodeURIComponent(bucket)}/${encodeURIComponent(key.includes("/") ? key.slice(0, key.lastIndexOf("/") + 1) : "")}/${encodeURIComponent(key)}`;
const folderHash = (bucket, prefix) => `#objects/${encodeURIComponent(bucket)}/${encodeURIComponent(prefix)}`;

async function buckets() {
  const all = await api("api/buckets");
  if (!all.some(bucket => bucket.name === state.bucket)) state.bucket = all.length ? all[0].name : "";
  return all;
}

function bucketChoice(all, choose) {
  const select = h("select", {id: "bucket", "aria-label": "Bucket", onchange: event => choose(event.target.value)},
    all.map(bucket => h("option", {value: bucket.name}, `${bucket.name}${bucket.public ? " (public)" : ""}`)));
  select.value = state.bucket;
  return select;
}

async function loadObjects() {
  const all = await buckets();
  const bucket = state.bucket;
  const prefix = state.prefix;
  const page = bucket ? await api(`api/objects?${query({bucket, prefix, after: state.marks.at(-1)})}`) : {items: [], next: null};
  if (state.view !== "objects" || bucket !== state.bucket || prefix !== state.prefix) return;
  state.next = page.next;
  const info = all.find(one => one.name === bucket);
  frame(JSON.stringify([all.map(one => [one.name, one.public]), bucket, prefix]), () => objectsFrame(all, bucket, prefix));
  patch($("rows"), page.items, item => item.folder || item.key, objectRow, (element, item) => element.replaceChildren(...objectCells(item)));
  rove();
  $("none").hidden = page.items.length > 0;
  $("none").replaceChildren(h("strong", {}, prefix ? "No object has this prefix" : "This bucket is empty"), "Drop files here to upload them.");
  $("previous").disabled = state.marks.length < 2;
  $("next").disabled = !page.next;
  $("page").textContent = info ? `Page ${state.marks.length} · bucket: ${info.objects.toLocaleString("en")} objects, ${bytes(info.bytes)}` : "";
}

function objectsFrame(all, bucket, prefix) {
  const folders = prefix.split("/").slice(0, -1);
  const filtering = document.activeElement && document.activeElement.id === "prefix";
  const field = h("input", {type: "search", id: "prefix", class: "mono", placeholder: "Prefix, then Enter", "aria-label": "Prefix", onkeydown: event => { if (event.key === "Enter") location.hash = folderHash(bucket, event.target.value); }});
  field.value = filtering ? document.activeElement.value : prefix;
  if (filtering) requestAnimationFrame(() => field.focus());
  return [
    h("div", {class: "bar"}, bucketChoice(all, name => { location.hash = folderHash(name, ""); }),
      h("div", {class: "crumbs mono text"}, h("button", {"aria-label": "Top folder", onclick: () => { location.hash = folderHash(bucket, ""); }}, "/"),
        folders.map((name, index) => h("button", {onclick: () => { location.hash = folderHash(bucket, folders.slice(0, index + 1).join("/") + "/"); }}, visible(name), "/"))),
      h("span", {class: "grow"}), field,
      h("button", {class: "primary", onclick: () => openUpload([])}, "Upload")),
    h("div", {class: "scroll"},
      h("table", {class: "rows", role: "grid", "aria-label": "Objects"},
        h("colgroup", {}, [0, 90, 170, 180, 300].map((width, index) => { const col = h("col", {class: index > 1 ? "extra" : ""}); if (width) col.width = width; return col; })),
        h("thead", {}, h("tr", {}, ["Key", "Size", "MIME type", "Modified", "ETag"].map((name, index) => h("th", {scope: "col", class: index === 1 ? "num" : index > 1 ? "extra" : ""}, name)))),
        h("tbody", {id: "rows"})),
      h("div", {id: "none", class: "empty", hidden: true})),
    h("div", {class: "pager"},
      h("button", {id: "previous", onclick: () => { state.marks.pop(); loadObjects().catch(failed); }}, "Previous"),
      h("button", {id: "next", onclick: () => { state.marks.push(state.next); loadObjects().catch(failed); }}, "Next"),
      h("span", {class: "dim", id: "page"}))];
}

function objectRow(item) {
  const href = item.folder ? folderHash(state.bucket, item.folder) : `#objects/${encodeURIComponent(state.bucket)}/${encodeURIComponent(state.prefix)}/${encodeURIComponent(item.key)}`;
  return makeRow(href, !item.folder && state.id === item.key ? "selected" : "");
}

function objectCells(item) {
  const name = item.folder || item.key;
  const short = name.slice(state.prefix.lastIndexOf("/") + 1) || name;
  return [
    h("td", {class: "mono text", title: name}, item.folder ? h("strong", {}, visible(short)) : visible(short)),
    h("td", {class: "num"}, item.folder ? "" : bytes(item.size)),
    h("td", {class: "dim extra"}, item.folder ? "folder" : item.type),
    h("td", {class: "dim extra"}, item.folder ? "" : day(item.modified)),
    h("td", {class: "mono dim extra"}, item.folder ? "" : item.eTag)];
}

async function objectDetail(key) {
  const bucket = state.bucket;
  let item;
  try {
    item = await api(`api/object?${query({bucket, key})}`);
  } catch (error) {
    if (state.view !== "objects" || state.id !== key) return;
    show(`objects/${bucket}/${key}`, title(`${bucket}/${key}`), h("div", {class: "note"}, h("p", {}, `${error.message}: the object has been deleted, or its upload failed.`)));
    return;
  }
  if (state.view !== "objects" || state.id !== key) return;
  const content = `api/content?${query({bucket, key})}`;
  show(`objects/${bucket}/${key}`, title(`${bucket}/${key}`),
    h("div", {class: "actions"},
      h("a", {class: "button", href: `${content}&download`, download: ""}, "Download"),
      careful("Delete", () => remove(bucket, key))),
    facts([["Size", `${bytes(item.size)} (${item.size.toLocaleString("en")} bytes)`], ["ETag", item.eTag], ["MIME type", item.type], ["Modified", day(item.modified)], ["Storage class", item.storageClass], ["ACL", item.acl]]),
    h("h3", {}, "Metadata"), h("div", {id: "metadata"}, fields(Object.entries(item.metadata))),
    Object.keys(item.tags).length > 0 && h("h3", {}, "Tags"), Object.keys(item.tags).length > 0 && fields(Object.entries(item.tags)),
    h("h3", {}, "Preview"),
    h("div", {class: "preview", id: "preview"}, item.image ? h("img", {src: content, alt: "The object's image"}) : item.text === null ? h("p", {class: "dim"}, "Neither a text nor a small image.") : item.size === 0 ? h("p", {class: "dim"}, "Empty.") : h("pre", {}, item.text), item.text !== null && item.size > item.textBytes && h("p", {class: "dim"}, `The first ${bytes(item.textBytes)} of ${bytes(item.size)}.`)));
}

async function remove(bucket, key) {
  try {
    const result = await api(`api/object?${query({bucket, key})}`, {method: "DELETE"});
    toast(result.status === 204 ? `Deleted ${key}` : `Delete: ${result.status || "no response"}`);
    leave();
    await loadObjects();
  } catch (error) { failed(error); }
}

// ---- upload

// What the dialog is about, whatever the page behind it shows by then.
const draft = {bucket: "", prefix: "", files: []};

function openUpload(files) {
  draft.bucket = state.bucket;
  draft.prefix = state.prefix;
  const saved = JSON.parse(sessionStorage.getItem("policy") || "{}");
  $("policy-url").value = saved.url ?? "";
  $("policy-type").value = saved.type ?? "application/json";
  $("policy-body").value = saved.body ?? '{"key":"$(x:key)"}';
  $("policy-vars").value = saved.vars ?? "x:key = {key}";
  $("upload-policy").checked = saved.on ?? false;
  $("policy").disabled = !$("upload-policy").checked;
  for (const note of document.querySelectorAll("#upload-result .note:not(.sending)")) note.remove();
  choose(files);
  if (!$("upload").open) $("upload").showModal();
}

function choose(files) {
  draft.files = [...files];
  $("upload-file").value = "";
  $("upload-names").replaceChildren(...draft.files.length === 0 ? ["Drop files here, or choose them"] : visible(draft.files.map(file => `${file.name} (${bytes(file.size)})`).join(", ")));
  $("upload-key").value = draft.prefix + (draft.files.length === 1 ? draft.files[0].name : "");
  $("upload-key").disabled = draft.files.length > 1;
  $("upload-type").placeholder = draft.files.length === 1 && draft.files[0].type || "of the file";
  $("upload-start").disabled = draft.files.length === 0;
  $("upload-title").textContent = `Upload to ${draft.bucket}`;
}

function lines(text, separator) {
  const values = {};
  for (const line of text.split("\n").filter(one => one.trim())) {
    const at = line.indexOf(separator);
    if (at < 1) throw new Error(`A line must be name${separator}value: ${line}`);
    values[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return values;
}

function policyFor(key) {
  const vars = lines($("policy-vars").value.replaceAll("{key}", key), "=");
  const policy = {callbackUrl: $("policy-url").value, callbackBody: $("policy-body").value, callbackVar: vars};
  if ($("policy-type").value) policy.callbackBodyType = $("policy-type").value;
  return policy;
}

const base64 = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

let queue = Promise.resolve();

// Reads the form once. Later changes of it, or of the page, concern later uploads.
function upload() {
  const files = draft.files;
  const jobs = files.map(file => {
    const key = files.length === 1 ? $("upload-key").value : draft.prefix + file.name;
    const wishes = {metadata: lines($("upload-meta").value, ":")};
    if ($("upload-policy").checked) wishes.policy = policyFor(key);
    return {bucket: draft.bucket, key, file, type: $("upload-type").value || file.type || "application/octet-stream", wishes: base64(JSON.stringify(wishes))};
  });
  sessionStorage.setItem("policy", JSON.stringify({on: $("upload-policy").checked, url: $("policy-url").value, type: $("policy-type").value, body: $("policy-body").value, vars: $("policy-vars").value}));
  choose([]);
  jobs.forEach(enqueue);
}

// One after the other.
function enqueue(job) {
  const bar = h("progress", {max: Math.max(1, job.file.size), value: 0, "aria-label": `Progress of ${job.key}`});
  const text = h("p", {});
  const note = h("div", {class: "note sending"}, text, h("div", {class: "sent"}, bar, h("button", {type: "button", onclick: () => { job.cancelled = true; if (job.request) job.request.abort(); else end("cancelled", ""); }}, "Cancel")));
  const tell = (...what) => text.replaceChildren(...visible(`${job.bucket}/${job.key}`), ": ", ...what);
  const end = (what, kind, body) => {
    note.className = `note ${kind}`;
    note.replaceChildren(text, body ? h("p", {class: "mono"}, body.slice(0, 2000)) : "", kind === "ok" ? "" : h("button", {type: "button", onclick: () => { note.remove(); enqueue({...job, cancelled: false, request: null}); }}, "Try again"));
    tell(what);
    if (!$("upload").open) toast(`${job.key}: ${what}`);
  };
  tell(`waiting, ${bytes(job.file.size)}`);
  $("upload-result").append(note);
  queue = queue.then(() => job.cancelled ? null : send(job, bar, tell, end));
}

function send(job, bar, tell, end) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    job.request = request;
    request.open("PUT", `api/object?${query({bucket: job.bucket, key: job.key})}`);
    request.setRequestHeader("X-Us3-Console", "1");
    request.setRequestHeader("Content-Type", job.type);
    request.setRequestHeader("X-Us3-Upload", job.wishes);
    request.upload.onprogress = event => { bar.value = event.loaded; tell(`sending, ${bytes(event.loaded)} of ${bytes(job.file.size)}`); };
    request.upload.onload = () => tell("sent, waiting for the response");
    request.onabort = () => end("cancelled", "");
    request.onerror = () => end("no response of the emulator", "bad");
    request.onload = () => {
      let result = {};
      try { result = JSON.parse(request.responseText); } catch { result.error = `the console refused it with status ${request.status}: ${request.responseText}`; }
      end(result.status ? `HTTP ${result.status}` : result.error, result.status >= 200 && result.status < 300 ? "ok" : "bad", result.body);
    };
    request.onloadend = () => { reloadObjects(); done(); };
    tell("sending");
    request.send(job.file);
  });
}

// ---- unfinished uploads

async function loadUploads() {
  const all = await buckets();
  const bucket = state.bucket;
  const uploads = bucket ? await api(`api/uploads?${query({bucket})}`) : [];
  if (state.view !== "uploads" || bucket !== state.bucket) return;
  const count = all.find(one => one.name === bucket)?.uploads ?? 0;
  frame(JSON.stringify(["uploads", all.map(one => [one.name, one.public]), bucket]), () => [
    h("div", {class: "bar"}, bucketChoice(all, name => { state.bucket = name; loadUploads().catch(failed); }), h("span", {class: "dim", id: "unfinished"})),
    h("div", {class: "scroll"}, h("div", {class: "columns", id: "uploads"}),
      h("div", {class: "empty", id: "none"}, h("strong", {}, "No unfinished upload"), "Multipart uploads appear here until they are finished or aborted."))]);
  patch($("uploads"), uploads, upload => upload.id, upload => uploadBox(bucket, upload), fillUpload);
  $("unfinished").textContent = uploads.length < count ? `the first ${uploads.length} of ${count.toLocaleString("en")} unfinished` : `${uploads.length} unfinished`;
  $("none").hidden = uploads.length > 0;
}

function uploadBox(bucket, upload) {
  const parts = h("details", {class: "parts", ontoggle: () => { if (parts.open) loadParts(bucket, upload.id, parts).catch(failed); }},
    h("summary", {}, "Parts"), h("table", {class: "fields"}, h("tbody")),
    h("button", {class: "more", hidden: true, onclick: () => { parts.dataset.wanted = String(Number(parts.dataset.wanted) + 100); loadParts(bucket, upload.id, parts).catch(failed); }}));
  parts.dataset.wanted = "100";
  return h("div", {class: "box upload"}, h("h2", {class: "mono text"}, visible(upload.key)),
    facts([["Upload ID", upload.id], ["Started", day(upload.started)], ["MIME type", upload.type], ["Part size", bytes(upload.partSize)], ["Stored", h("span", {class: "stored mono"})]]),
    parts, h("div", {class: "actions"}, careful("Abort", () => abort(bucket, upload))));
}

function fillUpload(box, upload) {
  box.querySelector(".stored").textContent = `${upload.parts.toLocaleString("en")} parts, ${bytes(upload.bytes)}`;
  const parts = box.querySelector(".parts");
  parts.hidden = upload.parts === 0;
  if (parts.open) loadParts(state.bucket, upload.id, parts).catch(error => { if (error.status !== 404) failed(error); }); // else it has just been finished
}

async function loadParts(bucket, upload, parts) {
  const items = [];
  let more = 1;
  while (more > 0 && items.length < Number(parts.dataset.wanted)) {
    const page = await api(`api/parts?${query({bucket, upload, after: items.length ? items.at(-1).number : -1})}`);
    items.push(...page.items);
    more = page.more;
  }
  patch(parts.querySelector("tbody"), items, part => String(part.number), () => h("tr"),
    (element, part) => element.replaceChildren(h("td", {}, String(part.number)), h("td", {class: "mono text"}, `${bytes(part.size)}   ${part.eTag}   ${time(part.stored)}`)));
  parts.querySelector(".more").hidden = more === 0;
  parts.querySelector(".more").textContent = `Show more, ${more.toLocaleString("en")} are left`;
}

async function abort(bucket, upload) {
  try {
    const result = await api(`api/upload?${query({bucket, key: upload.key, upload: upload.id})}`, {method: "DELETE"});
    toast(result.status === 200 ? "Upload aborted" : `Abort: ${result.status || "no response"}`);
    await loadUploads();
  } catch (error) { failed(error); }
}

// ---- faults

const wish = {name: "", when: "once", times: "3", chance: "25", call: "", key: "", find: ""};

async function loadFaults() {
  const faults = await api("api/faults");
  const waiting = faults.armed.filter(one => !one.spent).length;
  $("count-faults").hidden = waiting === 0;
  $("count-faults").textContent = String(waiting);
  if (state.view !== "faults") return;
  if (!$("faults-form")) renderFaults(faults);
  patch($("armed"), faults.armed.slice().reverse(), one => String(one.id), () => h("div"), fillArmed);
  if (faults.armed.length === 0) $("armed").replaceChildren(h("p", {class: "dim"}, "No fault is armed."));
  $("disarm-all").hidden = faults.armed.length === 0;
  const happened = Object.entries(faults.happened).sort();
  $("happened").replaceChildren(happened.length ? fields(happened.map(([name, count]) => [name, `${count}×`])) : h("p", {class: "dim"}, "None so far."));
}

function fillArmed(element, one) {
  const limit = one.chance < 1 ? `${Math.round(one.chance * 100)} % of requests` : one.times === 0 ? "always" : one.times === 1 ? "once" : `${one.times} times`;
  element.className = `armed ${one.spent ? "spent" : ""}`;
  element.replaceChildren(
    h("span", {class: `badge ${one.spent ? "" : "warn"}`}, one.spent ? "done" : "armed"),
    h("span", {}, h("span", {class: "mono"}, one.text), h("span", {class: "dim"}, ` · ${limit}`)),
    h("span", {class: "dim fired"}, `fired ${one.fired}×`),
    h("button", {class: "quiet", "aria-label": `Remove ${one.text}`, onclick: () => disarm(query({id: one.id}))}, "Remove"));
}

function renderFaults(faults) {
  const radio = (value, ...label) => h("label", {}, h("input", {type: "radio", name: "when", value, checked: wish.when === value, onchange: () => { wish.when = value; }}), ...label);
  const number = (name, max) => h("input", {type: "number", id: `fault-${name}`, min: "1", max, value: wish[name], "aria-label": name, oninput: event => { wish[name] = event.target.value; }, onfocus: event => { const label = event.target.closest("label"); label.querySelector("[type=radio]").click(); }});
  const choices = () => faults.choices.filter(choice => `${choice.name} ${choice.meaning}`.toLowerCase().includes(wish.find.toLowerCase())).map(choice =>
    h("label", {}, h("input", {type: "radio", name: "fault", value: choice.name, checked: wish.name === choice.name, onchange: () => { wish.name = choice.name; $("arm").disabled = false; }}), h("span", {class: "mono"}, choice.name), h("small", {}, choice.meaning)));
  const calls = h("select", {id: "fault-call", onchange: event => { wish.call = event.target.value; }}, h("option", {value: ""}, "every call"), faults.calls.map(name => h("option", {value: name}, call(name))));
  calls.value = wish.call;
  $("list").replaceChildren(h("div", {class: "scroll"}, h("div", {class: "columns", id: "faults-form"},
    h("div", {class: "box"}, h("h2", {}, "Arm a fault"),
      h("input", {type: "search", id: "filter", placeholder: "Find a fault", "aria-label": "Find a fault", value: wish.find, oninput: event => { wish.find = event.target.value; $("choices").replaceChildren(...choices()); }}),
      h("div", {class: "choices", id: "choices", role: "radiogroup", "aria-label": "Fault"}, choices()),
      h("div", {class: "when"}, radio("once", "once"), radio("times", number("times", "1000"), "times"), radio("always", "always"), radio("chance", "for", number("chance", "100"), "% of requests")),
      h("div", {class: "when"}, h("label", {}, "Call", calls), h("label", {}, "Key", h("input", {id: "fault-key", class: "mono", placeholder: "every key", value: wish.key, oninput: event => { wish.key = event.target.value; }}))),
      h("div", {class: "actions"}, h("button", {class: "primary", id: "arm", disabled: !wish.name, onclick: arm}, "Arm"))),
    h("div", {class: "box"}, h("h2", {}, "Armed"), h("div", {id: "armed"}),
      h("div", {class: "actions"}, h("button", {id: "disarm-all", onclick: () => disarm("")}, "Remove all")),
      h("h3", {}, "Fired since the start"), h("div", {id: "happened"})))));
}

// The number in a field. An empty or wrong one is refused: the emulator takes 0 times for "always".
function numberIn(name, max) {
  const number = Number(wish[name]);
  if (!Number.isInteger(number) || number < 1 || number > max) throw new Error(`${name} must be 1 to ${max}: ${wish[name] || "empty"}`);
  return number;
}

async function arm() {
  try {
    const times = wish.when === "once" ? 1 : wish.when === "times" ? numberIn("times", 1000) : 0;
    const chance = wish.when === "chance" ? numberIn("chance", 100) / 100 : 1;
    const body = {name: wish.name, times, chance, call: wish.call, key: wish.key};
    await api("api/faults", {method: "POST", body: JSON.stringify(body)});
    toast(`Armed: ${wish.name}`);
    await loadFaults();
  } catch (error) { failed(error); }
}

async function disarm(which) {
  try { await api(`api/faults?${which}`, {method: "DELETE"}); await loadFaults(); } catch (error) { failed(error); }
}

// ---- the address and the keyboard

const VIEWS = ["requests", "callbacks", "objects", "uploads", "faults"];

function go(view, id) { location.hash = id === undefined || id === null ? `#${view}` : `#${view}/${id}`; }

function leave() {
  if (state.view === "objects") location.hash = folderHash(state.bucket, state.prefix); else go(state.view);
}

async function route() {
  const [view, ...rest] = location.hash.slice(1).split("/");
  const before = state.view;
  state.view = VIEWS.includes(view) ? view : "requests";
  for (const tab of document.querySelectorAll("#tabs a")) {
    if (tab.dataset.view === state.view) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
  }
  if (state.view === "objects") { await routeObjects(rest.map(decodeURIComponent), before); return; }
  state.id = row[state.view] && rest[0] ? Number(rest[0]) : null;
  if (before !== state.view) { closeDetail(); $("list").replaceChildren(); delete $("list").dataset.frame; }
  if (row[state.view]) {
    if (before !== state.view) renderList(state.view);
    if (state.id !== null) mark(String(state.id)); // else the row stays selected
    if (state.id === null) closeDetail(); else await loadDetail();
  } else {
    closeDetail();
    await (state.view === "uploads" ? loadUploads : loadFaults)();
  }
}

async function routeObjects([bucket, prefix = "", key], before) {
  const moved = before !== "objects" || (bucket !== undefined && bucket !== state.bucket) || prefix !== state.prefix;
  if (bucket !== undefined) state.bucket = bucket;
  state.prefix = prefix;
  state.id = key === undefined ? null : key;
  if (moved) { state.marks = [""]; if (before !== "objects") { closeDetail(); $("list").replaceChildren(); delete $("list").dataset.frame; } await loadObjects(); }
  if (state.id !== null) mark(state.id);
  const first = document.querySelector("#rows tr");
  if (state.id === null && state.focus && first) first.focus(); // in the folder that has been opened
  if (state.id === null) closeDetail(); else await objectDetail(state.id);
}

function mark(id) {
  const rows = [...document.querySelectorAll("#rows tr")];
  for (const element of rows) element.classList.toggle("selected", element.dataset.id === id);
  rove();
  const chosen = rows.find(element => element.dataset.id === id);
  if (chosen) chosen.scrollIntoView({block: "nearest"});
}

function step(by) {
  const rows = [...document.querySelectorAll("#rows tr")];
  if (!rows.length) return;
  const at = rows.findIndex(element => element.classList.contains("selected"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by))];
  const isReading = $("detail").contains(document.activeElement);
  mark(next.dataset.id);
  if (!isReading) next.focus();
  if (row[state.view] && !$("detail").hidden) open(next, isReading);
}

const REPEATED = new Set(["j", "k", "ArrowDown", "ArrowUp"]); // while the key is held
const TEXTS = "input:not([type=radio], [type=checkbox], [type=file]), textarea, select, dialog[open]";

function key(event) {
  const typing = event.target.closest(TEXTS);
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !event.target.closest("dialog[open]")) { if (typing) event.target.blur(); else leave(); return; }
  if (typing || (event.repeat && !REPEATED.has(event.key))) return;
  const selected = document.querySelector("#rows .selected");
  const isInList = event.target === document.body || event.target.closest("#rows") !== null; // else arrows scroll, or choose
  const actions = {
    j: () => step(1), k: () => step(-1),
    Backspace: () => { if (state.view === "objects" && state.prefix) location.hash = folderHash(state.bucket, state.prefix.replace(/[^/]*\/?$/, "")); },
    "/": () => { const field = $("filter") || $("prefix"); if (field) field.focus(); },
    "?": () => $("help").showModal(),
    p: () => { if (row[state.view]) return pause(); },
    c: () => { if ($("curl")) $("curl").click(); },
    r: () => { if ($("again")) $("again").click(); },
    u: async () => { if (!state.bucket) await buckets(); openUpload([]); },
  };
  if (isInList) {
    const chosen = event.target.closest("#rows tr") || selected;
    actions.ArrowDown = () => step(1);
    actions.ArrowUp = () => step(-1);
    if (chosen) actions.Enter = () => open(chosen, true);
  }
  if (/^[1-5]$/.test(event.key)) actions[event.key] = () => go(VIEWS[Number(event.key) - 1]);
  if (actions[event.key]) {
    event.preventDefault();
    Promise.resolve(actions[event.key]()).catch(failed);
  }
}

function dropZone(element, accept) {
  element.addEventListener("dragover", event => { if (accept()) { event.preventDefault(); element.classList.add("dropping"); } });
  element.addEventListener("dragleave", event => { if (!element.contains(event.relatedTarget)) element.classList.remove("dropping"); });
  element.addEventListener("drop", event => {
    element.classList.remove("dropping");
    if (accept() && event.dataTransfer.files.length) { event.preventDefault(); if ($("upload").open) choose(event.dataTransfer.files); else openUpload(event.dataTransfer.files); }
  });
}

function start() {
  addEventListener("hashchange", () => route().catch(failed));
  addEventListener("keydown", key);
  addEventListener("dragover", event => event.preventDefault());
  addEventListener("drop", event => event.preventDefault());
  document.addEventListener("visibilitychange", () => { if (document.hidden) unlisten(); else listen(); });
  dropZone($("list"), () => state.view === "objects");
  dropZone($("upload-drop"), () => true);
  $("help-button").onclick = () => $("help").showModal();
  $("endpoint").onclick = () => copy($("endpoint").textContent, "Endpoint");
  $("upload-file").onchange = event => choose(event.target.files);
  $("upload-policy").onchange = event => { $("policy").disabled = !event.target.checked; };
  $("upload-close").onclick = () => $("upload").close();
  $("upload-form").onsubmit = event => {
    event.preventDefault();
    try { upload(); } catch (error) { failed(error); }
  };
  listen();
  route().catch(failed);
  loadFaults().catch(failed);
}

start();
