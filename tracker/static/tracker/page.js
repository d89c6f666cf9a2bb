// What eases the pages and the admin alike; everything works without it.
const all = (found) => [...document.querySelectorAll(found)];

// Print on demand, with the rows behind the numbers; submit a filter as soon as a list choice changes.
all("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
all("form[data-instant] select, form[data-instant] input[name=on]").forEach((field) => {
  field.addEventListener("change", () => field.form.requestSubmit());
});
let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = all("main details:not([open])");
  unfolded.forEach((details) => { details.open = true; });
});
window.addEventListener("afterprint", () => unfolded.forEach((details) => { details.open = false; }));

// Menus close with Escape, with a press elsewhere, and when the keyboard leaves them.
const folds = all(".fold");
document.addEventListener("keydown", (event) => {
  folds.filter((fold) => event.key === "Escape" && fold.open).forEach((fold) => {
    fold.open = false;
    if (fold.contains(document.activeElement)) fold.querySelector("summary").focus();
  });
});
const leave = (where) => folds.forEach((fold) => { if (where && !fold.contains(where)) fold.open = false; });
document.addEventListener("click", (event) => leave(event.target));
document.addEventListener("focusin", (event) => leave(event.target));

// What can be scrolled can be reached by the keyboard.
const scrolling = ".scroll, .board, .inline-group, .trail, .results, .known .module, pre";
const reach = () => all(scrolling).forEach((box) => {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
});
window.addEventListener("resize", reach);
reach();

// A calendar of the browser beside each day that is typed.
all("input[data-day]").forEach((field) => {
  const picker = document.createElement("input");
  if (!picker.showPicker) return;
  const [frame, button] = [document.createElement("span"), document.createElement("button")];
  frame.className = "dated";
  Object.assign(button, { type: "button", className: "btn plain", textContent: field.dataset.day });
  Object.assign(picker, { type: "date", tabIndex: -1 });
  picker.setAttribute("aria-hidden", "true");
  field.replaceWith(frame);
  frame.append(field, button, picker);
  button.addEventListener("click", () => {
    picker.value = /^\d{4}-\d{2}-\d{2}$/.test(field.value) ? field.value : "";
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    button.focus();
  });
});

// After a refusal the keyboard stands where something is to be mended; last, because the above moves fields.
all(".errornote").forEach((note) => note.setAttribute("role", "alert"));
const wrong = document.querySelector("main [aria-invalid=true], main .wrong :is(input, select, textarea)")
  || document.querySelector("main form .error[role=alert], main .errornote");
if (wrong) {
  const closed = wrong.closest("details:not([open])");
  if (closed) closed.open = true;
  if (wrong.matches("p")) wrong.tabIndex = -1;
  wrong.focus();
}
