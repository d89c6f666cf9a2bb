// Asks how far the work on a file is, and shows the page anew when it has ended; without it the page reloads itself.
const bar = document.querySelector("progress[data-address]");
const words = document.querySelector("[data-words]");
const ask = async () => {
  const answer = await fetch(bar.dataset.address).catch(() => null);
  const said = answer && answer.ok && !answer.redirected ? await answer.json() : null;
  if (answer && (!said || !said.busy)) {
    location.reload();
    return;
  }
  if (said) {
    words.textContent = said.words;
    if (said.total) {
      bar.max = said.total;
      bar.value = said.done;
    } else {
      bar.removeAttribute("value");
    }
  }
  setTimeout(ask, 700);
};
if (bar) {
  setTimeout(ask, 300);
}
