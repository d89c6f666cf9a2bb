"""The pages beside the admin."""

from django.urls import path

from . import (
    approvals,
    assignments,
    downloads,
    figures,
    home,
    permissions,
    printing,
    rates,
    reporting,
    results,
    signin,
    suggestion_list,
    trail,
    views,
)
from .activities import lists as activities
from .activities import new as calling
from .activities import page as activity
from .chain import views as chain
from .homes import leader
from .imports import views as imports
from .overview import overview
from .own import checks, files, objections
from .own import records as own_records
from .public import views as public
from .readings import page as reading
from .readings import proposal as figure_proposal
from .readings import upload as readings
from .records import lists as records
from .records import new as record_new
from .records import page as record
from .records import verify as record_verify
from .reminders import history as reminder_history
from .reminders import lists as reminder_lists
from .reminders import templates as reminder_templates
from .reminders import texts as reminder_texts
from .status import status
from .workreport import views as workreport

urlpatterns = [
    path("", home.home, name="home"),
    path("overview/", overview, name="overview"),
    path("role/", home.switch_role, name="switch-role"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals.xlsx", approvals.workbook, name="approvals-xlsx"),
    path("approvals/<int:pk>/new/", approvals.approval_new, name="approval-new"),
    path("approvals/<int:pk>/withdraw/", approvals.approval_withdraw, name="approval-withdraw"),
    path("results/", results.results, name="results"),
    path("results.xlsx", results.workbook, name="results-xlsx"),
    path("totals.xlsx", leader.workbook, name="results-totals-xlsx"),
    path("deputies/<slug:term>/<str:number>/", views.duty_file, name="duty-file"),
    path("deputies/<slug:term>/<str:number>/duty-file.xlsx", downloads.duty_file, name="duty-file-xlsx"),
    path("deputies/<slug:term>/<str:number>/form/", printing.duty_form, name="duty-file-form"),
    path("deputies/<slug:term>/<str:number>/form.docx", printing.duty_form_word, name="duty-file-docx"),
    path("deputies/forms/", printing.group_forms, name="group-files"),
    path("deputies/forms.docx", printing.group_forms_word, name="group-files-docx"),
    path("deputies/list/", printing.deputy_list, name="deputy-list"),
    path("deputies/list.docx", printing.deputy_list_word, name="deputy-list-docx"),
    path("deputies/list.xlsx", printing.deputy_list_excel, name="deputy-list-xlsx"),
    path("compliance/<slug:term>/<int:year>.xlsx", downloads.compliance, name="compliance-xlsx"),
    path("deputies.xlsx", downloads.shown, name="shown-xlsx"),
    path("activities/", activities.activities, name="activities"),
    path("activities.xlsx", activities.workbook, name="activities-xlsx"),
    path("activities/new/", calling.new, name="activity-new"),
    path("activities/<int:pk>/", activity.activity, name="activity"),
    path("activities/<int:pk>/roll/", calling.add, name="activity-roll"),
    path("activities/<int:pk>/amend/", activity.amend, name="activity-amend"),
    path("activities/<int:pk>/void/", activity.void, name="activity-void"),
    path("activities/sign-in.xlsx", signin.planned, name="planned-sign-in-xlsx"),
    path("activities/<int:pk>/sign-in.xlsx", signin.sign_in, name="sign-in-xlsx"),
    path("records/", records.records, name="records"),
    path("records.xlsx", records.workbook, name="records-xlsx"),
    path("records/new/", record_new.new, name="record-new"),
    path("records/verify/", record_verify.verify, name="records-verify"),
    path("records/<int:pk>/", record.record, name="record"),
    path("suggestions/", suggestion_list.suggestions, name="suggestions"),
    path("suggestions.xlsx", suggestion_list.workbook, name="suggestions-xlsx"),
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments.xlsx", assignments.workbook, name="assignments-xlsx"),
    path("assigning-list.xlsx", assignments.assigning_list, name="assigning-list-xlsx"),
    path("suggestions/new/", chain.new, name="suggestion-new"),
    path("suggestions/<int:pk>/", chain.page, name="suggestion"),
    path("suggestions/<int:pk>/<slug:code>/", chain.act_on_suggestion, name="suggestion-act"),
    path("suggestions/assignments/<int:pk>/<slug:code>/", chain.act_on_assignment, name="assignment-act"),
    path("rates/", rates.rates, name="rates"),
    path("rates.xlsx", rates.workbook, name="rates-xlsx"),
    path("rates/rows/", rates.rows, name="rate-rows"),
    path("reporting/", reporting.board, name="reporting"),
    path("reporting.xlsx", reporting.workbook, name="reporting-xlsx"),
    path("reporting/<int:group>/<int:year>/<int:month>/", reporting.cell, name="reporting-cell"),
    path("reporting/<int:group>/<int:year>/<int:month>/zero/", reporting.report_zero, name="reporting-zero"),
    path("reporting/<int:group>/<int:year>/<int:month>/withdraw/", reporting.withdraw_zero, name="reporting-withdraw"),
    path("reminders/", reminder_lists.reminders, name="reminders"),
    path("reminders.xlsx", reminder_lists.workbook, name="reminders-xlsx"),
    path("reminders/texts/", reminder_texts.texts, name="reminder-texts"),
    path("reminders/texts.txt", reminder_texts.plain, name="reminder-texts-txt"),
    path("reminders/texts.xlsx", reminder_texts.workbook, name="reminder-texts-xlsx"),
    path("reminders/note/", reminder_texts.note, name="reminder-note"),
    path("reminders/history/", reminder_history.history, name="reminder-history"),
    path("reminders/history.xlsx", reminder_history.workbook, name="reminder-history-xlsx"),
    path("reminders/templates/", reminder_templates.templates, name="reminder-templates"),
    path("imports/", imports.imports, name="imports"),
    path("imports/templates/<slug:kind>.xlsx", imports.template, name="import-template"),
    path("imports/<int:pk>/", imports.job, name="import-job"),
    path("imports/<int:pk>/progress/", imports.progress, name="import-progress"),
    path("imports/<int:pk>/confirm/", imports.confirm, name="import-confirm"),
    path("imports/<int:pk>/recheck/", imports.recheck, name="import-recheck"),
    path("imports/<int:pk>/discard/", imports.discard, name="import-discard"),
    path("imports/<int:pk>/errors.xlsx", imports.errors, name="import-errors"),
    path("work-report/", workreport.page, name="work-report"),
    path("work-report/rows/", workreport.behind, name="work-report-rows"),
    path("work-report/rows.xlsx", workreport.behind_workbook, name="work-report-rows-xlsx"),
    path("work-report.xlsx", workreport.workbook, name="work-report-xlsx"),
    path("work-report.docx", workreport.draft, name="work-report-docx"),
    path("figures/", figures.list_, name="figures"),
    path("figures.xlsx", figures.workbook, name="figures-xlsx"),
    path("figures/<int:pk>/", figures.figure, name="figure"),
    path("figures/<int:pk>/withdraw/", figures.withdraw, name="figure-withdraw"),
    path("readings/", readings.readings, name="readings"),
    path("readings.xlsx", readings.workbook, name="readings-xlsx"),
    path("readings/<int:pk>/", reading.reading, name="reading"),
    path("readings/<int:pk>.xlsx", reading.workbook, name="reading-xlsx"),
    path("readings/<int:pk>/decide/", reading.decide, name="reading-decide"),
    path("readings/<int:pk>/finish/", reading.finish, name="reading-finish"),
    path("readings/<int:pk>/discard/", reading.discard, name="reading-discard"),
    path("readings/proposals/<int:pk>/", figure_proposal.proposal, name="proposal"),
    path("own/records/", own_records.records, name="own-records"),
    path("own/records.xlsx", own_records.workbook, name="own-records-xlsx"),
    path("own/records/new/", own_records.new, name="own-record-new"),
    path("own/records/<int:pk>/", own_records.record, name="own-record"),
    path("own/records/<int:pk>/edit/", own_records.edit, name="own-record-edit"),
    path("own/records/<int:pk>/withdraw/", own_records.withdraw, name="own-record-withdraw"),
    path("own/checks/", checks.checks, name="own-checks"),
    path("own/checks/confirm/", checks.confirm, name="own-check-confirm"),
    path("own/checks/<int:pk>/object/", checks.object_, name="own-check-object"),
    path("records/<int:pk>/evidence/", files.add, name="evidence-new"),
    path("records/<int:pk>/<slug:code>/", record.act, name="record-act"),
    path("evidence/<int:pk>/", files.fetch, name="evidence"),
    path("evidence/<int:pk>/withdraw/", files.withdraw, name="evidence-withdraw"),
    path("objections/", objections.objections, name="objections"),
    path("objections.xlsx", objections.workbook, name="objections-xlsx"),
    path("objections/<int:pk>/", objections.settle, name="objection"),
    path("trail/", trail.trail, name="trail"),
    path("trail.xlsx", trail.workbook, name="trail-xlsx"),
    path("status/", status, name="status"),
    path("rules/", views.rules, name="rules"),
    path("permissions/", permissions.permissions, name="permissions"),
    path("permissions.xlsx", permissions.workbook, name="permissions-xlsx"),
    path("permissions/grants/", permissions.grants, name="grants"),
    path("permissions/grants.xlsx", permissions.grants_workbook, name="grants-xlsx"),
    path("public/", public.index, name="public"),
    path("public/<slug:term>/suggestions/", public.suggestions, name="public-suggestions"),
    path("public/<slug:term>/suggestions/<int:pk>/", public.suggestion, name="public-suggestion"),
    path("public/<slug:term>/deputies/", public.deputies, name="public-deputies"),
    path("public/<slug:term>/deputies/<str:number>/", public.deputy, name="public-deputy"),
    path("public/<path:rest>/", public.missing, name="public-missing"),
]
