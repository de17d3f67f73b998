from django.apps import AppConfig


class NewspaperConfig(AppConfig):
    name = "miteinander.programme.newspaper"
    label = "newspaper"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from miteinander.civic.planning import sources as deadlines
        from miteinander.foundation.audit import writers
        from miteinander.foundation.interface import sections
        from miteinander.foundation.media import print_uses
        from miteinander.foundation.translation import sources

        from . import (
            actions,
            documents,
            kinds,
            own_checks,
            personal_data,
            preflight,
            print_subject,
            public,
            results,
            role_packs,
            year_wheel,
        )
        from .article_source import ArticleSource
        from .distribution import registering
        from .models import Article, Edition, Section
        from .print_uses import uses_in_print

        kinds.register()
        documents.register()
        writers.register(Section)
        writers.register(Edition, saved=actions.after_edition_written)
        writers.register(Article, saved=actions.after_article_written, deleted=actions.before_article_deleted)
        sources.register(ArticleSource())
        deadlines.register("newspaper.editions", year_wheel.edition_deadlines)
        sections.register("dashboard", year_wheel.on_dashboard, order=25)
        print_uses.register(uses_in_print)
        own_checks.register()
        preflight.register()
        print_subject.register()
        personal_data.declare_all()
        role_packs.share_all()
        registering.register_all()
        public.register()
        results.register()
