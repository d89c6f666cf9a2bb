"""What each role may do with records, and of whom it sees what, in words: for people to read beside the matrix.

The verbs on duty records and activities are guarded where they are written and offered; a test holds that these lines
say the same.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..ledger.answers import SETTLING
from ..ledger.verifying import VERIFIERS
from ..models import STAFF, Role

OFFICE, DEPUTY = frozenset({Role.OFFICE}), frozenset({Role.DEPUTY})
IMPORTING = OFFICE | {Role.LIAISON}


@dataclass(frozen=True)
class Deed:
    """Something that is done: what it is called, the roles that may do it, and what else must hold."""

    label: str
    roles: frozenset
    note: str = ""


RECORDS = (
    Deed(_("登记履职（代登、本人登记）"), IMPORTING | DEPUTY, _("联络员限本组，代表限本人")),
    Deed(_("登记活动和名单"), IMPORTING, _("联络员限本组")),
    Deed(_("提交、修改未审核的登记"), IMPORTING | DEPUTY, _("联络员和代表限自己登记的")),
    Deed(_("审核通过、退回修改"), VERIFIERS, _("登记人不能审核自己登记的内容")),
    Deed(_("作废登记"), IMPORTING | DEPUTY, _("须写明原因；联络员和代表限自己登记、尚未审核的")),
    Deed(_("附佐证材料、撤下佐证材料"), IMPORTING | DEPUTY, _("限自己登记的或者本人的")),
    Deed(_("核对他人登记的名单，提出异议"), DEPUTY, _("限本人的登记")),
    Deed(_("处理异议"), SETTLING),
    Deed(_("作零报告、撤回零报告"), IMPORTING, _("联络员限本组")),
    Deed(_("登记当选、更正、调组、终止"), OFFICE),
    Deed(_("登记和查看请假、暂停"), OFFICE, _("须有“可见请假、暂停事由”的授权")),
    Deed(_("登记会议、确认发言名单"), OFFICE),
    Deed(_("登记结果审定"), OFFICE),
    Deed(_("查看个人结果"), frozenset({Role.LEADER}), _("须有“可见个人结果”的授权，且结果已经审定")),
    Deed(_("查看操作记录"), frozenset({Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR}), _("请假、暂停的内容不显示")),
    Deed(_("设定用户、授权、规则和基础数据"), frozenset({Role.ADMINISTRATOR}), _("不能更改自己的授权")),
    Deed(_("进入“管理”"), STAFF, _("只列出本角色可以查看的表")),
)
REACH = {
    Role.OFFICE: _("授权机构的全部代表、登记和建议；没有指定机构的，为各机构"),
    Role.VERIFIER: _("同人代工委，但不能登记，看不到请假、暂停的事由"),
    Role.LIAISON: _("所在组现任代表的登记和履职档案"),
    Role.DEPUTY: _("本人的履职档案和登记；本人领衔、联名的议案建议，以及并入的主件"),
    Role.REFERRAL_OFFICE: _("交办到本系统的建议，本系统各单位的承办"),
    Role.UNIT: _("本单位及下属单位承办的建议"),
    Role.LEADER: _("授权机构的总数；个人结果须另行授权，并在审定以后"),
    Role.AUDITOR: _("授权机构的全部登记和操作记录，只能查看"),
    Role.ADMINISTRATOR: _("授权机构的登记、用户和基础数据；看不到请假、暂停的事由"),
}
