document.querySelector("#book").addEventListener("click", () => {
  window.OperatorWidget?.open();
});
