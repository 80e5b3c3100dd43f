/* CKAN's scripts ask in the language of the page, and say in it what they wrote in English. */
(function ($, document) {
  const language = document.documentElement.lang;
  const _ = (text) => ckan.i18n._(text);

  $.ajaxSetup({ headers: { "Accept-Language": language } });
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["Accept-Language"] = language;
  });

  /* Times stay as the server wrote them: Ambon's, and they say so. */
  $(".automatic-local-datetime").removeClass("automatic-local-datetime");

  if ($.fn.select2) {
    $.fn.select2.defaults.set("language", {
      errorLoading: () => _("The list could not be read. Try again."),
      loadingMore: () => _("Loading..."),
      noResults: () => _("No matches found"),
      removeAllItems: () => _("Remove all"),
      removeItem: () => _("Remove item"),
      search: () => _("Search"),
      searching: () => _("Searching..."),
    });
  }

  /* What scripts put on the page has a name that is English in the script, or none. */
  const label = (what, words) =>
    document.querySelectorAll(what).forEach((one) => one.setAttribute("aria-label", words));
  const name = (button) => button.setAttribute("aria-label", _("Close"));
  const nameAll = () => {
    document.querySelectorAll('[aria-label="Close"]').forEach(name);
    label("a.handle", _("Reorder resources"));
    label("thead th > input[type=checkbox]", _("Select all"));
  };
  const load = ckan.i18n.load;
  /* A message may stand there before the words have come. */
  ckan.i18n.load = (words) => {
    load(words);
    nameAll();
  };
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
})(jQuery, document);
