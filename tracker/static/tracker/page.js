// Print on demand, and submit a filter as soon as a list choice changes; everything works without it.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
document.querySelectorAll("form[data-instant] select, form[data-instant] input[name=on]").forEach((field) => {
  field.addEventListener("change", () => field.form.requestSubmit());
});
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
});
