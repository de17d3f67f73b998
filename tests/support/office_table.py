"""Who may open which address of the office; `tests/test_office_access.py` walks it. A new address needs its row here."""

import re

LETTERS = {
    "c": "chair", "o": "office", "w": "working_group_lead", "e": "editor", "l": "translator", "t": "treasurer",
    "v": "volunteer_coordinator", "m": "member", "a": "auditor",
}  # fmt: skip
EVERYBODY, NOBODY = "coweltvma", ""
# Who may see, add, change and delete the records of a list. Administrators may everything that anybody can do at all.
RECORDS: dict[str, tuple[str, str, str, str]] = {
    "interface_identity": ("coa", "", "co", ""),
    "places_borough": ("coewvtma", "co", "co", "co"),
    "places_district": ("coewvtma", "co", "co", "co"),
    "places_venue": ("coewvltma", "coewv", "coewv", "co"),
    "people_organisation": ("coewvltma", "coewv", "coewv", "co"),
    "people_person": ("cowveta", "cowv", "cowv", "co"),
    "council_body": ("coewvtma", "co", "co", "co"),
    "council_term": ("coewvtma", "co", "co", "co"),
    "council_membership": ("coewvtma", "co", "co", "co"),
    "council_workinggroup": ("coewvtma", "co", "co", "co"),
    "concept_concept": (EVERYBODY, "co", "co", "co"),
    "concept_crosscuttingtask": (EVERYBODY, "co", "co", "co"),
    "concept_fieldofaction": (EVERYBODY, "co", "co", "co"),
    "concept_goal": (EVERYBODY, "co", "co", "co"),
    "concept_measure": (EVERYBODY, "co", "co", "co"),
    "concept_activity": (EVERYBODY, "co", "coe", "co"),
    "planning_checklisttemplate": ("cowvetma", "co", "co", "co"),
    "planning_schoolholiday": ("cowvetma", "co", "co", "co"),
    "events_event": (EVERYBODY, "coewv", "coewv", "co"),
    "events_series": (EVERYBODY, "coe", "coe", "co"),
    "events_format": (EVERYBODY, "coe", "coe", "co"),
    "events_eventreport": ("coewvta", "coewv", "coewv", "co"),
    "events_engagement": ("cota", "co", "co", "co"),
    "newspaper_edition": (EVERYBODY, "coe", "coe", "coe"),
    "newspaper_article": (EVERYBODY, NOBODY, "coew", "coe"),
    "newspaper_section": (EVERYBODY, "coe", "coe", "coe"),
    "newspaper_outlet": ("coewvta", "coev", "coev", "coe"),
    "newspaper_carrierround": ("coewvta", "coev", "coev", "coe"),
    "newspaper_postalsubscriber": ("coe", "co", "co", "co"),
    "website_fixedpage": ("coela", NOBODY, "coe", NOBODY),
    "website_fixedpagetext": ("coela", "co", "coe", "co"),
    "website_barrierreport": ("coea", NOBODY, "co", NOBODY),
}
SEE, ADD, CHANGE, DELETE = range(4)
# What stands below each list, and the right it asks for.
BELOW: dict[str, int] = {
    "list": SEE, "list_results": SEE, "add": ADD, "copy": ADD, "edit": CHANGE, "delete": DELETE, "usage": CHANGE,
    "history": CHANGE, "history_results": CHANGE, "preview_on_add": ADD, "preview_on_edit": CHANGE,
    "revisions_view": CHANGE, "revisions_revert": CHANGE, "revisions_compare": CHANGE, "workflow_history": CHANGE,
    "confirm_workflow_cancellation": CHANGE, "workflow_history_detail": CHANGE,
    "choose": SEE, "choose_results": SEE, "chosen": SEE, "chosen_multiple": SEE, "create": ADD,
}  # fmt: skip
PUBLISHERS, REVIEWERS = "coe", "coe"
ONLY_EVENTS = {
    "revisions_unschedule": PUBLISHERS, "unpublish": PUBLISHERS, "lock": "co", "unlock": "co",
    "workflow_action": REVIEWERS, "collect_workflow_action_data": REVIEWERS, "workflow_preview": REVIEWERS,
}  # fmt: skip
PICTURES, ACCOUNTS, TRAIL, DESK, SEATS = "coewv", "co", "coa", "coewvl", "coewvma"
# Everything else: who gets in. Written as "POST" where the address only takes that.
OTHERS: dict[str, tuple[str, str]] = {
    "wagtailadmin_home": ("GET", EVERYBODY),
    "wagtailadmin_account": ("GET", EVERYBODY),
    "wagtailadmin_dismissibles": ("GET", EVERYBODY),
    "wagtailadmin_editing_sessions:ping": ("POST", "coewv"),
    "wagtailadmin_editing_sessions:release": ("POST", EVERYBODY),  # one's own only
    "wagtailadmin_block_preview": ("GET", NOBODY),
    "wagtailadmin_choose_page": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_child": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_search": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_chosen_multiple": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_external_link": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_email_link": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_phone_link": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_anchor_link": ("GET", EVERYBODY),
    "wagtailadmin_tag_autocomplete": ("GET", EVERYBODY),
    "wagtailadmin_tag_model_autocomplete": ("GET", EVERYBODY),
    "wagtailembeds:chooser": ("GET", EVERYBODY),
    "wagtailembeds:chooser_upload": ("POST", EVERYBODY),
    "wagtail_bulk_action": ("POST", EVERYBODY),  # each action asks for itself; see below
    "wagtailsnippets:index": ("GET", NOBODY),
    "work:overview": ("GET", NOBODY),
    "work:retry": ("POST", NOBODY),
    "media:withdrawn-list": ("GET", PICTURES),
    "media:image-withdraw": ("GET", PICTURES),
    "mailing:outbox": ("GET", "co"),
    "mailing:mail": ("GET", "co"),
    "mailing:mail-html": ("GET", "co"),
    "mailing:mail-resend": ("POST", "co"),
    "mailing:mail-cancel": ("POST", "co"),
    "mailing:mails-cancel": ("POST", "co"),
    "mailing:address-list": ("GET", "co"),
    "mailing:address-free": ("POST", "co"),
    "mailing:template-list": ("GET", "co"),
    "mailing:template-preview": ("GET", "co"),
    "mailing:template-html": ("GET", "co"),
    "access_office:account-list": ("GET", "coa"),
    "access_office:account": ("GET", "coa"),
    "access_office:account-change": ("POST", ACCOUNTS),
    "access_office:invitation-new": ("GET", "coa"),  # offers no role to who may give none
    "access_office:invitation-change": ("POST", ACCOUNTS),
    "access_office:grant-end": ("POST", ACCOUNTS),
    "translation:overview": ("GET", DESK),
    "translation:next": ("GET", DESK),
    "translation:export-xliff": ("GET", DESK),
    "translation:export-po": ("GET", DESK),
    "translation:import": ("GET", DESK),
    "translation:import-apply": ("POST", DESK),
    "translation:edit": ("GET", DESK),
    "translation:machine-ask": ("POST", DESK),
    "translation:reading-new": ("POST", DESK),
    "participation_feedback_office:feedback-result": ("GET", "coewva"),
    "participation_feedback_office:feedback-poster": ("GET", "coewva"),
    "participation_feedback_office:feedback-slips": ("POST", "coewv"),
    "participation_feedback_office:feedback-sheet": ("GET", "cowv"),
    "programme_files:overview": ("GET", NOBODY),
    "programme_files:file-apply": ("POST", NOBODY),
    "programme_files:template-download": ("GET", NOBODY),
    "programme_files:export-xlsx": ("GET", NOBODY),
    "programme_files:export-yaml": ("GET", NOBODY),
    "programme_files:export-csv": ("GET", NOBODY),
    "audit:entry-list": ("GET", TRAIL),
    "audit:entry-export": ("GET", TRAIL),
    "privacy:register": ("GET", TRAIL),
    "privacy:erasure-log": ("GET", TRAIL),
    "privacy:person": ("GET", "co"),
    **{f"door:{name}": ("GET", "cowv") for name in ("overview", "event", "counts", "door")},
    **{
        f"door:{name}": ("POST", "cowv")
        for name in ("link-new", "links-close", "door-remove", "phone-lock-out")
    },
    "office:year-wheel": ("GET", EVERYBODY),
    "office:language-list": ("GET", EVERYBODY),
    "days:day-check": ("GET", EVERYBODY),
    "days:day-hints": ("GET", EVERYBODY),
    "event_office:plan-start": ("GET", "coewv"),
    "event_office:plan-format": ("GET", "coewv"),
    "event_office:plan-again": ("GET", "coewv"),
    "event_office:event-share": ("GET", EVERYBODY),
    "event_office:event-cancel": ("GET", PUBLISHERS),
    "event_office:event-postpone": ("GET", PUBLISHERS),
    "event_office:draft-move": ("POST", "coewv"),
    "event_office:event-print": ("GET", EVERYBODY),
    **{f"print_office:{name}": ("GET", EVERYBODY) for name in (
        "sheets", "sheet", "preview", "kit", "kept", "kept-file", "job")},  # each document asks for itself
    "print_office:settings": ("GET", "co"),
    **{f"participation_office:{name}": ("GET", SEATS) for name in ("event-list", "registration-list")},
    **{f"participation_office:{name}": ("GET", "cowv") for name in (
        "plan-edit", "question-edit", "bring-edit", "entry", "sheet", "invitation-add",
        "registration-change")},
    **{f"participation_office:{name}": ("GET", "cowva") for name in (
        "door-list", "export-csv", "export-xlsx", "registration", "registration-slip", "invitation-list",
        "invitation", "letters")},
    **{f"participation_office:{name}": ("POST", "cowv") for name in (
        "seats-offer", "blank-sheet", "sheet-returned", "registration-do", "invitations-do", "invitation-do")},
    **{f"newspaper_office:{name}": ("GET", EVERYBODY) for name in (
        "edition-list", "edition", "flatplan", "article", "version-list")},
    **{f"newspaper_office:{name}": ("POST", "coe") for name in (
        "edition-do", "deadline-do", "flatplan-do", "link-revoke")},
    **{f"newspaper_office:{name}": ("GET", "coe") for name in ("slot", "link-list")},
    "newspaper_office:idea-add": ("GET", "coew"),
    **{f"newspaper_distribution_office:{name}": ("GET", "coewvta") for name in (
        "overview", "delivery-list", "leftovers", "print", "sheet")},
    **{f"funding_long_view:{name}": ("GET", "cota") for name in ("overview", "export-csv")},
    "funding_unit_costs:overview": ("GET", "cowta"),
    **{f"funding_books:{name}": ("GET", "cota") for name in ("journal", "balance", "export-csv", "export-xlsx", "export-beancount")},
    "newspaper_distribution_office:run-adopt": ("POST", "coe"),
    "newspaper_distribution_office:settings": ("GET", "coe"),
    "newspaper_office:article-do": ("POST", "coew"),
    "newspaper_office:comment-add": ("POST", "coewvlm"),
    "newspaper_office:comment-resolve": ("POST", "coewvlm"),
    "newspaper_office:version-restore": ("POST", "coew"),
    **{f"funding_office:{name}": ("GET", "cotwa") for name in ("cockpit", "fund-list", "fund", "plan")},
    "funding_office:spent": ("GET", "cota"),
    **{f"funding_office:{name}": ("GET", "cot") for name in (
        "fund-add", "fund-edit", "financing", "line-add", "line-edit", "fund-request", "fund-grant", "fund-refuse",
        "transfer", "carry-over", "order-edit", "quote-add", "approval-list")},
    "funding_office:line-remove": ("POST", "cot"),
    "funding_office:instalment-call": ("POST", "cot"),
    "funding_office:instalment-receive": ("GET", "cot"),
    **{f"funding_office:{name}": ("GET", "cotwa") for name in ("order-list", "order", "ksk")},
    "funding_office:order-add": ("GET", "cotw"),
    "funding_office:order-do": ("POST", "cot"),
    "funding_office:rule-list": ("GET", "cota"),
    **{f"funding_proofs:{name}": ("GET", "cota") for name in (
        "list", "proof", "words", "numbers", "verify", "pdf", "xlsx", "json", "receipts-csv", "income-csv", "zip",
        "receipt")},
    **{f"funding_proofs:{name}": ("GET", "cot") for name in ("begin", "return")},
    **{f"funding_proofs:{name}": ("POST", "cot") for name in (
        "redraft", "submit", "discard", "make-file", "file-delete")},
    **{f"funding_proofs:{name}": ("GET", "cotaw") for name in (
        "application", "application-csv", "application-text")},
    **{f"funding_receipts:{name}": ("GET", "cota") for name in (
        "receipt-list", "receipts-csv", "receipts-xlsx", "files-zip", "missing", "receipt", "income-list", "run-list", "run")},
    **{f"funding_receipts:{name}": ("GET", "cot") for name in (
        "receipt-start", "receipt-add", "receipt-from-file", "pay", "receipt-reverse", "run-add", "run-file", "account", "income-add",
        "income-reverse")},
    **{f"funding_receipts:{name}": ("POST", "cot") for name in (
        "waiting-discard", "file-add", "file-remove", "run-confirm", "run-discard")},
    "planning:my-todos": ("GET", EVERYBODY),
    "planning:list-index": ("GET", EVERYBODY),  # empty for those who may see none; see below
    "planning:list-detail": ("GET", "cowveta"),
    "planning:feed-settings": ("GET", EVERYBODY),
    "planning:holiday-import": ("GET", "co"),
    "planning:todo-edit": ("GET", "cowveta"),
    "planning:todo-state": ("POST", "cowv"),
    "entry-check:confirmation-list": ("GET", "coewv"),
    "entry-check:confirmation-ask": ("POST", "coewv"),
    "entry-check:proposal-detail": ("GET", "coewv"),
    **{f"wagtail{kind}:{name}": ("GET", PICTURES) for kind, names in {
        "docs": "index index_results add edit delete add_multiple document_usage",
        "images": "index index_results add edit delete add_multiple image_usage preview",
    }.items() for name in names.split()},
    "wagtailimages:url_generator": ("GET", NOBODY),
    "wagtailimages:url_generator_output": ("GET", NOBODY),
    "wagtailimages:create_multiple_from_uploaded_image": ("POST", NOBODY),
    "wagtailimages:delete_upload_multiple": ("POST", NOBODY),
    "wagtaildocs:create_multiple_from_uploaded_document": ("POST", NOBODY),
    "wagtaildocs:delete_upload_multiple": ("POST", NOBODY),
    **{f"wagtail{kind}:{name}": ("POST", PICTURES) for kind, names in {
        "docs": "edit_multiple delete_multiple",
        "images": "edit_multiple delete_multiple",
    }.items() for name in names.split()},
    **{f"wagtail{kind}_chooser:{name}": ("GET", PICTURES) for kind in ("docs", "images")
       for name in ("choose", "choose_results", "chosen", "chosen_multiple", "create")},
    "wagtailimages_chooser:select_format": ("GET", PICTURES),
}  # fmt: skip
# Ours stands before them, or nothing is behind them; and what anybody may fetch.
REPLACED = ("wagtailusers_users", "wagtailusers_groups", "wagtailadmin_password_reset", "wagtailsettings")
OPEN = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "None",
}
# The policy refuses it to all, it is switched off, or it asks for an upload of one's own that failed half-way.
UNREACHABLE = (
    {
        "wagtailsnippets:index",
        "wagtailadmin_block_preview",
        "wagtailimages:url_generator",
        "wagtailimages:url_generator_output",
        "wagtailimages:create_multiple_from_uploaded_image",
        "wagtailimages:delete_upload_multiple",
        "wagtaildocs:create_multiple_from_uploaded_document",
        "wagtaildocs:delete_upload_multiple",
    }
    | {
        f"wagtailsnippets_website_{name}:{view}"
        for name in ("fixedpage", "barrierreport")
        for view in ("add", "delete")
    }
    | {f"wagtailsnippetchoosers_website_{name}:create" for name in ("fixedpage", "barrierreport")}
    | {"wagtailsnippets_newspaper_article:add", "wagtailsnippetchoosers_newspaper_article:create"}
)
SENT = {"do": "sessions", "stand": "erledigt", "was": "absagen"}
SPECIAL = {
    "wagtail_bulk_action": "bulk/events/event/delete/?id={draft}",
    "wagtailadmin_tag_model_autocomplete": "tag-autocomplete/taggit/tag/",
    "work:retry": "hintergrundarbeit/{work}/noch-einmal/",
    "print_office:sheet": "drucken/event/{event}/blatt/events.poster/",
    "print_office:preview": "drucken/event/{event}/blatt/events.poster/vorschau/",
}
RECORD_SPACE = re.compile(r"wagtailsnippet(?:s|choosers)_([a-z]+)_([a-z]+)")
# Closed to everybody but administrators by the middleware, whatever is below.
ADMINISTRATORS = (
    "wagtailadmin_api", "wagtailadmin_explore", "wagtailadmin_pages", "wagtailadmin_collections", "wagtailforms",
    "wagtailadmin_workflows", "wagtailadmin_reports", "wagtailredirects", "wagtaillocales", "wagtailsites",
    "wagtailadmin_error_test",
)  # fmt: skip
