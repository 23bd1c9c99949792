// Opens a notebook without its frame of menus, runs it, and shows how much of Python has come until its screen is there.
const named = (id) => document.getElementById(id);
const TOTAL = %BYTES%;
const frame = named("notebook");
const parts = [...document.querySelectorAll("nav a")];
let bytes = 0;
let turn = 0;

const megabytes = (count) => `${(count / 1e6).toFixed(1)} MB`;
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

new BroadcastChannel("mmready").onmessage = ({ data }) => {
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
    const value = found();
    if (value) return value;
    await wait(50);
  }
}

async function open(notebook) {
  const mine = ++turn;
  bytes = 0;
  named("stage").textContent = "Loading the notebook";
  named("about").hidden = true;
  named("coming").hidden = false;
  named("bar").hidden = false;
  frame.hidden = false;
  frame.className = "coming";
  frame.src = `notebooks/index.html?path=${encodeURIComponent(notebook)}`;
  const app = await until(() => frame.contentWindow.location.href.includes(notebook) && frame.contentWindow.jupyterapp, mine);
  const panel = await until(() => app.shell.currentWidget?.context?.sessionContext && app.shell.currentWidget, mine);
  for (const part of [app.shell.top, app.shell.menu, panel.toolbar]) part?.hide(); // one document, no tools
  await panel.context.ready;
  await panel.context.sessionContext.ready;
  await (await until(() => panel.context.sessionContext.session?.kernel, mine)).info;
  await app.commands.execute("notebook:run-all-cells");
  await until(() => frame.contentDocument.querySelector(".mmr, .jp-OutputArea-output[data-mime-type*=error]"), mine);
  named("coming").hidden = true;
  frame.className = "";
}

async function show() {
  const part = parts.find((each) => each.hash === location.hash);
  if (!part) return;
  for (const each of parts) each.toggleAttribute("aria-current", each === part);
  try {
    await open(part.dataset.notebook);
  } catch (error) {
    if (!String(error).includes("another part")) named("stage").textContent = `This did not work: ${error}`;
  }
}

named("warning").hidden = Boolean(navigator.serviceWorker);
named("start").onclick = () => { location.hash = "#check"; };
addEventListener("hashchange", show);
show();
