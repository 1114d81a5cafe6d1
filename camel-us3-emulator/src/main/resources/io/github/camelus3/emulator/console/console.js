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
  const response = await fetch(path, {...options, headers: {"X-Us3-Console": "1", ...options.headers}});
  const json = await response.json();
  if (!response.ok) throw new Error(json.error || response.statusText);
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
  if (count < 0) return "chunked";
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

// ---- notices, clipboard

function toast(text) {
  const shown = h("div", {class: "toast"}, text);
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

const state = {view: "", id: null, info: null, filter: {requests: "", callbacks: ""}, paused: false, missed: [], gap: false,
  bucket: "", prefix: "", marks: [""], next: null, selected: -1};
const entries = {requests: [], callbacks: []};
// Items received since the last load of the lists began. A loaded list may be older than they are.
const fresh = {requests: [], callbacks: []};
let loads = 0;

// ---- the live lists

const COLUMNS = {
  requests: [["Time", 122], ["Method", 74], ["Key"], ["Call", 168, "extra"], ["Status", 64], ["RetCode", 84, "extra"], ["ms", 60, "num"], ["In", 78, "num extra"], ["Out", 78, "num extra"], ["Session", 92, "extra"]],
  callbacks: [["Time", 122], ["Key"], ["URL", null, "extra"], ["Outcome", 142], ["Status", 64], ["RetCode", 84, "extra"], ["ms", 64, "num"]],
};

const row = {
  requests: item => [
    h("td", {class: "mono dim"}, time(item.at)),
    h("td", {class: "method"}, item.method),
    h("td", {class: "mono", title: `${item.bucket}/${item.key}`}, item.fault && h("span", {class: "badge warn", title: `fault: ${item.fault}`}, "fault"), item.fault && " ", h("span", {class: "dim"}, item.bucket ? `${item.bucket}/` : ""), item.key),
    h("td", {class: "dim extra"}, call(item.call)),
    h("td", {}, statusBadge(item.status)),
    h("td", {class: "mono dim extra"}, item.retCode ? String(item.retCode) : ""),
    h("td", {class: "num"}, String(item.ms)),
    h("td", {class: "num dim extra"}, item.in ? bytes(item.in) : ""),
    h("td", {class: "num dim extra"}, item.out ? bytes(item.out) : ""),
    h("td", {class: "mono dim extra"}, (item.session || "").slice(0, 8))],
  callbacks: item => [
    h("td", {class: "mono dim"}, time(item.at)),
    h("td", {class: "mono", title: `${item.bucket}/${item.key}`}, h("span", {class: "dim"}, `${item.bucket}/`), item.key),
    h("td", {class: "mono extra", title: item.url}, item.url),
    h("td", {}, outcome(item), item.again && " ", item.again && h("span", {class: "badge"}, "again")),
    h("td", {}, item.status ? statusBadge(item.status) : h("span", {class: "badge bad"}, "none")),
    h("td", {class: "mono dim extra"}, item.retCode ? String(item.retCode) : ""),
    h("td", {class: "num"}, String(item.ms))],
};

function outcome(item) {
  if (item.accepted) return h("span", {class: "badge ok"}, "accepted");
  return h("span", {class: `badge ${item.retCode ? "bad" : "warn"}`}, item.retCode ? "failed" : "rejected");
}

function matches(item, text) {
  if (!text) return true;
  const all = [item.method, item.bucket + "/" + item.key, item.call && call(item.call), item.status, item.retCode, item.session, item.fault && "fault " + item.fault, item.url, item.failure, item.reason].join(" ").toLowerCase();
  return text.toLowerCase().split(/\s+/).every(word => all.includes(word));
}

function makeRow(kind, item, fresh) {
  const element = h("tr", {class: fresh ? "fresh" : "", "data-id": String(item.id), onclick: () => go(kind, item.id)}, row[kind](item));
  if (state.id === item.id) element.classList.add("selected");
  return element;
}

function renderList(kind) {
  const filter = h("input", {type: "search", id: "filter", placeholder: "Filter: key, status, RetCode, call, session", "aria-label": "Filter", value: state.filter[kind], oninput: event => { state.filter[kind] = event.target.value; fillRows(kind); }});
  filter.value = state.filter[kind];
  $("list").replaceChildren(
    h("div", {class: "bar"}, filter,
      h("button", {id: "pause", onclick: pause, "aria-pressed": String(state.paused)}, pauseText()),
      h("span", {class: "grow"}),
      h("span", {class: "dim", id: "shown"}),
      h("button", {class: "quiet", onclick: () => api("api/clear", {method: "POST"}).catch(failed)}, "Clear")),
    h("div", {class: "scroll"},
      h("table", {class: "rows"},
        h("colgroup", {}, COLUMNS[kind].map(column => { const col = h("col", {class: column[2] || ""}); if (column[1]) col.width = column[1]; return col; })),
        h("thead", {}, h("tr", {}, COLUMNS[kind].map(column => h("th", {scope: "col", class: column[2] || ""}, column[0])))),
        h("tbody", {id: "rows"})),
      h("div", {id: "none", class: "empty", hidden: true})));
  fillRows(kind);
}

function fillRows(kind) {
  const shown = entries[kind].filter(item => matches(item, state.filter[kind]));
  const selected = document.querySelector("#rows .selected");
  $("rows").replaceChildren(...shown.map(item => makeRow(kind, item, false)));
  if (selected) mark(selected.dataset.id);
  counts(kind);
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
  fresh[kind].length = Math.min(fresh[kind].length, LIMIT);
  if (entries[kind].some(known => known.id === item.id)) return;
  entries[kind].unshift(item);
  entries[kind].length = Math.min(entries[kind].length, LIMIT);
  if (state.view === kind && $("rows")) {
    if (matches(item, state.filter[kind])) $("rows").prepend(makeRow(kind, item, true));
    while ($("rows").children.length > LIMIT) $("rows").lastChild.remove();
  }
}

const pauseText = () => state.paused ? `Resume${state.missed.length ? ` (${state.missed.length}${state.gap ? " or more" : ""} new)` : ""}` : "Pause";

function pause() {
  state.paused = !state.paused;
  if (!state.paused) {
    const missed = state.gap ? [...state.missed, {type: "gap"}] : state.missed;
    state.missed = [];
    state.gap = false;
    receive(missed);
  }
  if ($("pause")) $("pause").textContent = pauseText();
}

// ---- news

const soon = {};
function later(name, action) { // at most five times a second
  if (soon[name]) return;
  soon[name] = setTimeout(() => { delete soon[name]; action().catch(failed); }, 200);
}

const CHANGES = new Set(["PUT_FILE", "POST_FILE", "FINISH_MULTIPART_UPLOAD", "DELETE_FILE", "COPY", "RENAME", "APPEND", "UPLOAD_HIT", "BUCKET_API", "INITIATE_MULTIPART_UPLOAD", "UPLOAD_PART", "ABORT_MULTIPART_UPLOAD", "CLASS_SWITCH", "OP_META"]);

function receive(events) {
  for (const event of events) {
    if (event.type === "request") {
      insert("requests", event.item);
      if (event.item.fault) { toast(`Fault fired: ${event.item.fault}, ${event.item.method} ${event.item.key}`); later("faults", loadFaults); }
      if (CHANGES.has(event.item.call) && state.view === "objects" && state.id === null) later("objects", loadObjects);
      if (CHANGES.has(event.item.call) && state.view === "uploads") later("uploads", loadUploads);
    } else if (event.type === "callback") {
      insert("callbacks", event.item);
    } else if (event.type === "faults") {
      later("faults", loadFaults);
    } else if (event.type === "gap") {
      later("lists", loadLists);
      later("faults", loadFaults);
      if (state.view === "objects" && state.id === null) later("objects", loadObjects);
      if (state.view === "uploads") later("uploads", loadUploads);
    }
  }
  if (events.length) counts(state.view);
}

async function loadLists() {
  const load = ++loads;
  fresh.requests = [];
  fresh.callbacks = [];
  const [requests, callbacks] = await Promise.all([api("api/requests"), api("api/callbacks")]);
  if (load !== loads) return; // a later one has begun
  entries.requests = merged(fresh.requests, requests);
  entries.callbacks = merged(fresh.callbacks, callbacks);
  if (row[state.view]) fillRows(state.view); else counts(state.view);
}

// The newest first. Only items above the loaded ones can be missing in them.
function merged(received, loaded) {
  const last = loaded.length ? loaded[0].id : 0;
  const newer = received.filter((item, index) => item.id > last && received.findIndex(other => other.id === item.id) === index);
  return [...newer, ...loaded].slice(0, LIMIT);
}

function news(events) {
  if (!state.paused) { receive(events); return; }
  const missed = state.missed.concat(events.filter(event => event.type !== "gap"));
  state.gap = state.gap || missed.length > LIMIT || events.some(event => event.type === "gap");
  state.missed = missed.slice(-LIMIT);
  if ($("pause")) $("pause").textContent = pauseText();
}

function listen() {
  const source = new EventSource("api/events");
  let connected = false;
  source.onerror = () => { connected = false; live(false); };
  source.onmessage = message => {
    if (!connected) { // the server sends a message as soon as no event can be lost any more
      connected = true;
      live(true);
      loadLists().catch(failed);
    }
    news(JSON.parse(message.data));
  };
}

function live(on) {
  $("live").className = on ? "live on" : "live";
  $("live").textContent = on ? "live" : "reconnecting";
}

// ---- details

function facts(pairs) {
  return h("dl", {class: "facts"}, pairs.filter(pair => pair[1] !== null && pair[1] !== undefined && pair[1] !== "").map(([name, value]) => [h("dt", {}, name), h("dd", {class: typeof value === "string" ? "mono" : ""}, value)]));
}

function fields(pairs) {
  return pairs.length ? h("table", {class: "fields"}, h("tbody", {}, pairs.map(([name, value]) => h("tr", {}, h("td", {}, name), h("td", {class: "mono"}, value))))) : h("p", {class: "dim"}, "none");
}

function show(...children) {
  $("detail").hidden = false;
  $("main").classList.add("open");
  $("detail").replaceChildren(...children.filter(Boolean));
  $("detail").scrollTop = 0;
}

function closeDetail() {
  $("detail").hidden = true;
  $("main").classList.remove("open");
  $("detail").replaceChildren();
}

const title = (...text) => h("div", {class: "head"}, h("h2", {class: "mono grow"}, ...text), h("button", {class: "quiet", title: "Close (Esc)", "aria-label": "Close", onclick: leave}, "✕"));

const LINES = ["Method", "Content-MD5", "Content-Type", "Date"];

function signed(text, other) {
  const lines = text.split("\n");
  const others = other === undefined ? lines : other.split("\n");
  let resource = false;
  return h("div", {class: "signed mono"}, lines.map((line, index) => {
    const name = index < 4 ? LINES[index] : resource ? "Query" : line.startsWith("/") || index === lines.length - 1 ? "Resource" : "Header";
    resource = resource || name === "Resource";
    return [h("div", {class: "name"}, name), h("div", {class: line === others[index] ? "" : "other"}, line === "" ? h("span", {class: "dim"}, "empty") : line)];
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
  const item = await api(`api/request?${query({id})}`);
  if (state.view !== "requests" || state.id !== id) return;
  const curl = h("button", {id: "curl", onclick: () => copy(item.curl, "curl command")}, "Copy as curl");
  show(title(`${item.method} ${item.bucket}/${item.key}`),
    h("div", {}, statusBadge(item.status), " ", h("span", {class: "dim"}, call(item.call))),
    h("div", {class: "actions"}, curl,
      item.callback && h("a", {class: "button", href: `#callbacks/${item.callback.id}`}, "Callback ", outcome(item.callback)),
      item.key && item.status < 400 && item.status > 0 && h("a", {class: "button", href: objectHash(item.bucket, item.key)}, "Object")),
    item.reason && h("div", {class: "note bad"}, h("p", {}, h("strong", {}, "Refused: "), item.reason)),
    item.fault && h("div", {class: "note warn"}, h("p", {}, h("strong", {}, "Fault: "), item.fault)),
    "signature" in item && h("div", {id: "explanation"}, explanation(item.signature)),
    facts([["Target", item.target], ["RetCode", item.retCode ? String(item.retCode) : ""], ["Time", day(item.at)], ["Took", `${item.ms} ms`], ["Received", bytes(item.in)], ["Sent", bytes(item.out)], ["Session", item.session], ["Connection", `${item.connection}, port ${item.port}`]]),
    h("h3", {}, "Request headers"), fields(item.headers),
    h("h3", {}, "Response headers"), fields(item.responseHeaders),
    h("h3", {}, "curl"), h("pre", {id: "curl-text"}, item.curl));
}

async function callbackDetail(id) {
  const item = await api(`api/callback?${query({id})}`);
  if (state.view !== "callbacks" || state.id !== id) return;
  show(title(`${item.bucket}/${item.key}`),
    h("div", {}, outcome(item), " ", item.again && h("span", {class: "badge"}, "sent again"), " ", h("span", {class: "dim"}, `${item.ms} ms`)),
    h("div", {class: "actions"},
      h("button", {id: "again", onclick: () => again(id)}, "Send again"),
      h("button", {id: "curl", onclick: () => copy(item.curl, "curl command")}, "Copy as curl"),
      item.request && h("a", {class: "button", href: `#requests/${item.request}`}, "Upload request"),
      h("a", {class: "button", href: objectHash(item.bucket, item.key)}, "Object")),
    h("div", {class: `note ${item.accepted ? "ok" : "bad"}`, id: "why"}, h("p", {}, item.why), item.failure && h("p", {class: "mono"}, item.failure), item.fault && h("p", {}, `A fault was applied: ${item.fault}.`)),
    h("h3", {}, "Sent"), facts([["POST", item.url], ["Content-Type", item.contentType], ["Mode", item.bodyMode ? "body" : "query"]]), item.body && h("pre", {id: "sent"}, pretty(item.body)),
    h("h3", {}, "Reply"), item.status ? facts([["Status", String(item.status)], ["Content-Type", item.replyType], ["Bytes", String(item.replyBytes)]]) : h("p", {class: "dim"}, "no complete reply"), item.reply && h("pre", {id: "reply"}, pretty(item.reply)),
    h("h3", {}, "Policy, decoded"),
    fields([["callbackUrl", item.policy.callbackUrl], ["callbackBody", item.policy.callbackBody], ["callbackBodyType", item.policy.callbackBodyType ?? "none"], ...Object.entries(item.policy.callbackVar)]),
    h("h3", {}, "curl"), h("pre", {id: "curl-text"}, item.curl));
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
  const folders = prefix.split("/").slice(0, -1);
  const filtering = document.activeElement && document.activeElement.id === "prefix";
  const typed = filtering ? document.activeElement.value : prefix;
  $("list").replaceChildren(
    h("div", {class: "bar"}, bucketChoice(all, name => { location.hash = folderHash(name, ""); }),
      h("div", {class: "crumbs mono"}, h("button", {onclick: () => { location.hash = folderHash(bucket, ""); }}, "/"),
        folders.map((name, index) => h("button", {onclick: () => { location.hash = folderHash(bucket, folders.slice(0, index + 1).join("/") + "/"); }}, `${name}/`))),
      h("span", {class: "grow"}),
      h("input", {type: "search", id: "prefix", class: "mono", placeholder: "Prefix, then Enter", "aria-label": "Prefix", value: typed, onkeydown: event => { if (event.key === "Enter") location.hash = folderHash(bucket, event.target.value); }}),
      h("button", {class: "primary", onclick: () => openUpload([])}, "Upload")),
    h("div", {class: "scroll"},
      h("table", {class: "rows"},
        h("colgroup", {}, [0, 90, 170, 180, 300].map((width, index) => { const col = h("col", {class: index > 1 ? "extra" : ""}); if (width) col.width = width; return col; })),
        h("thead", {}, h("tr", {}, ["Key", "Size", "MIME type", "Modified", "ETag"].map((name, index) => h("th", {scope: "col", class: index === 1 ? "num" : index > 1 ? "extra" : ""}, name)))),
        h("tbody", {id: "rows"}, page.items.map(objectRow))),
      page.items.length === 0 && h("div", {class: "empty"}, h("strong", {}, prefix ? "No object has this prefix" : "This bucket is empty"), "Drop files here to upload them.")),
    h("div", {class: "pager"},
      h("button", {id: "previous", disabled: state.marks.length < 2, onclick: () => { state.marks.pop(); loadObjects().catch(failed); }}, "Previous"),
      h("button", {id: "next", disabled: !page.next, onclick: () => { state.marks.push(page.next); loadObjects().catch(failed); }}, "Next"),
      h("span", {class: "dim"}, info ? `Page ${state.marks.length} · bucket: ${info.objects.toLocaleString("en")} objects, ${bytes(info.bytes)}` : "")));
  if (filtering) { $("prefix").focus(); $("prefix").value = typed; }
}

function objectRow(item) {
  const name = item.folder || item.key;
  const short = name.slice(state.prefix.lastIndexOf("/") + 1) || name;
  const open = item.folder ? folderHash(state.bucket, item.folder) : objectHash(state.bucket, item.key);
  return h("tr", {"data-id": name, class: !item.folder && state.id === item.key ? "selected" : "", onclick: () => { location.hash = item.folder ? open : `#objects/${encodeURIComponent(state.bucket)}/${encodeURIComponent(state.prefix)}/${encodeURIComponent(item.key)}`; }},
    h("td", {class: "mono", title: name}, item.folder ? h("strong", {}, short) : short),
    h("td", {class: "num"}, item.folder ? "" : bytes(item.size)),
    h("td", {class: "dim extra"}, item.folder ? "folder" : item.type),
    h("td", {class: "dim extra"}, item.folder ? "" : day(item.modified)),
    h("td", {class: "mono dim extra"}, item.folder ? "" : item.eTag));
}

async function objectDetail(key) {
  const bucket = state.bucket;
  let item;
  try {
    item = await api(`api/object?${query({bucket, key})}`);
  } catch (error) {
    show(title(`${bucket}/${key}`), h("div", {class: "note"}, h("p", {}, `${error.message}: the object has been deleted, or its upload failed.`)));
    return;
  }
  if (state.view !== "objects" || state.id !== key) return;
  const content = `api/content?${query({bucket, key})}`;
  show(title(`${bucket}/${key}`),
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

const draft = {files: []};

function openUpload(files) {
  draft.files = [...files];
  const saved = JSON.parse(sessionStorage.getItem("policy") || "{}");
  $("policy-url").value = saved.url ?? "";
  $("policy-type").value = saved.type ?? "application/json";
  $("policy-body").value = saved.body ?? '{"key":"$(x:key)"}';
  $("policy-vars").value = saved.vars ?? "x:key = {key}";
  $("upload-policy").checked = saved.on ?? false;
  $("policy").disabled = !$("upload-policy").checked;
  $("upload-result").replaceChildren();
  $("upload-file").value = "";
  showFiles();
  if (!$("upload").open) $("upload").showModal();
}

function showFiles() {
  const files = draft.files;
  $("upload-names").textContent = files.length === 0 ? "Drop files here, or choose them" : files.map(file => `${file.name} (${bytes(file.size)})`).join(", ");
  $("upload-key").value = state.prefix + (files.length === 1 ? files[0].name : "");
  $("upload-key").disabled = files.length > 1;
  $("upload-type").placeholder = files.length === 1 && files[0].type || "of the file";
  $("upload-start").disabled = files.length === 0;
  $("upload-title").textContent = `Upload to ${state.bucket}`;
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

async function upload() {
  sessionStorage.setItem("policy", JSON.stringify({on: $("upload-policy").checked, url: $("policy-url").value, type: $("policy-type").value, body: $("policy-body").value, vars: $("policy-vars").value}));
  $("upload-start").disabled = true;
  for (const file of draft.files) {
    const shown = h("div", {class: "note"}, h("p", {}, `${file.name}: sending ${bytes(file.size)}`));
    $("upload-result").append(shown);
    try {
      const key = draft.files.length === 1 ? $("upload-key").value : state.prefix + file.name;
      const wishes = {metadata: lines($("upload-meta").value, ":")};
      if ($("upload-policy").checked) wishes.policy = policyFor(key);
      const result = await api(`api/object?${query({bucket: state.bucket, key})}`, {method: "PUT", body: file,
        headers: {"Content-Type": $("upload-type").value || file.type || "application/octet-stream", "X-Us3-Upload": base64(JSON.stringify(wishes))}});
      const good = result.status >= 200 && result.status < 300;
      shown.className = `note ${good ? "ok" : "bad"}`;
      shown.replaceChildren(h("p", {}, `${key}: `, result.status ? `HTTP ${result.status}` : result.error), result.body && h("p", {class: "mono"}, result.body.slice(0, 2000)));
    } catch (error) {
      shown.className = "note bad";
      shown.replaceChildren(h("p", {}, `${file.name}: ${error.message}`));
    }
  }
  $("upload-start").disabled = false;
  if (state.view === "objects") await loadObjects();
}

// ---- unfinished uploads

async function loadUploads() {
  const all = await buckets();
  const bucket = state.bucket;
  const uploads = bucket ? await api(`api/uploads?${query({bucket})}`) : [];
  if (state.view !== "uploads" || bucket !== state.bucket) return;
  $("list").replaceChildren(
    h("div", {class: "bar"}, bucketChoice(all, name => { state.bucket = name; loadUploads().catch(failed); }), h("span", {class: "dim"}, `${uploads.length} unfinished`)),
    h("div", {class: "scroll"}, uploads.length === 0
      ? h("div", {class: "empty"}, h("strong", {}, "No unfinished upload"), "Multipart uploads appear here until they are finished or aborted.")
      : h("div", {class: "columns"}, uploads.map(upload => h("div", {class: "box upload"},
          h("h2", {class: "mono"}, upload.key),
          facts([["Upload ID", upload.id], ["Started", day(upload.started)], ["MIME type", upload.type], ["Part size", bytes(upload.partSize)], ["Stored", `${upload.parts.length} parts, ${bytes(upload.parts.reduce((sum, part) => sum + part.size, 0))}`]]),
          upload.parts.length > 0 && h("h3", {}, "Parts"),
          fields(upload.parts.slice(0, 200).map(part => [String(part.number), `${bytes(part.size)}   ${part.eTag}   ${time(part.stored)}`])),
          h("div", {class: "actions"}, careful("Abort", () => abort(bucket, upload))))))));
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
  $("armed").replaceChildren(...faults.armed.length ? faults.armed.slice().reverse().map(armedFault) : [h("p", {class: "dim"}, "No fault is armed.")]);
  $("disarm-all").hidden = faults.armed.length === 0;
  const happened = Object.entries(faults.happened).sort();
  $("happened").replaceChildren(happened.length ? fields(happened.map(([name, count]) => [name, `${count}×`])) : h("p", {class: "dim"}, "None so far."));
}

function armedFault(one) {
  const limit = one.chance < 1 ? `${Math.round(one.chance * 100)} % of requests` : one.times === 0 ? "always" : one.times === 1 ? "once" : `${one.times} times`;
  return h("div", {class: `armed ${one.spent ? "spent" : ""}`},
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
  if (before !== state.view) { closeDetail(); $("list").replaceChildren(); }
  if (row[state.view]) {
    if (before !== state.view) renderList(state.view);
    mark(String(state.id));
    if (state.id === null) closeDetail(); else await (state.view === "requests" ? requestDetail : callbackDetail)(state.id);
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
  if (moved) { state.marks = [""]; if (before !== "objects") $("list").replaceChildren(); await loadObjects(); }
  mark(state.id);
  if (state.id === null) closeDetail(); else await objectDetail(state.id);
}

function mark(id) {
  for (const element of document.querySelectorAll("#rows .selected")) element.classList.remove("selected");
  const chosen = [...document.querySelectorAll("#rows tr")].find(element => element.dataset.id === id);
  if (chosen) { chosen.classList.add("selected"); chosen.scrollIntoView({block: "nearest"}); }
}

function step(by) {
  const rows = [...document.querySelectorAll("#rows tr")];
  if (!rows.length) return;
  const at = rows.findIndex(element => element.classList.contains("selected"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by))];
  mark(next.dataset.id);
  if (row[state.view] && !$("detail").hidden) next.click();
}

const REPEATED = new Set(["j", "k", "ArrowDown", "ArrowUp"]); // while the key is held

function key(event) {
  const typing = event.target.closest("input, textarea, select, dialog[open]");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !event.target.closest("dialog[open]")) { if (typing) event.target.blur(); else leave(); return; }
  if (typing || (event.repeat && !REPEATED.has(event.key))) return;
  const selected = document.querySelector("#rows .selected");
  const actions = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    Enter: () => { if (selected && event.target === document.body) selected.click(); },
    Backspace: () => { if (state.view === "objects" && state.prefix) location.hash = folderHash(state.bucket, state.prefix.replace(/[^/]*\/?$/, "")); },
    "/": () => { const field = $("filter") || $("prefix"); if (field) field.focus(); },
    "?": () => $("help").showModal(),
    p: () => { if (row[state.view]) pause(); },
    c: () => { if ($("curl")) $("curl").click(); },
    r: () => { if ($("again")) $("again").click(); },
    u: async () => { if (!state.bucket) await buckets(); openUpload([]); },
  };
  if (/^[1-5]$/.test(event.key)) actions[event.key] = () => go(VIEWS[Number(event.key) - 1]);
  if (actions[event.key]) {
    if (event.key !== "Enter") event.preventDefault();
    Promise.resolve(actions[event.key]()).catch(failed);
  }
}

function dropZone(element, accept) {
  element.addEventListener("dragover", event => { if (accept()) { event.preventDefault(); element.classList.add("dropping"); } });
  element.addEventListener("dragleave", event => { if (!element.contains(event.relatedTarget)) element.classList.remove("dropping"); });
  element.addEventListener("drop", event => {
    element.classList.remove("dropping");
    if (accept() && event.dataTransfer.files.length) { event.preventDefault(); openUpload(event.dataTransfer.files); }
  });
}

async function start() {
  addEventListener("hashchange", () => route().catch(failed));
  addEventListener("keydown", key);
  addEventListener("dragover", event => event.preventDefault());
  addEventListener("drop", event => event.preventDefault());
  dropZone($("list"), () => state.view === "objects");
  dropZone($("upload-drop"), () => true);
  $("help-button").onclick = () => $("help").showModal();
  $("upload-file").onchange = event => { draft.files = [...event.target.files]; showFiles(); };
  $("upload-policy").onchange = event => { $("policy").disabled = !event.target.checked; };
  $("upload-close").onclick = () => $("upload").close();
  $("upload-start").onclick = () => upload().catch(failed);
  listen();
  state.info = await api("api/state");
  $("endpoint").textContent = state.info.endpoint;
  $("endpoint").onclick = () => copy(state.info.endpoint, "Endpoint");
  await route();
  await loadFaults();
}

start().catch(failed);
