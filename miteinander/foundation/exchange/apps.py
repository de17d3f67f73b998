from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "miteinander.foundation.exchange"
    label = "exchange"
