"""One body under the names that reports give it."""

import pytest

from tracker.rules.bodynames import same_name

KNOWN = ["重庆市人民代表大会", "重庆市人大常委会", "政协重庆市委员会", "荣昌区政协", "荣昌区人大常委会"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("重庆市人大常委会", "重庆市人大常委会"),
        ("重庆市第五届人大常委会", "重庆市人大常委会"),
        ("重庆市人民代表大会常务委员会", "重庆市人大常委会"),
        ("重庆市第六届人民代表大会", "重庆市人民代表大会"),
        ("重庆市第五届政协", "政协重庆市委员会"),
        ("政协第五届重庆市委员会", "政协重庆市委员会"),
        ("中国人民政治协商会议重庆市第 六 届委员会", "政协重庆市委员会"),
        ("政协荣昌区委员会", "荣昌区政协"),
        ("荣昌区第19届人大常委会", "荣昌区人大常委会"),
        ("梁平区政协", ""),
        ("人大常委会", ""),
        ("", ""),
    ],
)
def test_a_name_means_the_one_body_of_that_place_and_kind(name, meant):
    assert same_name(name, KNOWN) == meant


def test_a_name_that_two_bodies_share_means_neither():
    assert same_name("甲市第一届政协", ["甲市政协", "政协甲市委员会"]) == ""
