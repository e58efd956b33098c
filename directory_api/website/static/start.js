// The front page's ways in. The tapped choice is handed to the chat page in this tab only, so that the chat opens as a
// page that can be reloaded. Without this script, or where storage is refused, the form is simply sent.

document.getElementById("start").addEventListener("submit", (event) => {
  const button = event.submitter;
  try {
    sessionStorage.setItem("start", JSON.stringify({ choice: button.value, title: button.firstElementChild.textContent }));
  } catch {
    return;
  }
  event.preventDefault();
  location.assign("/chat");
});
