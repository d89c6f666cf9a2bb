// Copies one text area, or many one after another, and says so on the button; ticks all boxes of a name. Without it the
// text is marked and copied by hand.
const done = (button) => { button.textContent = button.dataset.done; };
document.querySelectorAll("[data-copy]").forEach((button) => {
  const area = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", () => {
    area.select();
    if (document.execCommand("copy")) done(button);
  });
});
document.querySelectorAll("[data-copy-all]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const texts = [...document.querySelectorAll(button.dataset.copyAll)].map((area) => area.value.trim());
    const all = document.createElement("textarea");
    all.value = texts.filter(Boolean).join("\n\n");
    document.body.append(all);
    all.select();
    if (document.execCommand("copy")) done(button);
    all.remove();
  });
});
document.querySelectorAll("[data-tick]").forEach((button) => {
  const boxes = [...document.querySelectorAll(`input[name="${button.dataset.tick}"]`)];
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = boxes.some((box) => !box.checked);
    boxes.forEach((box) => { box.checked = on; });
  });
});
