"""An office with one body, two indicators, and a report that was uploaded."""

import html

import pytest

from tracker.models import Indicator, ReportReading

TEXT = """荣昌区人大常委会2023年工作回眸
2023年，荣昌区人大常委会组织代表开展专题调研13次，提出重点督办建议38件。
代表每年参加视察不少于3次。"""


@pytest.fixture
def office(client_as, term):
    """A client of the office of the only body."""
    Indicator.objects.create(code="research", label="代表专题调研", unit="次", scope="deputy", words=["专题调研"])
    Indicator.objects.create(code="key", label="重点督办建议", unit="件", scope="suggestion", order=1)
    return client_as("office", body=term.body)


@pytest.fixture
def upload(office):
    """Sends the form of the upload and answers the page after it, as text."""

    def send(**said):
        said = {"text": TEXT, "publisher": "示例日报"} | said
        response = office.post("/readings/", {name: value for name, value in said.items() if value}, follow=True)
        return html.unescape(response.content.decode())

    return send


@pytest.fixture
def reading(upload):
    """The report as it was read."""
    upload()
    return ReportReading.objects.get()
