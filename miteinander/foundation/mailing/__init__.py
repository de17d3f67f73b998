"""Mail: templates, the outbox, delivery.

Owns: every mail that leaves the installation, as a row written in the transaction of its cause. Refuses: why a mail is
written (a room calls `actions.send_mail`) and who reads it in the office (Django permissions).
Public modules: `actions`, `templates`, `models`, `backend` (for the mails of Wagtail and of the accounts).

    templates.register(MailTemplate("access.invitation", _("Einladung ins Büro"), sample={...}))  # AppConfig.ready()
    send_mail(template="access.invitation", to="a@example.org", lang="tr", context={...}, about=user)
"""
