"""Who may import what, for whom, and in whose name it counts as verified."""

from datetime import date

from django.db.models import Q

from ..ledger import Refused
from ..ledger.actors import SYSTEM
from ..ledger.verifying import VERIFIERS
from ..models import STAFF, GroupMembership, Role, RoleGrant, Term, User, roles_of
from .sheets import Desk
from .sheets.scope import Scope, Spell


def guard(desk: type[Desk], term: Term, user: User, on: date, verified_by: User | None):
    """Refuse an import that its user may not make, or its verifier may not answer for."""
    if verified_by:
        _guard_verifier(desk, user, on, verified_by)
    if barred := desk.barred & _roles(user, on):
        held = "、".join(str(Role(role).label) for role in barred)
        raise Refused(f"「{user}」有{held}的授权，不能导入「{desk.label}」：承办一方不评价自己；请换一位导入人。")
    if desk.is_private and user.grants.exists() and not _sees_reasons(user, on, term):
        raise Refused(f"「{user}」没有查看请假、暂停事由的授权，不能导入「{desk.label}」；请由获准的人代工委人员导入。")
    if is_free(user, on, term):
        return
    if Role.LIAISON not in _roles(user, on):
        raise Refused(f"「{user}」现在没有本届的工作人员或联络员的授权，不能导入；请先在系统中授权，或换一位导入人。")
    if not desk.for_liaisons:
        raise Refused(f"联络员不能导入「{desk.label}」，请交代表工作机构导入。")
    if verified_by:
        raise Refused("联络员导入的登记须在系统中审核，不能直接记为已审核；请去掉审核人。")


def _guard_verifier(desk, user, on, verified_by):
    if not desk.is_verified:
        raise Refused(f"「{desk.label}」不需要审核，请去掉审核人。")
    if verified_by.username == SYSTEM:
        raise Refused("「系统」不能作为审核人；请指定一位审核登记的人员。")
    if verified_by.pk == user.pk:
        raise Refused(f"「{user}」既是导入人又是审核人；请换一位审核人，登记和审核须是两个人。")
    may_verify = verified_by.is_superuser or _roles(verified_by, on) & VERIFIERS
    if verified_by.grants.exists() and not may_verify:
        raise Refused(f"「{verified_by}」现在没有审核人或人代工委的授权，不能作为审核人；请换一位审核人。")


def _sees_reasons(user, on, term):
    held = RoleGrant.objects.held(user, on).filter(role=Role.OFFICE, sees_reasons=True)
    return held.filter(Q(body=None) | Q(body=term.body_id)).exists()


def _roles(user, on):
    return roles_of(user, RoleGrant.objects.held(user, on))


def is_free(user: User, on: date, term: Term) -> bool:
    """Whether a user imports for everybody of a term: the operator's accounts have no grants at all, staff hold a role.

    A grant for a body is one for the terms of that body. A liaison remains one who also verifies or audits.
    """
    held = list(RoleGrant.objects.held(user, on))
    free = {Role.OFFICE} if any(grant.role == Role.LIAISON for grant in held) else STAFF
    bodies = {grant.body_id for grant in held if grant.role in free}
    return user.is_superuser or bool(bodies & {None, term.body_id}) or not user.grants.exists()


def scope(user: User, term: Term, on: date) -> Scope | None:
    """The mandates of the liaison's groups, now and before; None for everybody's."""
    if is_free(user, on, term):
        return None
    groups = RoleGrant.objects.held(user, on).filter(role=Role.LIAISON).values("group")
    spells = GroupMembership.objects.filter(group__in=groups, mandate__term=term).order_by()
    return Scope((Spell(*row) for row in spells.values_list("mandate", "starts_on", "ends_on")), on)
