// The roll of an activity: marks everybody at once, counts, and lists anew when the day or the group changes.
const marksOf = (value) => document.querySelectorAll(`.roll input[type=radio][value="${value}"]`);
const count = () => {
  document.querySelectorAll("[data-count] [data-of]").forEach((part) => {
    const value = part.dataset.of === "none" ? "" : part.dataset.of;
    const chosen = [...marksOf(value)].filter((mark) => mark.checked).length;
    const silent = document.querySelectorAll(".roll fieldset").length
      - document.querySelectorAll(".roll input[type=radio]:checked").length;
    part.querySelector("b").textContent = chosen + (value ? 0 : silent);
  });
};
const prepare = () => {
  document.querySelectorAll("[data-all]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      marksOf(button.dataset.all).forEach((mark) => { mark.checked = true; });
      count();
    });
  });
  document.querySelectorAll("[data-renew]").forEach((button) => button.remove());
  count();
};
let asked = 0;
const renew = async (form) => {
  const mine = (asked += 1);
  const said = new FormData(form);
  said.set("refresh", "1");
  const answer = await fetch(form.action, { method: "POST", body: said }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected || mine !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const roll = page.getElementById("roll");
  if (!roll) return;
  document.getElementById("roll").replaceWith(roll);
  const organisers = page.getElementById("id_organisers");
  if (organisers) document.getElementById("id_organisers").value = organisers.value;
  prepare();
};
const calling = document.querySelector("form.calling");
if (calling) {
  calling.addEventListener("change", (event) => {
    if (["starts_on", "group"].includes(event.target.name)) renew(calling);
    else count();
  });
}
prepare();
