// Opens a notebook without its frame of menus, runs it, and shows how much of Python has come until its screen is there.
const named = (id) => document.getElementById(id);
const TOTAL = %BYTES%;
const frame = named("notebook");
const parts = [...document.querySelectorAll("nav a")];
let bytes = 0;
let turn = 0;
let failed = "";

const megabytes = (count) => `${(count / 1e6).toFixed(1)} MB`;
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

new BroadcastChannel("mmready").onmessage = ({ data }) => {
  if (data.failed) failed = data.failed;
  if (data.stage) named("stage").textContent = data.stage;
  if (!data.bytes) return;
  if (!bytes) named("stage").textContent = "Loading Python and the questions";
  bytes = Math.min(TOTAL, bytes + data.bytes);
  named("progress").value = bytes;
  named("loaded").textContent = `${megabytes(bytes)} of ${megabytes(TOTAL)}`;
};

async function until(found, mine) {
  for (;;) {
    if (mine !== turn) throw new Error("another part was opened");
    if (failed) throw new Error(failed);
    const value = found();
    if (value) return value;
    await wait(50);
  }
}

function see(...there) {
  for (const name of ["about", "bar", "coming", "notebook"]) named(name).hidden = !there.includes(name);
}

/** Show another page in the frame; the browser's own way back goes through the parts, not through the frame's pages. */
function go(address) {
  turn += 1;
  bytes = 0;
  failed = "";
  frame.contentWindow.location.replace(address);
  return turn;
}

function dress(page) {
  const style = page.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("notebook.css", location.href).href;
  page.head.append(style);
}

async function running({ ready, sessionContext }, mine) {
  await ready;
  await sessionContext.ready;
  await (await until(() => sessionContext.session?.kernel, mine)).info;
}

/** Whether a cell ended with an error, which is then shown as it is. */
function stopped({ cells }) {
  for (const { outputs } of cells) {
    for (let at = 0; at < (outputs?.length ?? 0); at += 1) if (outputs.get(at).type === "error") return true;
  }
  return false;
}

async function open(notebook) {
  named("stage").textContent = "Loading the notebook";
  named("loaded").textContent = "";
  named("progress").value = 0;
  see("bar", "coming", "notebook");
  frame.className = "coming";
  const mine = go(`notebooks/index.html?path=${encodeURIComponent(notebook)}`);
  const app = await until(() => frame.contentWindow.location.href.includes(notebook) && frame.contentWindow.jupyterapp, mine);
  dress(frame.contentDocument);
  const panel = await until(() => app.shell.currentWidget?.context?.sessionContext && app.shell.currentWidget, mine);
  for (const part of [app.shell.top, app.shell.menu, panel.toolbar]) part?.hide(); // one document, no tools
  let ready = false;
  running(panel.context, mine).then(() => { ready = true; }, () => {}); // what stops it is told by the next line
  await until(() => ready, mine);
  await app.commands.execute("notebook:run-all-cells");
  await until(() => frame.contentDocument.querySelector(".mmr") || stopped(panel.content.model), mine);
  see("bar", "notebook");
  frame.className = "";
}

async function show() {
  const part = parts.find((each) => each.hash === location.hash);
  for (const each of parts) each === part ? each.setAttribute("aria-current", "page") : each.removeAttribute("aria-current");
  if (!part) {
    if (turn) go("about:blank");
    return see("about");
  }
  frame.title = part.textContent;
  try {
    await open(part.dataset.notebook);
  } catch (error) {
    if (location.hash !== part.hash) return; // another part was opened
    named("stage").textContent = `Python could not be loaded. Look at your connection, then load this page anew. (${error.message})`;
  }
}

named("warning").hidden = Boolean(navigator.serviceWorker);
named("start").onclick = () => { location.hash = "#check"; };
addEventListener("hashchange", show);
show();
