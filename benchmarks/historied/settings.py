"""The product's settings with the peers and the trial tables beside it."""

from candour.web.settings import *  # noqa: F403
from candour.web.settings import INSTALLED_APPS as OWN

INSTALLED_APPS = [*OWN, "simple_history", "auditlog", "benchmarks.historied.apps.HistoriedConfig"]
AUDITLOG_LOGENTRY_MODEL = "auditlog.LogEntry"
