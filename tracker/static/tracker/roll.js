// Marks everybody on a roll at once; each mark can still be changed.
document.querySelectorAll("[data-all]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    document.querySelectorAll(`.roll input[value=${button.dataset.all}]`).forEach((mark) => { mark.checked = true; });
  });
});
