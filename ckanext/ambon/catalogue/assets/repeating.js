/* Items of a repeating field: add one, take one away, take it back. Without this the form
   shows spare items (see repeating_subfields.html), and everything can be saved as well. */
ckan.module("ambon-repeating", function () {
  "use strict";

  function toggle(button) {
    var item = button.closest("[data-item]").querySelector("fieldset");
    var words = button.textContent;
    // What is disabled is not sent; it stays on the page, and can be taken back.
    item.disabled = !item.disabled;
    button.textContent = button.dataset.words;
    button.dataset.words = words;
    button.removeAttribute("aria-label");
  }

  return {
    initialize: function () {
      var field = this.el[0];
      this.items = field.querySelector("[data-items]");
      this.template = field.querySelector("template").innerHTML;
      this.next = this.items.children.length;
      this.reveal(field);
      field.addEventListener("click", this.clicked.bind(this));
    },

    clicked: function (event) {
      if (event.target.closest("[data-add]")) this.add();
      var remove = event.target.closest("[data-remove]");
      if (remove) toggle(remove);
    },

    add: function () {
      var number = this.next + 1;
      var html = this.template.replace(/INDEX/g, this.next).replace(/NUMBER/g, number);
      this.items.insertAdjacentHTML("beforeend", html);
      this.next = number;
      var item = this.items.lastElementChild;
      this.reveal(item);
      item.querySelectorAll("[data-module]").forEach(function (found) {
        ckan.module.initializeElement(found);
      });
      item.querySelector("input, select, textarea").focus();
    },

    reveal: function (element) {
      element.querySelectorAll("button[hidden]").forEach(function (button) {
        button.hidden = false;
      });
    }
  };
});
