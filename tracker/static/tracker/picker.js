// Names the search fields of the admin for screen readers: what is chosen, and what is typed to find it.
const nameOf = (select) => {
  const cell = select.closest("td");
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const head = cell && cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
  return ((label || head || {}).textContent || "").trim().replace(/[:：]$/, "");
};
const name = () => document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
  const box = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection");
  if (!box) return;
  const shown = box.querySelector(".select2-selection__rendered");
  box.removeAttribute("aria-labelledby");
  if (shown) ["role", "aria-readonly"].forEach((said) => shown.removeAttribute(said)); // a part of the box, no field
  box.setAttribute("aria-label", [nameOf(select), shown && shown.title].filter(Boolean).join(" "));
  box.querySelectorAll("input").forEach((field) => field.setAttribute("aria-label", nameOf(select)));
});
const nameCalendars = () => document.querySelectorAll(".calendarbox").forEach((box) => {
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", window.gettext ? window.gettext("Choose a Date") : "日历");
});
const nameOpened = (event) => {
  const opened = document.querySelector("body > .select2-container--open");
  const list = document.querySelector(".select2-container--open .select2-results__options");
  const box = event.target.nextElementSibling.querySelector("[role=combobox]");
  [opened, list, opened && opened.querySelector("input")].filter(Boolean).forEach((part) => {
    part.setAttribute("aria-label", nameOf(event.target));
  });
  if (opened) opened.setAttribute("role", "dialog");
  if (box && list) box.setAttribute("aria-controls", list.id);
};
const nameAll = () => { name(); nameCalendars(); };
document.addEventListener("formset:added", () => setTimeout(nameAll));
window.addEventListener("load", nameCalendars);
if (window.django && window.django.jQuery) {
  window.django.jQuery(nameAll); // after the widgets, which wait for the same moment
  window.django.jQuery(document).on("select2:select select2:unselect", name).on("select2:open", nameOpened);
}
