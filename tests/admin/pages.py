"""Addresses of the admin's pages, and one way to press a button."""

from django.urls import reverse


def url(model, page, *args):
    return reverse(f"admin:tracker_{model}_{page}", args=args)


def verb(row, code):
    return url(row._meta.model_name, "verb", row.pk, code)


def press(client, row, code, **data):
    """Send the form of a verb; the page that comes after it, as text. The row is read again."""
    page = client.post(verb(row, code), data, follow=True).content.decode()
    row.refresh_from_db()
    return page


def shown(client, row):
    """The page of a fact, as text."""
    return client.get(url(row._meta.model_name, "change", row.pk)).content.decode()


def buttons(client, row) -> set[str]:
    """The codes of the verbs that the page of a fact offers."""
    found = client.get(url(row._meta.model_name, "change", row.pk)).context["buttons"]
    return {verb.code for verb, _address in found}
