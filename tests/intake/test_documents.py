"""Proving the quotes of the seeds by the texts of the documents."""

import pytest
from django.core.management import CommandError, call_command

from tests.intake.folders import copy_of_seeds, edit, texts_for
from tracker.intake import documents, seed_files
from tracker.models import SourceDocument

QUOTE = "参加代表履职培训不少于3次"


@pytest.fixture
def folder(tmp_path):
    return copy_of_seeds(tmp_path)


@pytest.fixture
def texts(folder, tmp_path):
    return texts_for(folder, tmp_path)


def test_every_document_and_quote_is_proven_across_broken_lines(folder, texts):
    proof = documents.prove(seed_files.read(folder), texts)
    assert proof.failures == []
    assert (proof.documents, proof.quotes) == (5, 305)


def test_a_broken_quote_is_named_with_its_file_and_document(folder, texts):
    edit(folder / "rules/341-311.toml", QUOTE, "参加代表履职培训不少于4次")
    (failure,) = documents.prove(seed_files.read(folder), texts).failures
    assert failure == (
        "rules/341-311.toml「trainings」2018-01-01：在 000_695409023005106f.txt（newspaper-2023-01）"
        "中找不到「参加代表履职培训不少于4次」，请照原文改正。"
    )


def test_a_changed_text_is_named_though_its_quotes_are_there(folder, texts):
    path = texts / "002_8f72e10e11283caf.txt"
    path.write_bytes(path.read_bytes() + "加一句".encode())
    (failure,) = documents.prove(seed_files.read(folder), texts).failures
    assert "002_8f72e10e11283caf.txt 的 SHA-256 与记录不符" in failure


def test_a_missing_text_is_named_with_all_its_quotes(folder, texts):
    (texts / "004_3ff894d0e519ec42.txt").unlink()
    failures = documents.prove(seed_files.read(folder), texts).failures
    assert failures[0] == "documents.toml「cppcc-2022-review」：文件夹中没有 004_3ff894d0e519ec42.txt。"
    assert len(failures) == 1 + 3 + 49


@pytest.mark.django_db
def test_the_command_refuses_a_broken_quote_and_writes_nothing(folder, texts, capsys):
    edit(folder / "notes.toml", QUOTE := "开展各类宣讲67次", f"{QUOTE}！")
    with pytest.raises(CommandError, match="1 处不符，什么也没有写入"):
        call_command("seed", seeds=folder, documents=texts)
    assert "notes.toml「six-ones-not-everybody」" in capsys.readouterr().err
    assert not SourceDocument.objects.exists()


@pytest.mark.django_db
def test_the_command_says_what_it_proved_and_plants(folder, texts, capsys):
    call_command("seed", seeds=folder, documents=texts)
    said = capsys.readouterr().out
    assert said.startswith("5 份文件与记录一致，305 处引文在原文中找到（比对时忽略空格和换行）。")
    assert SourceDocument.objects.count() == 5


@pytest.mark.django_db
def test_the_command_refuses_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match=r"没有「.*/nowhere」这个文件夹"):
        call_command("seed", documents=tmp_path / "nowhere")
