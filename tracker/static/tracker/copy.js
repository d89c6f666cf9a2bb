// Copies a text area and says so on the button; without it the text is marked and copied by hand.
document.querySelectorAll("[data-copy]").forEach((button) => {
  const area = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", () => {
    area.select();
    if (document.execCommand("copy")) button.textContent = button.dataset.done;
  });
});
